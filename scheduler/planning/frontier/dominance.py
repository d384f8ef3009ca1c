"""Which points no other point beats, and a few of them that lie far apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

Point: TypeAlias = tuple[int, ...]
"""Figures of which less is always better."""


def dominates(one: Point, other: Point) -> bool:
    """Whether ``one`` is nowhere worse than ``other`` and somewhere better."""
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def non_dominated(points: Sequence[Point]) -> list[int]:
    """Places of the points that no other one dominates; of equal points the first.

    Exact: every pair is compared. The answer is in the order of ``points``.
    """
    first = {point: place for place, point in reversed(list(enumerate(points)))}
    return [
        place
        for place, point in enumerate(points)
        if first[point] == place and not any(dominates(other, point) for other in points)
    ]


def far_apart(points: Sequence[Point], most: int, always: Sequence[int] = ()) -> list[int]:
    """At most ``most`` places of points that lie far apart, in the order of ``points``.

    Those of ``always`` are kept, then the best in each figure (the first of equals), then
    again and again the point farthest from those kept: distance is the greatest difference
    in any figure, each on the scale from its least value to its greatest.
    """
    if len(points) <= most:
        return list(range(len(points)))
    kept = list(dict.fromkeys([*always, *_best_in_each(points)]))[:most]
    while len(kept) < most:
        left = [place for place in range(len(points)) if place not in kept]
        kept.append(max(left, key=lambda place: (_nearest(points, kept, place), -place)))
    return sorted(kept)


def _best_in_each(points: Sequence[Point]) -> list[int]:
    """Place of the first point with the least value of each figure."""
    return [
        min(range(len(points)), key=lambda place: (points[place][figure], place))
        for figure in range(len(points[0]))
    ]


def _nearest(points: Sequence[Point], kept: Sequence[int], place: int) -> float:
    """Distance of a point to the nearest kept one."""
    lows, highs = (
        tuple(pick(column) for column in zip(*points, strict=True)) for pick in (min, max)
    )
    return min(
        (
            max(
                abs(a - b) / ((high - low) or 1)
                for a, b, low, high in zip(points[place], points[one], lows, highs, strict=True)
            )
            for one in kept
        ),
        default=0.0,
    )
