import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.domain.variable.descriptor.ListVariableDescriptor;
import ai.timefold.solver.core.impl.heuristic.move.AbstractMove;
import ai.timefold.solver.core.impl.score.director.VariableDescriptorAwareScoreDirector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One move: new rounds for a few spells, and perhaps a new start of one double-up. */
public final class Rewrite extends AbstractMove<Rota> {
    private static long stamps;

    private final Rota rota;
    private final ListVariableDescriptor<Rota> rounds;
    private final List<Spell> spells = new ArrayList<>(4);
    private final List<List<Part>> drafts = new ArrayList<>(4);
    private DoubleUp doubleUp;
    private Integer start;
    private boolean hopeless;
    private long stamp;

    Rewrite(Rota rota, ListVariableDescriptor<Rota> rounds) {
        this.rota = rota;
        this.rounds = rounds;
    }

    /** The round of a spell as this move will leave it, to be changed in place. */
    List<Part> draft(Spell spell) {
        int row = spells.indexOf(spell);
        if (row >= 0) {
            return drafts.get(row);
        }
        List<Part> draft = new ArrayList<>(spell.stops.size() + 2);
        draft.addAll(spell.stops);
        spells.add(spell);
        drafts.add(draft);
        return draft;
    }

    void begin(DoubleUp doubleUp, Integer start) {
        this.doubleUp = doubleUp;
        this.start = start;
    }

    /** This move is not worth trying. */
    void giveUp() {
        hopeless = true;
    }

    /** When a part is, or will be, made; for finding its place in a round. */
    int about(Part part) {
        if (part.pair < 0) {
            return part.preferred;
        }
        DoubleUp pair = rota.doubleUps.get(part.pair);
        return pair == doubleUp ? start : pair.start;
    }

    int earliest(Part part) {
        return part.pair < 0 ? part.opens : about(part);
    }

    int latest(Part part) {
        return part.pair < 0 ? part.closes : about(part);
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<Rota> director) {
        if (hopeless) {
            return false;
        }
        if (doubleUp != null && !doubleUp.start.equals(start)) {
            return true;
        }
        for (int row = 0; row < spells.size(); row++) {
            if (!spells.get(row).stops.equals(drafts.get(row))) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<Rota> plain) {
        var director = (VariableDescriptorAwareScoreDirector<Rota>) plain;
        stamp();
        List<Part> gone = new ArrayList<>(2);
        List<Part> come = new ArrayList<>(2);
        for (int row = 0; row < spells.size(); row++) {
            for (Part part : spells.get(row).stops) {
                if (part.willBe != stamp) {
                    gone.add(part);
                }
            }
            for (Part part : drafts.get(row)) {
                if (part.was != stamp) {
                    come.add(part);
                }
            }
        }
        gone.forEach(part -> director.beforeListVariableElementUnassigned(rounds, part));
        come.forEach(part -> director.beforeListVariableElementAssigned(rounds, part));
        int[] same = new int[spells.size()];
        for (int row = 0; row < same.length; row++) {
            Spell spell = spells.get(row);
            same[row] = common(spell.stops, drafts.get(row));
            director.beforeListVariableChanged(rounds, spell, same[row], spell.stops.size());
        }
        for (int row = 0; row < same.length; row++) {
            List<Part> stops = spells.get(row).stops;
            List<Part> draft = drafts.get(row);
            stops.subList(same[row], stops.size()).clear();
            stops.addAll(draft.subList(same[row], draft.size()));
        }
        for (int row = 0; row < same.length; row++) {
            Spell spell = spells.get(row);
            director.afterListVariableChanged(rounds, spell, same[row], spell.stops.size());
        }
        gone.forEach(part -> director.afterListVariableElementUnassigned(rounds, part));
        come.forEach(part -> director.afterListVariableElementAssigned(rounds, part));
        if (doubleUp != null) {
            director.beforeVariableChanged(doubleUp, "start");
            doubleUp.start = start;
            director.afterVariableChanged(doubleUp, "start");
        }
        director.triggerVariableListeners();
    }

    /** Mark the parts that are in these rounds before and after. */
    private void stamp() {
        stamp = ++stamps;
        for (int row = 0; row < spells.size(); row++) {
            for (Part part : spells.get(row).stops) {
                part.was = stamp;
            }
            for (Part part : drafts.get(row)) {
                part.willBe = stamp;
            }
        }
    }

    private static int common(List<Part> one, List<Part> other) {
        int most = Math.min(one.size(), other.size());
        int row = 0;
        while (row < most && one.get(row) == other.get(row)) {
            row++;
        }
        return row;
    }

    @Override
    public Collection<?> getPlanningEntities() {
        return spells;
    }

    @Override
    public Collection<?> getPlanningValues() {
        return drafts;
    }
}
