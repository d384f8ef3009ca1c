"""No sum the core adds up can overflow: a problem in which one could is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from solver.bounds import MOST, furthest_moment, greatest_energy, greatest_points
from solver.check import FARTHEST, ProblemError, check_problem
from solver.model import Ints, Longs, Problem, Term
from solver.score import score, starts
from tests.problem_arrays import having
from tests.problems import plans
from tests.solver.small import Duty, Part, a_problem, clock

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(planned=plans())
def test_no_legal_rota_costs_more_than_the_most(planned: tuple[Problem, Ints, Longs]) -> None:
    """Term by term, with all units left out on top, and with the weights of the tiers."""
    problem, duty, release = planned
    start = starts(problem, duty, release)
    assert start is not None
    found, most = score(problem, duty, start), greatest_points(problem)
    assert set(most) == set(Term)
    assert all(found.terms[term] <= most[term] for term in Term)
    energy = sum(np.multiply(problem.guide, found.cost).tolist())
    assert energy <= greatest_energy(problem)
    assert int(start[duty >= 0].max(initial=0)) <= furthest_moment(problem)


def test_the_greatest_energy_is_the_weighted_sum_of_the_tiers() -> None:
    """Two units at 7 points, weighted by 10; a duty of 15 hours idle at 2, weighted by 3."""
    problem = having(a_problem(Part("08:00"), Part("09:00")), unit_left_out=7, greatest_idle=2)
    problem = having(problem, guide=[10, 1, 1, 1, 1, 3, 1])
    assert greatest_energy(problem) == 10 * 14 + 3 * 2 * 15 * 3600


def test_the_last_moment_is_that_of_all_tasks_one_after_another() -> None:
    """From 22:00 on day 6 of a week, two half hours, and three times the slowest leg and grid.

    40 minutes from end to end of the line are 80 at half speed and a second of rounding; the
    core may also add 40 on arrival. A link of two hours holds back once for each.
    """
    problem = a_problem(Part("08:00"), Part("09:00"), duties=[Duty(day=6)])
    problem = having(problem, step_speed=[500_000], grid=60, task_latest=0)
    problem = having(problem, link_first=[0], link_second=[1], link_least=[-7200], link_most=[60])
    before = 80 * 60 + 1 + 40 * 60 + 7200 + 60
    assert furthest_moment(problem) == clock("22:00", 6) + 2 * 1800 + 3 * before


def test_many_long_tasks_are_refused_together_though_each_is_short_enough() -> None:
    """A task may last as long as any figure, or follow a leg at a crawl; 5000 may not."""
    problem = having(a_problem(Part("08:00")), task_duration=FARTHEST)
    check_problem(problem)
    crawling = having(problem, step_speed=[1], drive=problem.drive + 2**29)
    check_problem(crawling)
    parts = [Part("08:00")] * 5000
    many = having(a_problem(*parts), step_speed=[1], drive=problem.drive + 2**29)
    assert furthest_moment(many) > MOST
    with pytest.raises(ProblemError, match="All tasks one after another may end at"):
        check_problem(many)


def test_dear_and_long_together_are_refused_though_neither_is_too_much() -> None:
    """A duty of fifteen hours at the greatest price fits; weighted by a million it does not."""
    problem = having(a_problem(Part("08:00")), overtime=FARTHEST, duty_due=clock("07:00"))
    check_problem(problem)
    assert greatest_energy(problem) == 15 * 3600 * FARTHEST
    with pytest.raises(ProblemError, match="A rota may cost"):
        check_problem(having(problem, guide=10**6))


def test_a_problem_of_nothing_is_bounded() -> None:
    """No task, no duty: nothing can be long or dear."""
    problem = a_problem(Part("08:00"))
    empty = {
        name: array[:0]
        for name, array in problem.arrays().items()
        if name.startswith(("task_", "unit_", "duty_")) and name != "unit_offset"
    }
    problem = having(problem, **empty, unit_offset=[0])
    check_problem(problem)
    assert greatest_energy(problem) == 0
