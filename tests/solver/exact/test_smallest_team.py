"""The smallest team against cases worked by hand and against trying every team."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from solver.exact.smallest_team import smallest_team
from solver.exact.team_problem import CANNOT, NO_LIMIT, TeamProblem

HOUR = 3600
DAY = 24 * HOUR
FOUR_CALLS = (7.5, 12.0, 16.5, 21.0)


def a_package(
    carers: int,
    *,
    days: int = 19,
    clocks: tuple[float, ...] = FOUR_CALLS,
    needed: int = 1,
    tolerance: float = 0.0,
) -> TeamProblem:
    """Half-hour calls at the same hours every day, and carers who may work 5 days in any 7.

    They rest 11 hours between days, and have 13 hours from first start to last end.
    """
    starts = np.array([day * DAY + round(clock * HOUR) for day in range(days) for clock in clocks])
    visits = len(starts)
    windows = np.array([(first, first + 6) for first in range(max(1, days - 6))], dtype=np.int32)
    day_of = np.repeat(np.arange(days), len(clocks))
    return TeamProblem(
        earliest=starts - round(tolerance * HOUR),
        latest=starts + round(tolerance * HOUR),
        duration=np.full(visits, HOUR // 2),
        needed=np.full(visits, needed, dtype=np.int32),
        duty_day=np.tile(day_of, (carers, 1)).astype(np.int32),
        windows=windows,
        most_days=np.full((carers, len(windows)), 5, dtype=np.int32),
        most_work=np.full((carers, len(windows)), NO_LIMIT),
        most_visits=np.full(carers, NO_LIMIT),
        span=np.full(carers, 13 * HOUR),
        rest=np.full(carers, 11 * HOUR),
    )


@pytest.mark.parametrize(
    ("clocks", "needed", "floor"),
    [(FOUR_CALLS, 1, 3), (FOUR_CALLS, 2, 6), ((7.5, 21.0), 1, 3), ((9.0,), 1, 2), ((9.0,), 2, 3)],
)
def test_the_known_floors_hold_over_nineteen_days(
    clocks: tuple[float, ...], needed: int, floor: int
) -> None:
    """Breakfast and bed cannot be one person's day: it would be 14 hours, more than 13.

    So a week wants 14 carer-days, of 5 each: 3 carers, and 28 for double-ups: 6. One call a
    day wants 7 of 5: 2 carers, and 14 for double-ups: 3.
    """
    found = smallest_team(a_package(8, clocks=clocks, needed=needed))
    assert (found.least, found.proven) == (floor, True)
    assert found.team is not None
    assert len(found.team) == floor


@pytest.mark.parametrize(("needed", "carers"), [(1, 2), (2, 5)])
def test_one_carer_below_the_floor_no_team_exists(needed: int, carers: int) -> None:
    """2 carers give 10 of the 14 carer-days a week wants, and 5 give 25 of 28."""
    found = smallest_team(a_package(carers, needed=needed))
    assert (found.team, found.proven) == (None, True)


def test_without_a_span_limit_two_carers_alternate_whole_days() -> None:
    """Days of 14 hours by turns leave 34 hours of rest, and 4 days in any 7 each: 2 will do."""
    package = a_package(8)
    package = _with(package, span=np.full(8, NO_LIMIT))
    assert smallest_team(package).least == 2


def test_without_a_span_limit_rest_forbids_bed_then_breakfast() -> None:
    """One carer allowed 7 days in 7 still cannot go from bed (21:30) to breakfast (07:30)."""
    package = _with(
        a_package(8, days=2),
        span=np.full(8, NO_LIMIT),
        most_days=np.full((8, 1), 7, dtype=np.int32),
    )
    assert smallest_team(package).least == 2


def test_a_day_may_last_exactly_as_long_as_the_span() -> None:
    """07:30 to 20:30 are 13 hours, one person's day; a quarter of an hour more is not."""
    assert smallest_team(a_package(8, days=1, clocks=(7.5, 20.0))).least == 1
    assert smallest_team(a_package(8, days=1, clocks=(7.5, 20.25))).least == 2


def test_a_wide_window_lets_one_carer_rest_enough() -> None:
    """With an hour's tolerance either way bed ends at 20:30 and breakfast starts at 08:30."""
    package = _with(
        a_package(8, days=2, tolerance=1.0),
        span=np.full(8, NO_LIMIT),
        most_days=np.full((8, 1), 7, dtype=np.int32),
    )
    assert smallest_team(package).least == 1


def test_availability_decides_when_no_two_carers_cover_the_days() -> None:
    """Of three days each carer is there on one only: 3, though one could do all by law."""
    package = a_package(3, days=3, clocks=(9.0,))
    day = np.where(np.eye(3, dtype=bool), package.duty_day, CANNOT).astype(np.int32)
    assert smallest_team(_with(package, duty_day=day)).team == (0, 1, 2)


def test_a_visit_without_enough_carers_has_no_team() -> None:
    """A double-up that only one carer can make cannot be covered."""
    found = smallest_team(a_package(1, days=1, clocks=(9.0,), needed=2))
    assert (found.team, found.proven) == (None, True)


def test_no_visits_need_nobody() -> None:
    """The empty question has the empty answer."""
    assert smallest_team(a_package(2, days=0)).team == ()


def test_hours_and_visits_a_day_are_limits() -> None:
    """Four half-hour calls with one hour of work each, or two visits a day each: 2 carers."""
    package = _with(a_package(8, days=1), span=np.full(8, NO_LIMIT))
    assert smallest_team(package).least == 1
    assert smallest_team(_with(package, most_work=np.full((8, 1), HOUR))).least == 2
    assert smallest_team(_with(package, most_visits=np.full(8, 2))).least == 2


def test_without_effort_the_bound_is_kept_and_called_unproven() -> None:
    """No search at all still leaves the counted bound, and no claim of proof."""
    found = smallest_team(_holes(seed=3), effort=0.0)
    exact = smallest_team(_holes(seed=3))
    assert not found.proven
    assert found.least <= exact.least


@pytest.mark.parametrize("seed", range(12))
def test_the_answer_is_that_of_trying_every_team(seed: int) -> None:
    """Six carers with holes in their availability: each subset tried in order of size."""
    package = _holes(seed)
    found = smallest_team(package)
    assert found.proven
    assert (len(found.team) if found.team is not None else None) == _by_trying(package)


def _with(package: TeamProblem, **changes: np.ndarray) -> TeamProblem:
    """The package with some arrays exchanged."""
    return replace(package, **changes)


def _holes(seed: int) -> TeamProblem:
    """Four days of three calls, some double, for six carers who are often away."""
    rng = np.random.default_rng(seed)
    package = a_package(6, days=4, clocks=(7.5, 12.0, 21.0))
    there = rng.random((6, 12)) < 0.7
    return _with(
        package,
        duty_day=np.where(there, package.duty_day, CANNOT).astype(np.int32),
        needed=np.where(rng.random(12) < 0.2, 2, 1).astype(np.int32),
        most_days=rng.integers(2, 5, (6, 1)).astype(np.int32),
    )


def _by_trying(package: TeamProblem) -> int | None:
    """Least number of carers for which a depth-first search finds an assignment."""
    for size in range(1, len(package.rest) + 1):
        if any(_possible(package, team) for team in combinations(range(len(package.rest)), size)):
            return size
    return None


def _possible(package: TeamProblem, team: tuple[int, ...]) -> bool:
    """Whether the team can make every visit, by trying all choices visit by visit."""

    def fits(carer: int, mine: tuple[int, ...], visit: int) -> bool:
        day = visit // 3
        if package.duty_day[carer, visit] == CANNOT:
            return False
        days = {one // 3 for one in (*mine, visit)}
        if len(days) > package.most_days[carer, 0]:
            return False
        breakfast_and_bed = {3 * day, 3 * day + 2} <= {*mine, visit}
        bed_then_breakfast = visit % 3 == 0 and visit - 1 in mine
        return not breakfast_and_bed and not bed_then_breakfast

    def search(visit: int, taken: dict[int, tuple[int, ...]]) -> bool:
        if visit == len(package.needed):
            return True
        able = [one for one in team if fits(one, taken[one], visit)]
        return any(
            search(
                visit + 1,
                {one: (*mine, visit) if one in chosen else mine for one, mine in taken.items()},
            )
            for chosen in combinations(able, int(package.needed[visit]))
        )

    return search(0, dict.fromkeys(team, ()))
