"""The set ``week`` through the engine, judged by the set's own judge."""

from __future__ import annotations

from benchmarks.sets.registry import SETS
from benchmarks.sets.week import instance_of
from solver.result import Progress
from solver.solve import solve
from solver.stop import Budget
from tests.benchmarks.shared import BENCH, an_answer, needs
from tests.benchmarks.tiny import HOUR, a_tiny_week


@needs("week")
def test_the_judge_of_the_set_agrees_to_the_unit() -> None:
    """150,000 iterations on one day of 100 visits: feasible, same objective, well below 300,000.

    The best of the peers reaches 205,963 in 60 s; the margin is for few iterations.
    """
    path = BENCH / "week" / "instances" / "d100.json"
    instance = SETS["week"].read(path)
    result = solve(instance.problem, Budget(iterations=150_000), seed=1, threads=2)
    verdict = SETS["week"].judge(path, instance.answer(result.solution))
    assert verdict.accepted
    assert verdict.objective == instance.objective(result.solution)
    assert verdict.objective < 300_000


def test_what_the_tiers_promise_is_never_below_the_objective() -> None:
    """With a client left out, what is known from the cost alone is no lower than the truth.

    c0 makes all of it, c1 the second visit: 6 legs of 600 s and 1,800 for a second carer;
    without the third visit 5 legs, and 60 points for each of its 1,800 seconds.
    """
    tiny = instance_of("tiny", a_tiny_week())
    release = [8 * HOUR, 9 * HOUR, 9 * HOUR, 10 * HOUR]
    whole = an_answer(tiny.problem, [0, 0, 1, 0], release)
    part = an_answer(tiny.problem, [0, 0, 1, -1], release)
    assert (tiny.objective(whole), tiny.objective(part)) == (5_400, 108_000 + 4_800)
    assert tiny.at_most(progress(whole.cost, 0)) == 5_400
    assert tiny.at_most(progress(part.cost, 1)) == 108_000 + 4_800


def progress(cost: tuple[int, ...], left_out: int) -> Progress:
    """A look at a search whose best answer costs so much."""
    return Progress(elapsed=1.0, cost=cost, left_out=left_out, faces=1.0, iterations=1)
