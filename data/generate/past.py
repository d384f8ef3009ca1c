"""The weeks before: a believable past in which whoever was free and near made the visit.

Every attendance fits the carer's hours, skills, rest and way there; only the choice is
careless. That is how a person comes to meet thirteen carers in nineteen days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from data.generate.calendar import calls_on
from data.generate.clients import InventedClient
from data.generate.diary import FREE_GAP, County, Diary, Floats, Rows, TakenOn
from data.generate.knobs import PastKnobs
from data.generate.packages import InventedCall

EFFORTS = ((0, 20), (0, 35), (1, 30), (1, 60), (2, 90))
"""Favours asked of carers and minutes late accepted, from an ordinary day to a bad one."""

PATCH = 20
"""Carers who are asked first: those of the district who live nearest."""

SETTING_OUT = 15.0
"""Minutes of travel that sending out one carer more is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """One carer at one client; minutes after 00:00 of the date."""

    on: date
    client: str
    carer: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What happened; ``missed`` visits found nobody."""

    attendances: tuple[Attendance, ...]
    missed: int


class Rememberer:
    """Chooses carers day after day and remembers who has met whom.

    Parameters
    ----------
    circle
        Rows of the carers who alone visit the named client.
    """

    def __init__(
        self, county: County, circle: Rows, knobs: PastKnobs, rng: np.random.Generator
    ) -> None:
        self.county, self.circle, self.knobs, self.rng = county, circle, knobs, rng
        self.diary = Diary(county)
        self.met = np.zeros((len(county.clients), len(county.carers)))
        self.client = {one.id: (row, one) for row, one in enumerate(county.clients)}
        self.new_to_named = set(circle.tolist())
        districts = np.array([one.district for one in county.carers])
        self.pool = {d: np.flatnonzero(districts == d) for d in dict.fromkeys(districts.tolist())}

    def live(self, on: date) -> tuple[list[Attendance], int]:
        """Everything attended on one date, and the number of visits nobody could make."""
        self.diary.begin(on)
        if on == self.county.first_day - timedelta(days=self.knobs.many_days):
            self.new_to_named = set(self.circle.tolist())
        lived: list[Attendance] = []
        missed = 0
        due = calls_on(self.county.calls, on, self.county.first_day)
        for call in sorted(due, key=lambda one: (self._turn(one), one.client, one.name)):
            taken = self._taken(call)
            missed += not taken
            for carer, start, length in taken:
                name = self.county.carers[carer].id
                lived.append(
                    Attendance(
                        on=on, client=call.client, carer=name, start=start, end=start + length
                    )
                )
        return lived, missed

    def _turn(self, call: InventedCall) -> int:
        """Moment at which a call is given out: earlier if it is harder to place."""
        named = call.client == self.county.named
        return call.start - 40 * named - 10 * bool(call.reason) - 10 * (call.carers - 1)

    def _taken(self, call: InventedCall) -> list[tuple[int, int, int]]:
        """Carer, start and length of each part of one visit; nothing if nobody can."""
        row, client = self.client[call.client]
        wish = call.start + int(self.rng.integers(-5, 6))
        for stretch, late in EFFORTS:
            for rows in self._pools(client):
                taken = self.diary.who_can(call, row, wish, rows, stretch)
                taken = taken.within(call.start + late)
                chosen = self._choose(call, row, taken)
                if chosen:
                    return chosen
        return []

    def _pools(self, client: InventedClient) -> tuple[Rows, ...]:
        """Carers to ask, group after group."""
        if client.id == self.county.named:
            return (self.circle,)
        row, _ = self.client[client.id]
        district = self.pool[client.door.at.district]
        by_car = self.diary.legs[0, self.diary.homes[district], row]
        patch = district[np.sort(np.argsort(by_car, kind="stable")[:PATCH])]
        return patch, district, np.arange(len(self.county.carers))

    def _choose(self, call: InventedCall, client: int, able: TakenOn) -> list[tuple[int, int, int]]:
        """The carers with the best mixture of nearness, habit, spare hours and chance."""
        best = _together(np.argsort(self._price(call, client, able), kind="stable"), able, call)
        if best is None:
            return []
        start = int(np.ceil(able.start[best].max()))
        lengths = [call.length, call.second_length or call.length]
        taken = []
        for part, position in enumerate(best):
            carer = int(able.rows[position])
            self.diary.take(carer, client, start, lengths[part])
            self.met[client, carer] += 1
            taken.append((carer, start, lengths[part]))
            if call.client == self.county.named:
                self.new_to_named.discard(carer)
        return taken

    def _price(self, call: InventedCall, client: int, able: TakenOn) -> Floats:
        """Minutes of travel that each choice is worth, lowest best."""
        rows = able.rows
        chance = self.rng.normal(0.0, self.knobs.whim, len(rows))
        habit = self.knobs.habit * np.minimum(self.met[client, rows], 8)
        price = able.way + 0.5 * (able.start - call.start) + SETTING_OUT * able.sets_out
        price = price + chance - habit + 10 * self.diary.share_of_week(rows)
        if call.client == self.county.named:
            price = price - 200 * np.isin(rows, list(self.new_to_named))
        return np.asarray(price)


def _together(order: Rows, able: TakenOn, call: InventedCall) -> list[int] | None:
    """First in order, or first two who can be there at the same time, as places in ``able``."""
    if call.carers == 1:
        return [int(order[0])] if len(order) else None
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            start = max(able.start[one], able.start[other])
            if start <= min(able.latest[one], able.latest[other]):
                return [int(one), int(other)]
    return None


def draw_past(
    county: County, circle: Sequence[int], knobs: PastKnobs, rng: np.random.Generator
) -> Past:
    """All attendances of the days before the first day, in order of date and start."""
    rememberer = Rememberer(county, np.array(circle, dtype=np.int64), knobs, rng)
    attendances: list[Attendance] = []
    missed = 0
    for back in range(knobs.days, 0, -1):
        lived, lost = rememberer.live(county.first_day - timedelta(days=back))
        attendances += sorted(lived, key=lambda one: (one.start, one.client, one.carer))
        missed += lost
    return Past(attendances=tuple(attendances), missed=missed)


def hours_by_week(
    attendances: Sequence[Attendance], first_day: date
) -> dict[str, dict[int, float]]:
    """Hours worked by carer and by weeks before the first day (1 is the last week).

    Work is a day from first start to last end without gaps that are free time.
    """
    days: defaultdict[tuple[str, date], list[Attendance]] = defaultdict(list)
    for one in attendances:
        days[one.carer, one.on].append(one)
    hours: defaultdict[str, dict[int, float]] = defaultdict(dict)
    for (carer, on), lived in days.items():
        lived.sort(key=lambda one: one.start)
        gaps = [after.start - before.end for before, after in pairwise(lived)]
        work = lived[-1].end - lived[0].start - sum(gap for gap in gaps if gap >= FREE_GAP)
        week = (first_day - on).days // 7 + ((first_day - on).days % 7 > 0)
        hours[carer][week] = hours[carer].get(week, 0.0) + work / 60
    return dict(hours)
