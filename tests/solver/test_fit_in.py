"""What has to come in, made to fit: only the duties around it move, and only roads count."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import _core
from solver.fit_in import Fitting, Rows, energy_left_out, in_lots, missed, narrowed
from solver.model import Ints, Longs, Problem, Solution, Term
from solver.params import Params
from solver.result import Progress
from solver.score import faults, score
from solver.solve import solve
from solver.stop import Budget
from tests.problems import a_random_problem, problems
from tests.solver.proved import assert_sound
from tests.solver.small import Duty, Part, a_problem, clock

PROGRESS = Progress(elapsed=0.0, cost=(0,), left_out=1, faces=1.0, iterations=1)


def as_answer(problem: Problem, duty: Ints, start: Longs) -> Solution:
    """A rota whose starts are decisions."""
    return Solution(duty=duty, release=start, start=start, cost=score(problem, duty, start).cost)


def two_days() -> Problem:
    """A carer on each of two days; three visits at fixed times, two of them on the first day."""
    problem = a_problem(
        Part("08:00"),
        Part("10:00"),
        Part("09:00", day=1),
        duties=[Duty(carer=0), Duty(carer=1, day=1)],
    )
    at = problem.task_preferred
    return replace(
        problem, task_earliest=at - 900, task_latest=at + 900, unit_left_out=at * 0 + 500, travel=1
    )


def test_what_no_duty_could_share_is_made_to_fit_apart() -> None:
    """The two visits of the first day in one lot, that of the second in another."""
    lots = in_lots(two_days(), np.array([0, 1, 2]))
    assert sorted(sorted(lot.tolist()) for lot in lots) == [[0, 1], [2]]


def test_only_what_is_dear_has_to_come_in() -> None:
    """Of two visits left out that one whose leaving out costs more than was said."""
    problem = replace(two_days(), unit_left_out=np.array([500, 501, 502]))
    out = np.array([-1, -1, 1], dtype=np.int32)
    assert missed(problem, out, 500.0).tolist() == [1]
    assert energy_left_out(problem, out) == 1001.0


def test_what_lies_elsewhere_stays() -> None:
    """The visit of the second day may move no second and to nobody; that of the first may."""
    problem = two_days()
    duty = np.array([0, -1, 1], dtype=np.int32)
    narrow = narrowed(problem, as_answer(problem, duty, problem.task_preferred), np.array([1]))
    assert narrow.task_earliest[2] == narrow.task_latest[2] == clock("09:00", 1)
    assert narrow.allowed[narrow.task_pair[2]].tolist() == [0, 1]
    assert narrow.task_earliest[0] < narrow.task_latest[0]


@settings(max_examples=60, deadline=None)
@given(problems(), st.integers(1, 1000))
def test_an_answer_of_the_narrowed_problem_is_one_of_the_whole(problem: Problem, seed: int) -> None:
    """It is legal; who is not concerned is with the same carer at the same time, or left out."""
    first = solve(problem, Budget(iterations=50), threads=1, seed=seed).solution
    out = np.flatnonzero(first.duty[problem.unit_offset[:-1]] < 0)
    if len(out) == 0:
        return
    narrow = narrowed(problem, first, out[:1])
    assert faults(narrow, first.duty, first.start, first.start) == []
    found = solve(narrow, Budget(iterations=400), threads=1, warm=first).solution
    assert faults(problem, found.duty, found.start, found.start) == []
    kept = (narrow.task_pair >= len(problem.allowed)) & (found.duty >= 0)
    carer = problem.duty_carer
    assert (carer[found.duty[kept]] == carer[first.duty[kept]]).all()
    assert (found.start[kept] == first.start[kept]).all()


def test_only_roads_breaks_and_what_is_left_out_cost_anything() -> None:
    """A rota of a problem in which everything costs; narrowed, no other term does."""
    problem = a_random_problem(11, carers=5, days=3, units=30, groups=5)
    answer = solve(problem, Budget(iterations=50), threads=1).solution
    narrow = narrowed(problem, answer, np.arange(len(problem.unit_group)))
    terms = score(narrow, answer.duty, answer.start).terms
    counted = {Term.TRAVEL, Term.COMMUTE, Term.BREAK_MISSING}
    assert {term for term, points in terms.items() if points} <= counted
    assert (
        sum(points > 0 for points in score(problem, answer.duty, answer.start).terms.values()) > 5
    )


def test_fitting_ends_when_the_units_are_in_and_nobody_else_is_out() -> None:
    """Going on: nobody came in, or one for another. Ending: both came in, or nobody asks more."""
    problem = two_days()
    at, asked = problem.task_preferred, [True]
    before = as_answer(problem, np.array([0, -1, -1], dtype=np.int32), at)
    fitting = Fitting(problem, before, np.array([1, 2]), lambda: asked[0])
    assert fitting.watch(PROGRESS)
    assert not fitting.helps
    for duty, goes_on, helps in (
        ([-1, 0, -1], True, False),
        ([0, 0, -1], True, True),
        ([0, 0, 1], False, True),
    ):
        fitting.keep(as_answer(problem, np.array(duty, dtype=np.int32), at))
        assert fitting.watch(PROGRESS) == goes_on
        assert fitting.helps == helps
    asked[0] = False
    fitting.keep(before)
    assert not fitting.watch(PROGRESS)


def test_a_crowded_search_spends_no_more_than_it_has_and_repeats(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Far more visits than fit: room is tried for; legal, within its steps, the same twice."""
    tried: list[int] = []

    def seen(problem: Problem, answer: Solution, units: Rows) -> Problem:
        tried.append(len(units))
        return narrowed(problem, answer, units)

    monkeypatch.setattr("solver.solve.narrowed", seen)
    params = Params(fit_share=0.9)  # more than is left by then
    problem = a_random_problem(17, carers=3, days=2, units=60, groups=6)
    problem = replace(problem, unit_left_out=problem.unit_left_out * 1000)
    for threads in (1, 2):
        one, two = (
            solve(problem, Budget(iterations=20_000), threads=threads, params=params)
            for _ in range(2)
        )
        assert energy_left_out(problem, one.solution.duty) > 0
        assert tried
        tried.clear()
        assert one.iterations <= threads * 20_000
        assert (one.solution.duty == two.solution.duty).all()
        assert (one.solution.start == two.solution.start).all()
        assert_sound(problem, one.solution.duty, one.solution.start, one.solution.cost)


def test_an_answer_loaded_takes_the_place_of_what_was_there() -> None:
    """The energy is that of the answer loaded last, whatever was searched before."""
    problem = a_random_problem(19, carers=4, days=2, units=25, groups=4)
    answer = solve(problem, Budget(iterations=2_000), threads=1).solution

    def loaded(steps: int) -> int:
        search = _core.Search(problem.arrays(), problem.scalars(), 1, 1)
        search.construct()
        search.advance(steps, 0.0, 1e6, 1e6, False, False, 500)
        search.load(answer.duty, answer.start)
        return search.energy

    assert loaded(1) == loaded(3_000)
