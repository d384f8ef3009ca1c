"""Which points no other point beats."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.planning.frontier.dominance import Point, dominates, far_apart, non_dominated

points = st.integers(1, 4).flatmap(
    lambda figures: st.lists(st.tuples(*[st.integers(0, 4)] * figures), max_size=12)
)

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A machine may be busy with other things."""


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((1, 2), (1, 3), True),
        ((1, 2), (1, 2), False),
        ((1, 3), (2, 2), False),
        ((0, 0), (1, 1), True),
        ((1, 3), (1, 2), False),
    ],
)
def test_a_point_beats_another_by_being_nowhere_worse(
    one: Point, other: Point, expected: bool
) -> None:
    """Nowhere worse and somewhere better; equal points do not beat each other."""
    assert dominates(one, other) is expected


@unhurried
@given(points)
def test_the_filter_is_what_brute_force_says(found: list[Point]) -> None:
    """A point stays if no point is better in a figure without being worse in another, written
    out figure by figure, and if no equal one came before it.
    """

    def beaten(place: int) -> bool:
        for other, point in enumerate(found):
            signs = {(a > b) - (a < b) for a, b in zip(point, found[place], strict=True)}
            if signs in ({-1}, {-1, 0}) or (signs == {0} and other < place):
                return True
        return False

    assert non_dominated(found) == [p for p in range(len(found)) if not beaten(p)]


@unhurried
@given(points)
def test_every_point_left_out_is_beaten_or_equalled_by_one_that_stays(found: list[Point]) -> None:
    """Nothing is lost: what is dropped has a reason on the frontier itself."""
    kept = [found[place] for place in non_dominated(found)]
    assert all(any(one == point or dominates(one, point) for one in kept) for point in found)


@unhurried
@given(points.filter(len), st.integers(1, 6), st.data())
def test_points_far_apart_are_the_wanted_number_and_hold_what_must_be_held(
    found: list[Point], most: int, data: st.DataObject
) -> None:
    """No more than wanted, no fewer than there are, no place twice, the required one kept."""
    always = data.draw(st.sampled_from(range(len(found))))
    kept = far_apart(found, most, [always])
    assert len(kept) == min(most, len(found))
    assert kept == sorted(set(kept))
    assert always in kept


def test_the_best_of_each_figure_is_shown_and_near_twins_are_not() -> None:
    """Of a long line of points the two ends stay, then the one in the middle."""
    line = [(place, 10 - place) for place in range(11)]
    assert far_apart(line, 3) == [0, 5, 10]


def test_all_points_of_a_grid_but_its_corner_are_beaten() -> None:
    """Of nine points the one at the corner beats the other eight."""
    assert non_dominated(list(product(range(3), repeat=2))) == [0]
