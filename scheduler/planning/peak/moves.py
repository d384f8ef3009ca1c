"""Visits whose move by a quarter, half or whole hour would free a carer at the peak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from scheduler.domain.units import MINUTE, ClientId, Day, Moment, Seconds, VisitId
from scheduler.domain.visit import Visit
from scheduler.planning.peak.profile import Group, Stretch, Tightest, profile, tightest
from scheduler.planning.peak.scene import Part, Scene

STEPS: tuple[Seconds, ...] = tuple(
    sign * minutes * MINUTE for minutes in (15, 30, 60) for sign in (-1, 1)
)
"""Moves that are tried, in seconds; earlier first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What one visit at another time would do for the tightest time of its day.

    Parameters
    ----------
    by
        Seconds later; negative is earlier.
    freed
        Carers more to spare at the tightest moment of the day.
    eased
        Seconds less with as few to spare as there are now at the tightest.
    agreed
        Whether the agreement allows it as it stands.
    """

    visit: VisitId
    client: ClientId
    call: str
    day: Day
    by: Seconds
    freed: int
    eased: Seconds
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeakOfDay:
    """The tightest time of one day for one group.

    Parameters
    ----------
    stretches
        Where the fewest are to spare.
    not_asked
        Visits under way then that are time-critical or pinned to their time: never asked about.
    moves
        Moves that help, the most helpful first.
    """

    day: Day
    group: Group
    margin: int
    stretches: tuple[Stretch, ...]
    not_asked: int
    moves: tuple[Move, ...]

    @property
    def seconds(self) -> Seconds:
        """How long the tightest time lasts."""
        return sum(one.seconds for one in self.stretches)


Hours = tuple[Moment, Moment]
"""The time asked about, from one moment to another."""


def peak_of_day(scene: Scene, group: Group, day: Day, hours: Hours) -> PeakOfDay | None:
    """The tightest time between two moments of a day, and what would ease it.

    Ranked by carers freed, then time eased, then the smaller move, then the visit. ``None``
    where nothing is under way.
    """
    base = profile(scene, scene.parts, group, *hours)
    now = tightest(base)
    if now is None:
        return None
    tight = tuple(one for one in base if one.margin == now.margin)
    under_way = _under_way(scene.parts, tight)
    movable = [unit for unit in under_way if may_be_asked(scene, unit)]
    found = [
        move
        for unit in movable
        for move in _moves(_Question(scene, group, hours, base, now), unit, day)
    ]
    return PeakOfDay(
        day=day,
        group=group,
        margin=now.margin,
        stretches=tight,
        not_asked=len(under_way) - len(movable),
        moves=tuple(sorted(found, key=rank)),
    )


def rank(move: Move) -> tuple[int, int, int, str, int]:
    """Order of moves: the most relief first, then the smaller move."""
    return (-move.freed, -move.eased, abs(move.by), move.visit, move.by)


def may_be_asked(scene: Scene, unit: int) -> bool:
    """Whether a visit may be asked about: not time-critical, and no pin on its start."""
    visit = scene.week.visits[unit]
    pinned = any(pin.visit == visit.id and pin.start is not None for pin in scene.week.pins)
    return visit.critical is None and not pinned


def _under_way(parts: Sequence[Part], stretches: Sequence[Stretch]) -> list[int]:
    """Visits under way at some time of the stretches."""
    return sorted(
        {
            part.unit
            for part in parts
            if any(part.begins < one.ends and one.begins < part.ends for one in stretches)
        }
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """One day's tightest time, about which moves are tried."""

    scene: Scene
    group: Group
    hours: Hours
    base: Sequence[Stretch]
    now: Tightest


def _moves(asked: _Question, unit: int, day: Day) -> Iterator[Move]:
    """Moves of one visit that help."""
    visit = asked.scene.week.visits[unit]
    for by in STEPS:
        moved = [replace(part, start=part.start + by) for part in asked.scene.by_unit[unit]]
        if not keeps_gaps(asked.scene, visit, moved[0].start):
            continue
        then = _then(asked, unit, moved)
        if then is None:
            continue
        freed = then.margin - asked.now.margin
        eased = asked.now.seconds - (then.seconds if freed == 0 else 0)
        if freed > 0 or (freed == 0 and eased > 0):
            yield Move(
                visit=visit.id,
                client=visit.client,
                call=visit.call,
                day=day,
                by=by,
                freed=freed,
                eased=eased,
                agreed=visit.earliest <= moved[0].start <= visit.latest,
            )


def _then(asked: _Question, unit: int, moved: Sequence[Part]) -> Tightest | None:
    """The tightest time with one visit moved: only where it was or comes to be, anew.

    Time outside the stretch asked about counts where the visit comes to lie there.
    """
    touched = [*asked.scene.by_unit[unit], *moved]
    first = min(part.begins for part in touched)
    last = max(part.ends for part in touched)
    near = [
        part
        for part in asked.scene.parts
        if part.unit != unit and part.begins < last and first < part.ends
    ]
    cuts = sorted({first, last, *(one for one in asked.hours if first < one < last)})
    anew = [
        one
        for begins, ends in pairwise(cuts)
        for one in profile(asked.scene, [*near, *moved], asked.group, begins, ends)
        if _counts(asked, moved, one)
    ]
    kept = [
        replace(one, begins=begins, ends=ends)
        for one in asked.base
        for begins, ends in ((one.begins, min(one.ends, first)), (max(one.begins, last), one.ends))
        if begins < ends
    ]
    return tightest([*kept, *anew])


def _counts(asked: _Question, moved: Sequence[Part], one: Stretch) -> bool:
    """Whether a stretch lies in the time asked about, or the moved visit is under way in it."""
    inside = asked.hours[0] <= one.begins and one.ends <= asked.hours[1]
    return inside or any(part.begins <= one.begins < part.ends for part in moved)


def keeps_gaps(scene: Scene, visit: Visit, start: Moment) -> bool:
    """Whether the gap rules hold with one visit at another start (A4)."""
    for gap in scene.gaps_of(visit.id):
        first, second = (
            start if one == visit.id else scene.start_of(one) for one in (gap.first, gap.second)
        )
        too_late = gap.at_most is not None and second - first > gap.at_most
        if second - first < gap.at_least or too_late:
            return False
    return True
