import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore; // codespell:ignore buildin
import java.util.ArrayList;
import java.util.List;

/** One day: spells with their rounds, double-ups with their starts, and what all of it costs. */
@PlanningSolution
public class Rota {
    @PlanningEntityCollectionProperty
    List<Spell> spells = new ArrayList<>();

    @PlanningEntityCollectionProperty
    List<DoubleUp> doubleUps = new ArrayList<>();

    @ProblemFactCollectionProperty
    @ValueRangeProvider(id = "parts")
    List<Part> parts = new ArrayList<>();

    @PlanningScore
    HardSoftLongScore score;

    int[][] legs;
    /** By carer, seconds of this day: beyond the first each costs, beyond the second is illegal. */
    long[] contract;
    long[] most;
    /** By client and carer: who comes on other days. */
    boolean[][] elsewhere;
    int grace;
    /** Prices in half seconds: a second of travel, of deviation, above contract; a further face. */
    long travel;
    long deviation;
    long above;
    long face;
}
