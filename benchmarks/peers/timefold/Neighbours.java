import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.domain.variable.ListVariableStateSupply;
import ai.timefold.solver.core.impl.domain.variable.descriptor.ListVariableDescriptor;
import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import ai.timefold.solver.core.impl.score.director.InnerScoreDirector;
import java.util.Iterator;
import java.util.Random;

/** Draws moves that have a chance: carers who may, places in the round near the right time. */
public class Neighbours implements MoveIteratorFactory<Rota, Rewrite> {
    @Override
    public long getSize(ScoreDirector<Rota> director) {
        Rota rota = director.getWorkingSolution();
        return (long) rota.parts.size() * rota.spells.size();
    }

    @Override
    public Iterator<Rewrite> createOriginalMoveIterator(ScoreDirector<Rota> director) {
        throw new UnsupportedOperationException("Moves are drawn at random only.");
    }

    @Override
    public Iterator<Rewrite> createRandomMoveIterator(ScoreDirector<Rota> plain, Random random) {
        var director = (InnerScoreDirector<Rota, ?>) plain;
        ListVariableDescriptor<Rota> rounds =
                director.getSolutionDescriptor().getListVariableDescriptor();
        ListVariableStateSupply<Rota> places = director.getListVariableStateSupply(rounds);
        Draw draw = new Draw(director.getWorkingSolution(), rounds, places, random);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Rewrite next() {
                return draw.move();
            }
        };
    }
}
