"""Laws that hold for every problem and every rota."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from solver.model import FOREVER, Ints, Longs, Problem, Term
from solver.score import faults, score, starts
from tests.problem_arrays import having
from tests.problems import a_legal_plan, a_random_problem, plans, problems
from tests.solver.laws import Planned, free_flowing, legal_starts, orders, quick
from tests.solver.renaming import later_by, renamed
from tests.solver.small import DAY

WINDOW_TERMS = (Term.LATE, Term.EARLY, Term.GREATEST_LATE)
DUE_TERMS = (Term.OVERTIME, Term.GREATEST_IDLE)


@quick
@given(planned=plans())
def test_a_legal_plan_is_legal(planned: Planned) -> None:
    """The builder of random rotas keeps its promise, so that the laws below mean something."""
    problem, duty, release = planned
    assert faults(problem, duty, release, legal_starts(planned)) == []


@quick
@given(planned=plans())
def test_terms_and_units_left_out_add_up_to_the_tiers(planned: Planned) -> None:
    """No point is lost between the terms and the tiers, or counted twice."""
    problem, duty, _ = planned
    found = score(problem, duty, legal_starts(planned))
    assert set(found.terms) == set(Term)
    for tier in range(problem.tiers):
        inside = [found.terms[term] for term in Term if problem.tier_of_term[term] == tier]
        assert found.cost[tier] == sum(inside) + found.left_out[tier]


@quick
@given(planned=plans())
def test_no_term_is_negative(planned: Planned) -> None:
    """A cost can be avoided, not earned."""
    problem, duty, _ = planned
    assert min(score(problem, duty, legal_starts(planned)).terms.values()) >= 0


@quick
@given(planned=plans(), seed=st.integers(0, 2**32 - 1))
def test_renaming_rows_changes_nothing(planned: Planned, seed: int) -> None:
    """Rows are names: shuffling units, carers and groups keeps starts, cost and legality."""
    problem, duty, release = planned
    start = legal_starts(planned)
    other = renamed(problem, seed)
    new_duty, new_release = other.plan(duty, release)
    assume(not _ties(duty, release))
    new_start = starts(other.problem, new_duty, new_release)
    assert new_start is not None
    assert np.array_equal(new_start, start[other.task])
    assert score(other.problem, new_duty, new_start) == score(problem, duty, start)
    assert faults(other.problem, new_duty, new_release, new_start) == []


@quick
@given(planned=plans(), seed=st.integers(0, 2**32 - 1))
def test_a_random_rota_has_as_many_faults_under_other_names(planned: Planned, seed: int) -> None:
    """Each rule counts the same breaches whatever the rows are called."""
    problem, _, release = planned
    rng = np.random.default_rng(seed)
    duty = rng.integers(-1, len(problem.duty_carer), len(release)).astype(np.int32)
    start = release + np.arange(len(release))
    assume(not _ties(duty, start) and not _ties(duty, release))
    other = renamed(problem, seed)
    new_duty, new_start = other.plan(duty, start)
    _, new_release = other.plan(duty, release)
    assert _rules(faults(other.problem, new_duty, new_release, new_start)) == _rules(
        faults(problem, duty, release, start)
    )


@quick
@given(planned=plans(), task=st.integers(0), delay=st.integers(0, 7200))
def test_releasing_a_task_later_starts_nothing_earlier(
    planned: Planned, task: int, delay: int
) -> None:
    """Starts never fall as a release rises, as long as the order of the duty is the same.

    But those of meals: they are earlier where the time to travel first runs out. In traffic
    that clears meanwhile, so may be what follows them; without meals, or traffic, it is not.
    """
    problem, duty, release = planned
    has_place = problem.task_place >= 0
    if not np.all(has_place[duty >= 0]):
        problem = free_flowing(problem)
    later = release.copy()
    later[task % len(release)] += delay
    assume(orders(duty, later) == orders(duty, release))
    before, after = starts(problem, duty, release), starts(problem, duty, later)
    if before is not None and after is not None:
        made = (duty >= 0) & has_place
        assert np.all(after[made] >= before[made])


@quick
@given(planned=plans())
def test_starts_are_a_fixed_point(planned: Planned) -> None:
    """Releasing every task when it starts anyway changes no start."""
    problem, duty, _ = planned
    start = legal_starts(planned)
    again = starts(problem, duty, start)
    assert again is not None
    assert np.array_equal(again[duty >= 0], start[duty >= 0])


@quick
@given(planned=plans())
def test_an_unused_carer_keeps_a_rota_legal_and_costs_only_hours(planned: Planned) -> None:
    """A new carer who makes nothing costs the contracted hours they are not given."""
    problem, duty, release = planned
    start = legal_starts(planned)
    more = _with_a_carer(problem)
    assert faults(more, duty, release, start) == []
    before, after = score(problem, duty, start).terms, score(more, duty, start).terms
    extra = problem.short_hours * int(problem.carer_contracted[0])
    assert dict(after) == {**before, Term.SHORT_HOURS: before[Term.SHORT_HOURS] + extra}


@quick
@given(planned=plans(), delay=st.integers(0, 7200))
def test_a_second_window_no_worse_than_the_first_costs_nothing(
    planned: Planned, delay: int
) -> None:
    """Where it ends no sooner than the first, nothing is later, earlier or dearer with it."""
    problem, duty, _ = planned
    start = legal_starts(planned)
    without = having(problem, task_again_from=FOREVER, task_again_to=FOREVER)
    closes = problem.task_preferred + problem.task_grace + delay
    again = having(problem, task_again_from=closes, task_again_to=closes)
    before, after = score(without, duty, start).terms, score(again, duty, start).terms
    assert all(after[term] <= before[term] for term in Term)
    assert all(after[term] == before[term] for term in Term if term not in WINDOW_TERMS)


@quick
@given(planned=plans())
def test_the_greatest_lateness_lies_between_the_mean_and_the_sum(planned: Planned) -> None:
    """At one point a second, it is at most all lateness, and all is at most it for each task."""
    problem, duty, _ = planned
    problem = having(problem, task_late=1, greatest_late=1)
    terms = score(problem, duty, legal_starts(planned)).terms
    made = int(np.count_nonzero(duty >= 0))
    assert terms[Term.GREATEST_LATE] <= terms[Term.LATE] <= made * terms[Term.GREATEST_LATE]


@quick
@given(planned=plans(), delay=st.integers(0, 7200))
def test_time_after_due_is_overtime_and_time_before_it_idle(planned: Planned, delay: int) -> None:
    """Due later, each duty has as much less overtime or more idle time; nothing else changes."""
    problem, duty, _ = planned
    start = legal_starts(planned)
    problem = having(problem, overtime=1, greatest_idle=1)
    later = having(problem, duty_due=problem.duty_due + delay)
    before, after = score(problem, duty, start).terms, score(later, duty, start).terms
    worked = len(np.unique(duty[duty >= 0]))
    assert 0 <= before[Term.OVERTIME] - after[Term.OVERTIME] <= delay * worked
    assert 0 <= after[Term.GREATEST_IDLE] - before[Term.GREATEST_IDLE] <= delay
    assert all(after[term] == before[term] for term in Term if term not in DUE_TERMS)


@quick
@given(planned=plans())
def test_a_duty_due_when_it_ends_has_no_overtime(planned: Planned) -> None:
    """What is legal is over by the end of its duty."""
    problem, duty, _ = planned
    ends = having(problem, duty_due=problem.duty_end)
    assert score(ends, duty, legal_starts(planned)).terms[Term.OVERTIME] == 0


@quick
@given(planned=plans())
def test_a_unit_that_may_have_one_carer_may_still_have_two(planned: Planned) -> None:
    """Asking for fewer carers makes no legal rota illegal, and prices nothing."""
    problem, duty, release = planned
    start = legal_starts(planned)
    free = having(problem, unit_distinct=0)
    assert faults(free, duty, release, start) == []
    assert score(free, duty, start) == score(problem, duty, start)


@quick
@given(planned=plans(), days=st.integers(-400, 400))
def test_the_calendar_does_not_matter(planned: Planned, days: int) -> None:
    """The whole problem some days later has the same rota, as many days later, at one cost."""
    problem, duty, release = planned
    start, shift = legal_starts(planned), days * DAY
    other = later_by(problem, shift)
    assert np.array_equal(legal_starts((other, duty, release + shift)), start + shift)
    assert score(other, duty, start + shift) == score(problem, duty, start)
    assert faults(other, duty, release + shift, start + shift) == []


@quick
@given(problem=problems())
def test_the_same_seed_makes_the_same_rota(problem: Problem) -> None:
    """Random rotas can be made again."""
    first, second = a_legal_plan(problem, 7), a_legal_plan(problem, 7)
    assert all(np.array_equal(one, other) for one, other in zip(first, second, strict=True))


def test_random_rotas_reach_every_term() -> None:
    """Over a few dozen rotas each term costs something, so that proofs on them mean something."""
    seen: set[Term] = set()
    for seed in range(40):
        problem = a_random_problem(seed, carers=4, days=2, units=12, groups=3)
        duty, release = a_legal_plan(problem, seed)
        found = score(problem, duty, legal_starts((problem, duty, release)))
        seen |= {term for term, points in found.terms.items() if points}
    assert seen == set(Term)


def _ties(duty: Ints, moments: Longs) -> bool:
    """Whether two tasks of one duty have the same moment, which rows then put in order."""
    made = [(int(row), int(at)) for row, at in zip(duty, moments, strict=True) if row >= 0]
    return len(set(made)) < len(made)


def _rules(found: Sequence[str]) -> dict[str, int]:
    """How often each rule is broken."""
    words = [sentence.split(":")[0] for sentence in found]
    return {word: words.count(word) for word in words}


def _with_a_carer(problem: Problem) -> Problem:
    """The same problem with a twin of carer 0 who has no duties."""
    arrays = problem.arrays().items()
    rows = {name: np.append(a, a[:1]) for name, a in arrays if name.startswith("carer_")}
    columns = {
        name: np.concatenate([array, array[:, :1]], axis=1)
        for name, array in arrays
        if name in ("allowed", "dislike", "join", "in_window")
    }
    return having(problem, **rows, **columns)
