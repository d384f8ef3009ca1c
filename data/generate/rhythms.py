"""Rhythms of work: on which days and between which hours each carer can work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

import numpy as np
import numpy.typing as npt

from data.generate.knobs import TeamKnobs

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SLOT = 15
"""Minutes of one slot of supply and need."""

SLOTS = 24 * 60 // SLOT
DAY_HOURS = 10.5
"""Hours of the longest day that anybody is counted on for."""

Spell = tuple[int, int]
Cover = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When one carer can work.

    Parameters
    ----------
    spells
        From and to, minutes after 00:00, on each day of ``days``.
    days
        Weekdays in the first and the second week of a fortnight, Monday 0.
    most_days
        Most days worked in a week.
    span_hours
        Most hours from first start to last end of a day, ``None`` if it does not matter.
    """

    name: str
    spells: tuple[Spell, ...]
    days: tuple[tuple[int, ...], tuple[int, ...]]
    most_days: int
    span_hours: int | None = None

    def cover(self) -> Cover:
        """Presence by week, weekday and slot, shape (2, 7, 96).

        A day that cannot be worked on every occasion, or a spell longer than a day's work,
        counts for the share of it that can.
        """
        shown = np.zeros((2, 7, SLOTS))
        hours = sum(last - first for first, last in self.spells) / 60
        for week, days in enumerate(self.days):
            weight = min(1.0, self.most_days / max(1, len(days))) * min(1.0, DAY_HOURS / hours)
            for day, (first, last) in product(days, self.spells):
                shown[week, day, first // SLOT : last // SLOT] = weight
        return shown


SPELLS: dict[str, tuple[Spell, ...]] = {
    "early": ((390, 900),),
    "late": ((855, 1350),),
    "split": ((390, 690), (945, 1230)),
    "long split": ((390, 690), (945, 1335)),
    "school hours": ((555, 885),),
    "evenings": ((960, 1350),),
    "whole days": ((390, 1350),),
    "weekends": ((420, 1320),),
}
"""Hours of each rhythm."""

SPANS = {"split": 14, "whole days": 13, "weekends": 13}

QUOTAS: dict[str, dict[str, float]] = {
    "salaried": {"whole days": 6, "early": 2, "late": 3},
    "contracted": {"early": 6, "late": 7, "split": 3, "whole days": 5, "school hours": 1},
    "bank": {"whole days": 11, "long split": 4, "early": 2, "evenings": 2, "weekends": 2},
}
"""For each contract, parts of its carers who work each rhythm."""

TOO_FEW = 0.6
"""Carers for whom a rhythm is not worth having."""


def _run(first: int, length: int) -> tuple[int, ...]:
    """``length`` weekdays in a row from ``first``, in weekday order."""
    return tuple(sorted((first + offset) % 7 for offset in range(length)))


def variants(name: str, contract: str) -> list[Rhythm]:
    """The rhythm of that name on every set of days it may fall on."""
    if name == "weekends":
        return [_rhythm(name, ((4, 5, 6), (4, 5, 6)), 3), _rhythm(name, ((5, 6, 0), (5, 6, 0)), 3)]
    if name == "long split":
        odd, even = (0, 2, 4, 6), (1, 3, 5)
        return [_rhythm(name, (odd, even), 4), _rhythm(name, (even, odd), 4)]
    if name == "whole days":
        return [
            _rhythm(name, (_run(k, 6),) * 2, 5 if contract == "salaried" else 6) for k in range(7)
        ]
    if name == "school hours":
        return [_rhythm(name, (_run(k, 5),) * 2, 5) for k in (0, 6)]
    if contract == "bank":
        return [_rhythm(name, (_run(k, 6),) * 2, 6) for k in range(7)]
    steady = [_rhythm(name, (_run(k, 6),) * 2, 6) for k in range(7)]
    weekend = [(_run(0, 5), _run(2, 5)), (_run(0, 5), _run(5, 5))]
    return steady + [_rhythm(name, pair, 5) for a, b in weekend for pair in ((a, b), (b, a))]


def _rhythm(name: str, days: tuple[tuple[int, ...], tuple[int, ...]], most_days: int) -> Rhythm:
    """A rhythm with its usual hours and span."""
    return Rhythm(
        name=name, spells=SPELLS[name], days=days, most_days=most_days, span_hours=SPANS.get(name)
    )


def choose_rhythms(
    people: Sequence[tuple[str, str]],
    need: dict[str, Cover],
    fixed: dict[int, Rhythm],
    knobs: TeamKnobs,
) -> list[Rhythm]:
    """A rhythm for each person, chosen one after another where it is most wanted.

    Parameters
    ----------
    people
        District and contract of each.
    need : by district, shape (7, 96)
        Carers busy by weekday and slot.
    fixed
        Rhythms of rows that have no choice.
    """
    left = {
        district: np.broadcast_to(busy * knobs.margin, (2, 7, SLOTS)).copy()
        for district, busy in need.items()
    }
    for row, rhythm in fixed.items():
        left[people[row][0]] -= rhythm.cover()
    stock = _stock([contract for _, contract in people])
    chosen = []
    for row, (district, contract) in enumerate(people):
        if row in fixed:
            chosen.append(fixed[row])
            continue
        names = [name for name, number in stock[contract].items() if number > 0]
        choices = [one for name in names for one in variants(name, contract)]
        best = max(choices, key=lambda one: _gain(one, left[district]))
        stock[contract][best.name] -= 1
        left[district] -= best.cover()
        chosen.append(best)
    return chosen


def _stock(contracts: Sequence[str]) -> dict[str, dict[str, int]]:
    """How many of each rhythm are to be given out, rounded up so that choice remains.

    What a small team has too few carers for is left out, and the commonest rhythm fills up.
    """
    stock = {}
    for contract, quotas in QUOTAS.items():
        number = contracts.count(contract)
        exact = {name: number * quota / sum(quotas.values()) for name, quota in quotas.items()}
        given = {name: ceil(one) for name, one in exact.items() if one >= TOO_FEW}
        commonest = max(quotas, key=lambda name: quotas[name])
        given[commonest] = given.get(commonest, 0) + max(0, number - sum(given.values()))
        stock[contract] = given
    return stock


def _gain(rhythm: Rhythm, left: Cover) -> float:
    """Unmet need that a rhythm meets, for each hour it takes; scarce hours count more."""
    cover = rhythm.cover()
    met = np.minimum(cover, np.maximum(left, 0.0)) * np.maximum(left, 0.0)
    return float(met.sum() / cover.sum())
