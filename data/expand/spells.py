"""Availability, leave and sickness turned into shifts.

A spell that passes midnight belongs to the day on which it starts, and so does its shift.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count, groupby
from string import ascii_lowercase

from data.expand.recurrence import DAY, Recurrence, moment_at
from scheduler.domain.carer import Absence, Shift
from scheduler.domain.horizon import Horizon
from scheduler.domain.units import CarerId, Day, Moment, PlaceId, Seconds, ShiftId


class SpellKind(StrEnum):
    """Whether a carer can work then, or why not."""

    AVAILABLE = "available"
    LEAVE = "leave"
    SICK = "sick"
    TRAINING = "training"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Clock times on each date of a pattern; ``end`` at most ``start`` means the next day.

    The whole day is 0 to 86,400.
    """

    carer: CarerId
    kind: SpellKind
    when: Recurrence
    start: Seconds = 0
    end: Seconds = DAY

    def clock_end(self) -> Seconds:
        """End in seconds after 00:00 of the day the spell starts; above 86,400 if past it."""
        return self.end if self.end > self.start else self.end + DAY

    def overlaps(self, other: Spell) -> bool:
        """Whether the two ever hold at the same clock time."""
        return any(
            self.start < other.clock_end() + shift * DAY
            and other.start + shift * DAY < self.clock_end()
            and self.when.dates_shared(other.when, shift)
            for shift in (-1, 0, 1)
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time from ``start`` to ``end`` that belongs to ``day``."""

    start: Moment
    end: Moment
    day: Day


def expand_spells(
    spells: Sequence[Spell], horizon: Horizon, homes: Mapping[CarerId, PlaceId]
) -> tuple[tuple[Shift, ...], tuple[Absence, ...]]:
    """Shifts of every carer in ``homes``, and what was taken out of them.

    Spells of one day that touch or overlap are one shift. Leave and its like are taken
    away; what is left of a spell cut in two are two shifts.
    """
    shifts: list[Shift] = []
    absences: list[Absence] = []
    of_carer: dict[CarerId, list[Spell]] = {carer: [] for carer in homes}
    for spell in spells:
        if spell.carer in of_carer:
            of_carer[spell.carer].append(spell)
    for carer, own in of_carer.items():
        free = [one for one in own if one.kind is SpellKind.AVAILABLE]
        taken = list(
            _absences([one for one in own if one.kind is not SpellKind.AVAILABLE], horizon)
        )
        absences += taken
        open_time = _without_overlap(_merged(_stretches(free, horizon)))
        left = [piece for one in open_time for piece in _less(one, taken)]
        shifts += _named(left, carer, homes[carer], horizon)
    return tuple(shifts), tuple(absences)


def _stretches(spells: Iterable[Spell], horizon: Horizon) -> list[Stretch]:
    """The spells on each day of the period."""
    return [
        Stretch(
            moment_at(horizon, day, spell.start), moment_at(horizon, day, spell.clock_end()), day
        )
        for spell in spells
        for day in range(horizon.days)
        if spell.when.happens_on(horizon.date_of(day))
    ]


def _absences(spells: Iterable[Spell], horizon: Horizon) -> Iterator[Absence]:
    """Time away in or just around the period.

    The day before counts because its nights reach in, the day after because nights of the
    last day reach out.
    """
    for spell in spells:
        for day in range(-1, horizon.days + 1):
            if spell.when.happens_on(horizon.date_of(day)):
                yield Absence(
                    carer=spell.carer,
                    start=moment_at(horizon, day, spell.start),
                    end=moment_at(horizon, day, spell.clock_end()),
                    kind=spell.kind.value,
                )


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches of one day that touch or overlap, joined; in order of day and start."""
    joined: list[Stretch] = []
    for one in sorted(stretches, key=lambda s: (s.day, s.start, s.end)):
        last = joined[-1] if joined else None
        if last is not None and last.day == one.day and one.start <= last.end:
            joined[-1] = Stretch(last.start, max(last.end, one.end), one.day)
        else:
            joined.append(one)
    return joined


def _without_overlap(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """The same time with no moment in two stretches: the earlier day keeps it."""
    reached: Moment | None = None
    for one in stretches:
        start = one.start if reached is None else max(one.start, reached)
        if start < one.end:
            yield Stretch(start, one.end, one.day)
            reached = one.end


def _less(stretch: Stretch, taken: Iterable[Absence]) -> Iterator[Stretch]:
    """What is left of ``stretch`` outside all absences."""
    start = stretch.start
    for away in sorted(taken, key=lambda one: one.start):
        if away.end <= start or away.start >= stretch.end:
            continue
        if away.start > start:
            yield Stretch(start, away.start, stretch.day)
        start = max(start, away.end)
    if start < stretch.end:
        yield Stretch(start, stretch.end, stretch.day)


def _named(
    stretches: Iterable[Stretch], carer: CarerId, home: PlaceId, horizon: Horizon
) -> Iterator[Shift]:
    """Shifts with ids such as ``K07-2026-11-30-a``, lettered through each day."""
    for day, of_day in groupby(stretches, key=lambda one: one.day):
        for letter, one in zip(_letters(), of_day, strict=False):
            yield Shift(
                id=ShiftId(f"{carer}-{horizon.date_of(day)}-{letter}"),
                carer=carer,
                day=day,
                start=one.start,
                end=one.end,
                start_place=home,
                end_place=home,
            )


def _letters() -> Iterator[str]:
    """Letters a to z, then a2 to z2, and so on."""
    return (
        letter if turn == 1 else f"{letter}{turn}"
        for turn in count(1)
        for letter in ascii_lowercase
    )
