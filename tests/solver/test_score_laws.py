"""Laws that hold for every problem and every rota."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from solver.model import Ints, Longs, Problem, Term
from solver.score import faults, score, starts
from tests.problem_arrays import having
from tests.problems import a_legal_plan, a_random_problem, plans, problems
from tests.solver.renaming import renamed

Planned = tuple[Problem, Ints, Longs]

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def legal_starts(planned: Planned) -> Longs:
    """Starts of a rota known to have some."""
    found = starts(*planned)
    assert found is not None
    return found


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
    """Starts never fall as a release rises, as long as the order of the duty is the same."""
    problem, duty, release = planned
    later = release.copy()
    later[task % len(release)] += delay
    assume(_orders(duty, later) == _orders(duty, release))
    moved = starts(problem, duty, later)
    if moved is not None:
        made = duty >= 0
        assert np.all(moved[made] >= legal_starts(planned)[made])


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


def _orders(duty: Ints, moments: Longs) -> list[list[int]]:
    """Tasks of each duty in order."""
    rows = range(int(duty.max(initial=-1)) + 1)
    return [
        sorted(np.flatnonzero(duty == row).tolist(), key=lambda task: (moments[task], task))
        for row in rows
    ]


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
