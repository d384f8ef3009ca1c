"""Searches ended from another thread, and better answers handed over on the way."""

from __future__ import annotations

import threading

import pytest

from solver.model import Problem, Solution
from solver.result import Result
from solver.solve import solve
from solver.stop import Budget, Halt
from tests.problems import a_random_problem
from tests.solver.proved import assert_sound

LONG = Budget(iterations=2**40)
"""Its first slice alone would last for hours."""


def a_problem() -> Problem:
    """Forty units over three days."""
    return a_random_problem(13, carers=6, days=3, units=40, groups=6)


@pytest.mark.parametrize("after", [0.0, 0.02, 0.3])
@pytest.mark.parametrize("threads", [1, 2])
def test_a_halt_reaches_into_a_slice(after: float, threads: int) -> None:
    """The search returns, though the slice it is in has hours to go, with a legal answer."""
    problem, halt = a_problem(), Halt()
    timer = threading.Timer(after, halt.set)
    timer.start()
    found = solve(problem, LONG, threads=threads, halt=halt).solution
    timer.join()
    assert_sound(problem, found.duty, found.start, found.cost)


def test_a_halt_ends_every_search_given_it_and_those_that_begin_later() -> None:
    """Two at once and one afterwards."""
    problem, halt = a_problem(), Halt()
    found: list[Result] = []

    def search() -> None:
        found.append(solve(problem, LONG, threads=1, halt=halt))

    both = [threading.Thread(target=search) for _ in range(2)]
    for thread in both:
        thread.start()
    halt.set()
    for thread in both:
        thread.join()
    search()
    assert len(found) == 3
    assert halt.is_set


def test_a_halt_that_ended_one_search_is_let_go_of_by_it() -> None:
    """After the search nothing of it is called any more: its memory may be gone."""
    halt, called = Halt(), []
    with halt.reaching(lambda: called.append("inside")):
        pass
    halt.set()
    assert called == []


def test_every_better_answer_is_handed_over_once() -> None:
    """Each is legal and costs less than the one before; the last is what solve returns."""
    problem = a_problem()
    kept: list[Solution] = []
    result = solve(problem, Budget(iterations=6000), seed=3, keep=kept.append)
    costs = [one.cost for one in kept]
    assert costs == sorted(set(costs), reverse=True)
    assert costs[-1] == result.solution.cost
    assert set(costs) == {look.cost for look in result.curve}
    for one in kept:
        assert_sound(problem, one.duty, one.start, one.cost)


@pytest.mark.parametrize("threads", [1, 2])
def test_neither_who_keeps_nor_who_could_halt_changes_a_search(threads: int) -> None:
    """By iterations, to the byte: answer, looks' costs and counts of moves."""
    problem = a_problem()

    def run(**more: object) -> tuple[object, ...]:
        found = solve(problem, Budget(iterations=3000), threads=threads, **more)  # type: ignore[arg-type]
        solution = found.solution
        costs = [look.cost for look in found.curve]
        return solution.duty.tobytes(), solution.start.tobytes(), costs, found.moves

    assert run() == run(halt=Halt(), keep=lambda _solution: None)
