"""Where every carer is during a day of the past, and who could take on a visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from data.generate.calendar import spells_on, week_of_fortnight
from data.generate.clients import InventedClient
from data.generate.legs import LONGEST_COMMUTE, LONGEST_LEG, MODES, leg_minutes, stop_minutes
from data.generate.packages import InventedCall
from data.generate.team import Away, InventedCarer

DAILY_REST = 11 * 60
DAY = 24 * 60
AFTERNOON = 14 * 60 + 30
HALVED = 12 * 60
"""Minutes of a spell beyond which only half of it was given out."""

FAVOUR = 0.06
FREE_GAP = 75
"""Minutes between two visits that are no longer work: an hour and the way."""

MOST_SPELLS = 3
LONGEST_SPAN = 16 * 60
Floats: TypeAlias = npt.NDArray[np.float64]
Rows: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """Everything drawn before the past is; ``named`` is the client with too many carers."""

    first_day: date
    clients: Sequence[InventedClient]
    calls: Sequence[InventedCall]
    carers: Sequence[InventedCarer]
    away: Sequence[Away]
    blocked: frozenset[tuple[str, str]]
    named: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOn:
    """n carers who could make a visit.

    Parameters
    ----------
    rows : shape (n,)
        Their rows.
    start, latest : shape (n,), minutes
        When each could begin, and must have begun to end in time.
    way : shape (n,), minutes
        On the way and at the door.
    sets_out : shape (n,)
        True where it would be the carer's first visit of the day.
    """

    rows: Rows
    start: Floats
    latest: Floats
    way: Floats
    sets_out: npt.NDArray[np.bool_]

    def within(self, latest: float) -> TakenOn:
        """Those who could begin by ``latest``."""
        kept = self.start <= latest
        return TakenOn(
            rows=self.rows[kept],
            start=self.start[kept],
            latest=self.latest[kept],
            way=self.way[kept],
            sets_out=self.sets_out[kept],
        )


class Diary:
    """One day after another; minutes are after 00:00 of the day that is being lived."""

    def __init__(self, county: County) -> None:
        clients, carers = county.clients, county.carers
        number = len(carers)
        doors = [one.door for one in clients] + [one.door for one in carers]
        self.county = county
        self.legs, self.stops = leg_minutes(doors), stop_minutes(doors)
        self.homes = np.arange(len(clients), len(doors))
        modes = [one.modes.split(";")[0] for one in carers]
        self.mode = np.array([MODES.index(mode) for mode in modes])
        self.longest_leg = np.array([LONGEST_LEG[mode] for mode in modes])
        self.longest_commute = np.array([LONGEST_COMMUTE[mode] for mode in modes])
        self.span = np.array([(one.rhythm.span_hours or 24) * 60 for one in carers])
        self.span = np.minimum(self.span, LONGEST_SPAN)
        self.most_days = np.array([one.rhythm.most_days for one in carers])
        self.most_minutes = np.array([one.max_hours * 60 for one in carers])
        self.suits = np.array([[_suits(a, b, county) for b in carers] for a in clients])
        self.able: dict[tuple[str, ...], npt.NDArray[np.bool_]] = {}
        self.given = np.zeros((number, MOST_SPELLS, 2))
        self.open = np.zeros((number, MOST_SPELLS, 2))
        self.free, self.at = np.zeros(number), self.homes.copy()
        self.began, self.rested = np.full(number, -1.0), np.zeros(number)
        self.days, self.minutes = np.zeros(number, dtype=np.int64), np.zeros(number)

    def begin(self, on: date) -> None:
        """Close the day before and open the date ``on``; weeks begin on Monday."""
        worked = self.began >= 0
        self.rested = np.where(worked, self.free + DAILY_REST - DAY, 0.0)
        self.began[:] = -1.0
        self.at = self.homes.copy()
        if on.weekday() == 0:
            self.days[:] = 0
            self.minutes[:] = 0.0
        self.given[:] = 0.0
        self.open[:] = 0.0
        for row, carer in enumerate(self.county.carers):
            for number, (first, last) in enumerate(spells_on(carer, self.county.away, on)):
                self.open[row, number] = first, last
                if not _is_off(row, carer, on):
                    half = _half(row) if last - first > HALVED else (0, DAY)
                    self.given[row, number] = max(first, half[0]), min(last, half[1])

    def who_can(
        self, call: InventedCall, client: int, wish: float, rows: Rows, favours: int
    ) -> TakenOn:
        """Who of ``rows`` could make a visit, beginning no earlier than ``wish``.

        Parameters
        ----------
        favours
            For each, a carer may work one day and 6 % of the hours more than agreed;
            from the second on, also in hours that were not given out.
        """
        sets_out = self.began[rows] < 0
        leg = self.legs[self.mode[rows], self.at[rows], client].astype(np.float64)
        way = np.where(self.at[rows] == client, 0.0, leg * 1.1 + self.stops[client])
        start = np.maximum(np.where(sets_out, self.rested[rows], self.free[rows] + way), wish)
        hours = (self.open if favours > 1 else self.given)[rows]
        start, latest = _in_spell(hours, start, call.length)
        fits = start <= latest
        ends = start + call.length
        longest = np.where(sets_out, self.longest_commute[rows], self.longest_leg[rows])
        fits &= self.suits[client, rows] & self._able(call.skills)[rows] & (leg <= longest)
        fits &= np.where(
            sets_out,
            self.days[rows] < self.most_days[rows] + favours,
            ends - self.began[rows] <= self.span[rows] - 20,
        )
        fits &= self.minutes[rows] + call.length + way <= self.most_minutes[rows] * (
            1 + FAVOUR * favours
        )
        return TakenOn(
            rows=rows[fits],
            start=start[fits],
            latest=latest[fits],
            way=way[fits],
            sets_out=sets_out[fits],
        )

    def take(self, carer: int, client: int, start: int, length: int) -> None:
        """Write one part of a visit into the carer's day."""
        if self.began[carer] < 0:
            self.began[carer] = start
            self.days[carer] += 1
        else:
            gap = start - self.free[carer]
            self.minutes[carer] += gap if gap < FREE_GAP else 0
        self.minutes[carer] += length
        self.free[carer] = start + length
        self.at[carer] = client

    def share_of_week(self, rows: Rows) -> Floats:
        """Part of the greatest weekly hours already worked, shape of ``rows``."""
        return np.asarray(self.minutes[rows] / self.most_minutes[rows])

    def _able(self, skills: tuple[str, ...]) -> npt.NDArray[np.bool_]:
        """Which carers hold all skills of a call."""
        if skills not in self.able:
            needed = [one.split(":")[0] for one in skills]
            self.able[skills] = np.array(
                [all(name in carer.skills for name in needed) for carer in self.county.carers]
            )
        return self.able[skills]


def _in_spell(spells: Floats, start: Floats, length: int) -> tuple[Floats, Floats]:
    """Earliest start not before ``start`` inside a spell, and the latest in the same spell.

    Where no spell is left the latest is before the earliest.

    Parameters
    ----------
    spells : shape (n, 3, 2), minutes
        From and to of each carer's spells.
    start : shape (n,), minutes
    """
    starts = np.maximum(start[:, None], spells[:, :, 0])
    latest = spells[:, :, 1] - length
    which = np.argmax(starts <= latest, axis=1)
    every = np.arange(len(start))
    return starts[every, which], latest[every, which]


def _half(row: int) -> tuple[int, int]:
    """Hours given to somebody who could work all day: earlies to two in five, else lates."""
    early = row % 5 < 2
    return (0, AFTERNOON) if early else (AFTERNOON, DAY)


def _is_off(row: int, carer: InventedCarer, on: date) -> bool:
    """Whether a carer who could work on more days than agreed was given this one off."""
    week = on.toordinal() // 7
    days = carer.rhythm.days[week_of_fortnight(on) - 1]
    spare = len(days) - carer.rhythm.most_days
    off = {days[(row + 2 * week + 3 * number) % len(days)] for number in range(spare)}
    return on.weekday() in off


def _suits(client: InventedClient, carer: InventedCarer, county: County) -> bool:
    """Whether nothing about the two people forbids a visit."""
    return not (
        (client.gender_must and client.gender_must != carer.gender)
        or (client.pets and carer.avoids_pets)
        or (client.smokes and carer.avoids_smoke)
        or (client.id, carer.id) in county.blocked
    )
