"""Questions to a rota in hand: priced as the plain scorer prices, undone without a trace."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.model import Ints, Longs, Problem, Term
from solver.quote import AT_THE_MOMENT, Put, Quote, Spelling
from solver.score import faults, score
from solver.spare import with_spares
from tests.problems import a_legal_plan, problems
from tests.solver.small import Duty, Part, a_problem, clock

SLOW = [HealthCheck.too_slow]


def laid(problem: Problem, seed: int) -> tuple[Quote, Ints, Longs]:
    """A legal rota of a problem, in hand."""
    duty, release = a_legal_plan(problem, seed)
    quote = Quote(problem, np.full(len(duty), -1, dtype=np.int32), release)
    for unit in range(len(problem.unit_group)):
        tasks = range(problem.unit_offset[unit], problem.unit_offset[unit + 1])
        quote.keep([Put(t, int(duty[t]), int(release[t])) for t in tasks if duty[t] >= 0])
    return quote, quote.duty, quote.start


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(problems(), st.integers(0, 10**6))
def test_what_a_change_would_do_is_the_difference_of_two_full_scores(
    problem: Problem, seed: int
) -> None:
    """Any unit taken out, or given to any duties: legal as the rules say, priced to the point."""
    quote, duty, start = laid(problem, seed)
    rng = np.random.default_rng(seed)
    before = score(problem, duty, start)
    for unit in range(len(problem.unit_group)):
        tasks = range(problem.unit_offset[unit], problem.unit_offset[unit + 1])
        out = bool(rng.integers(2))
        change = [
            Put(t, -1 if out else int(rng.integers(len(problem.duty_carer))), int(start[tasks[0]]))
            for t in tasks
        ]
        if any(
            not out and not problem.allowed[problem.task_pair[t], problem.duty_carer[d]]
            for t, d, _ in change
        ):
            continue
        found = quote.ask(change)
        if found is None:
            continue
        then, when = duty.copy(), start.copy()
        for task, row, _ in change:
            then[task] = row
        for task, _, now in found.moved:
            when[task] = now
        after = score(problem, then, when)
        assert found.terms == {
            term: after.terms[term] - before.terms[term]
            for term in Term
            if after.terms[term] != before.terms[term]
        }
        assert found.left_out == tuple(
            a - b for a, b in zip(after.left_out, before.left_out, strict=True)
        )
    assert quote.drift() == ""
    assert quote.cost == before.cost


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(problems(most_units=8), st.integers(0, 10**6))
def test_every_way_is_legal_and_can_be_repeated(problem: Problem, seed: int) -> None:
    """Each way of making a single task again, kept on a rota of its own, breaks nothing."""
    quote, duty, start = laid(problem, seed)
    singles = [u for u in range(len(problem.unit_group)) if np.diff(problem.unit_offset)[u] == 1]
    for unit in singles[:3]:
        task = int(problem.unit_offset[unit])
        opens, closes = int(problem.task_earliest[task]), int(problem.task_latest[task])
        moments = sorted({opens, (opens + closes) // 2, closes})
        for way in quote.ways(task, range(len(problem.duty_carer)), moments, most=900)[:10]:
            found = quote.repeat(task, way, most=900)
            assert found is not None
            then, when = duty.copy(), start.copy()
            then[task] = way.duty
            for one in found.moved:
                when[one.task] = one.now
                assert one.task == task or abs(one.now - one.was) <= max(900, way.furthest)
            assert when[task] == way.start
            rules = faults(problem, then, when, when)
            assert rules == []
            cost = tuple(
                a - b
                for a, b in zip(
                    score(problem, then, when).cost, score(problem, duty, start).cost, strict=True
                )
            )
            assert cost == way.cost
    assert quote.drift() == ""


@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
@given(problems(most_units=6), st.integers(0, 10**6))
def test_spare_rows_cost_nothing(problem: Problem, seed: int) -> None:
    """A rota costs the same with spare tasks nobody makes."""
    _, duty, start = laid(problem, seed)
    wider, spares = with_spares(problem)
    more = np.append(duty, [-1, -1, -1]).astype(np.int32)
    then = np.append(start, [0, 0, 0]).astype(np.int64)
    assert score(wider, more, then) == score(problem, duty, start)
    assert Quote(wider, more, then).unfit == ()
    assert spares == (len(duty), len(duty) + 1, len(duty) + 2)


def one_carer() -> tuple[Quote, Problem, int]:
    """A carer with visits at 09:00 and 10:00, of half an hour at one place; a spare task."""
    given_problem = a_problem(Part("09:00"), Part("10:00"), duties=[Duty()])
    problem, spares = with_spares(given_problem)
    duty = np.array([0, 0, -1, -1, -1], dtype=np.int32)
    start = np.array([clock("09:00"), clock("10:00"), 0, 0, 0], dtype=np.int64)
    return Quote(problem, duty, start), problem, spares.alone


def spelled(quote: Quote, problem: Problem, task: int, minutes: int) -> None:
    """The spare task as a visit of some minutes at the same place, at any time of the day."""
    day = clock("24:00")
    quote.respell(
        task,
        Spelling(0, 0, 0, minutes * 60, 0, day, clock("09:30"), 0, 0, 0, 0),
        np.ones(problem.allowed.shape[1], dtype=np.uint8),
        np.zeros(problem.allowed.shape[1], dtype=np.int32),
    )


def test_a_spare_task_fits_where_there_is_room() -> None:
    """Half an hour is free between the two; forty minutes only if the second waits ten."""
    quote, problem, task = one_carer()
    spelled(quote, problem, task, 30)
    (way,) = quote.ways(task, [0], [clock("09:30")])
    assert (way.start, way.moved) == (clock("09:30"), 0)
    spelled(quote, problem, task, 40)
    assert quote.ways(task, [0], [clock("09:30")]) == []
    found = quote.ways(task, [0], [clock("09:30")], most=600)
    assert [(way.start, way.moved, way.furthest) for way in found] == [(clock("09:30"), 1, 600)]


def test_what_comes_before_starts_earlier_if_it_may() -> None:
    """At 09:20 for forty minutes: the visit before ends at 09:20 if it starts at 08:50."""
    quote, problem, task = one_carer()
    spelled(quote, problem, task, 40)
    ways = quote.ways(task, [0], [clock("09:20")], most=900)
    assert (clock("09:20"), 1, 600) in [(way.start, way.moved, way.furthest) for way in ways]


def test_a_carer_who_may_not_is_passed_over() -> None:
    """Nobody is allowed: there is no way."""
    quote, problem, task = one_carer()
    nobody = np.zeros(problem.allowed.shape[1], dtype=np.uint8)
    spelling = Spelling(0, 0, 0, 60, 0, clock("24:00"), 0, 0, 0, 0, 0)
    quote.respell(task, spelling, nobody, nobody.astype(np.int32))
    assert quote.ways(task, [0], [clock("12:00")]) == []


def test_what_starts_at_the_moment_starts_with_it() -> None:
    """The second visit, put beside the moment tried, starts when the first does."""
    problem = a_problem(Part("09:00"), Part("10:00"), duties=[Duty(), Duty(carer=1)])
    duty = np.array([0, 1], dtype=np.int32)
    start = np.array([clock("09:00"), clock("10:00")], dtype=np.int64)
    quote = Quote(problem, duty, start)
    change = [Put(1, 1, AT_THE_MOMENT)]
    (way,) = quote.ways(0, [0], [clock("09:15")], change=change)
    found = quote.repeat(0, way, change=change)
    assert found is not None
    assert {one.task: one.now for one in found.moved} == {0: clock("09:15"), 1: clock("09:15")}


def test_a_rota_that_breaks_a_rule_says_where() -> None:
    """Two visits at once by one carer: the second does not fit."""
    problem = a_problem(Part("09:00"), Part("09:00"), duties=[Duty()])
    both = np.array([0, 0], dtype=np.int32)
    quote = Quote(problem, both, np.full(2, clock("09:00"), dtype=np.int64))
    assert quote.unfit == (1,)
