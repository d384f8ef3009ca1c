import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.variable.PlanningListVariable;
import java.util.ArrayList;
import java.util.List;

/** One shift of one carer and the visits of its round, in order. */
@PlanningEntity
public class Spell {
    int row;
    int carer;
    int home;
    int begins;
    int ends;

    @PlanningListVariable(valueRangeProviderRefs = "parts", allowsUnassignedValues = true)
    List<Part> stops = new ArrayList<>();

    public List<Part> getStops() {
        return stops;
    }
}
