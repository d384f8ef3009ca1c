"""Which calls are due, and who can work, on a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from data.generate.packages import EVERY_DAY, InventedCall
from data.generate.rhythms import WEEKDAYS, Spell
from data.generate.team import Away, InventedCarer

CYCLE_EPOCH = date(2024, 1, 1)
"""A Monday: fortnights are counted from it, as the readers of the tables do."""

WHOLE_DAY: Spell = (0, 24 * 60)


def week_of_fortnight(on: date, anchor: date = CYCLE_EPOCH) -> int:
    """1 or 2; ``anchor`` is a Monday of a first week."""
    return (on - anchor).days // 7 % 2 + 1


def calls_on(calls: Iterable[InventedCall], on: date, anchor: date) -> list[InventedCall]:
    """Calls due on a date; fortnightly ones are counted from ``anchor``."""
    return [
        call
        for call in calls
        if (call.weekdays == EVERY_DAY or WEEKDAYS[on.weekday()] == call.weekdays)
        and (call.week is None or call.week == week_of_fortnight(on, anchor))
    ]


def spells_on(carer: InventedCarer, away: Sequence[Away], on: date) -> list[Spell]:
    """Minutes after 00:00 between which a carer can work on a date."""
    if on.weekday() not in carer.rhythm.days[week_of_fortnight(on) - 1]:
        return []
    spells = list(carer.rhythm.spells)
    for one in away:
        if one.carer == carer.id and one.first <= on <= one.last:
            spells = _without(spells, one.hours or WHOLE_DAY)
    return spells


def _without(spells: Iterable[Spell], taken: Spell) -> list[Spell]:
    """What is left of spells outside ``taken``."""
    parts = [
        part
        for first, last in spells
        for part in ((first, min(last, taken[0])), (max(first, taken[1]), last))
    ]
    return [part for part in parts if part[0] < part[1]]
