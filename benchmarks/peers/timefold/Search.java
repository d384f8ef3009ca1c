import ai.timefold.solver.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.config.localsearch.decider.acceptor.LocalSearchAcceptorConfig;
import ai.timefold.solver.core.config.localsearch.decider.forager.LocalSearchForagerConfig;
import ai.timefold.solver.core.config.score.director.ScoreDirectorFactoryConfig;
import ai.timefold.solver.core.config.solver.EnvironmentMode;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;
import java.time.Duration;

/**
 * How Timefold is set: simulated annealing over our own moves, from the empty rota.
 *
 * <p>Its construction heuristics are left out: on 500 visits they took half of 30 s and the end was
 * worse. Late acceptance was worse too. The starting temperature, in half seconds, was the best of
 * six on 100 visits (November 2026).
 */
final class Search {
    private static final String MODE = System.getProperty("environmentMode", EnvironmentMode.NO_ASSERT.name());

    private Search() { }

    static SolverConfig settings(long milliseconds, long seed, long temperature) {
        return new SolverConfig()
                .withSolutionClass(Rota.class)
                .withEntityClasses(Spell.class, DoubleUp.class)
                .withScoreDirectorFactory(
                        new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(Cost.class))
                .withEnvironmentMode(EnvironmentMode.valueOf(MODE))
                .withRandomSeed(seed)
                .withTerminationConfig(
                        new TerminationConfig().withSpentLimit(Duration.ofMillis(milliseconds)))
                .withPhases(annealing(temperature));
    }

    private static LocalSearchPhaseConfig annealing(long temperature) {
        return new LocalSearchPhaseConfig()
                .withMoveSelectorConfig(
                        new MoveIteratorFactoryConfig()
                                .withMoveIteratorFactoryClass(Neighbours.class))
                .withAcceptorConfig(
                        new LocalSearchAcceptorConfig()
                                .withSimulatedAnnealingStartingTemperature(
                                        "0hard/" + temperature + "soft"))
                .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(1));
    }
}
