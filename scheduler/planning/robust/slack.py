"""How much of carers' time is free, by zone and time band, against what should be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scheduler.domain.carer import Shift
from scheduler.domain.units import MINUTE, CarerId, Moment, PlaceId, Seconds, ShiftId
from scheduler.domain.week import Week
from scheduler.formulate.people import most_work
from scheduler.planning.robust.bands import band_of
from scheduler.referee import Round, Verdict
from scheduler.referee.legs import Roads, mode_on

STEP: Seconds = 15 * MINUTE
"""Time is counted in steps of this; what a carer does in the middle of one counts for all of it."""

PERMILLE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """Time of carers in one zone and band over the period, seconds.

    Parameters
    ----------
    busy, free
        Time with clients and on the way; time on shift with neither, as far as the hours a
        carer may still work reach.
    permille
        Free time of the whole; 1000 where nobody is there, as nothing is asked of anybody.
    target
        What should be kept free, permille.
    """

    zone: str
    band: str
    busy: Seconds
    free: Seconds
    permille: int
    target: int

    @property
    def enough(self) -> bool:
        """Whether as much is free as should be."""
        return self.permille >= self.target

    @property
    def missing(self) -> Seconds:
        """Carers' time that would have to be there besides, all of it free, to reach the target.

        Of 90 minutes busy and none free a tenth is free once 10 more are there.
        """
        kept = PERMILLE - self.target
        needed = -(-self.busy * self.target // kept) if kept > 0 else self.busy
        return max(0, needed - self.free)


def slack(week: Week, verdict: Verdict) -> tuple[Slack, ...]:
    """Slack of every zone and band in which carers have time, by zone and band of the day.

    A carer is in the zone of the client visited, or visited last; before the first visit of
    a shift in that of the client nearest to where the shift begins.
    """
    zones = _Zones(week)
    busy: dict[tuple[str, str], float] = defaultdict(float)
    free: dict[tuple[str, str], float] = defaultdict(float)
    rounds = {one.shift: one for one in verdict.rounds if one.shift is not None}
    share = _usable(week, verdict, rounds)
    for shift in week.shifts:
        for moment, place, is_busy in _steps(shift, rounds.get(shift.id)):
            key = zones.of(shift, place), band_of(week.rules.robust, week.horizon, moment)
            if is_busy:
                busy[key] += STEP
            else:
                free[key] += STEP * share[shift.carer]
    order = {name: number for number, name in enumerate(week.rules.robust.bands)}
    keys = sorted(busy.keys() | free.keys(), key=lambda key: (key[0], order[key[1]]))
    return tuple(_slack(week, key, round(busy[key]), round(free[key])) for key in keys)


def _slack(week: Week, key: tuple[str, str], busy: Seconds, free: Seconds) -> Slack:
    permille = PERMILLE * free // (busy + free) if busy + free else PERMILLE
    return Slack(
        zone=key[0],
        band=key[1],
        busy=busy,
        free=free,
        permille=permille,
        target=week.rules.robust.slack_permille,
    )


def _steps(shift: Shift, made: Round | None) -> Iterator[tuple[Moment, PlaceId, bool]]:
    """Each step of a shift: its middle, where the carer is, and whether busy.

    Idle gaps are free; so is the shift before the first visit and after the last.
    """
    for begins in range(shift.start, shift.end, STEP):
        moment = begins + STEP // 2
        if moment >= shift.end:
            return
        if made is None:
            yield moment, shift.start_place, False
            continue
        before = [stop for stop in made.stops if stop.start <= moment]
        place = before[-1].place_end if before else shift.start_place
        idle = any(gap.start <= moment < gap.end for gap in made.idles)
        yield moment, place, made.begins <= moment < made.ends and not idle


def _usable(
    week: Week, verdict: Verdict, rounds: Mapping[ShiftId, Round]
) -> Mapping[CarerId, float]:
    """Share of each carer's free time on shift that the hours left in the period cover."""
    worked = {ledger.carer: ledger.work for ledger in verdict.ledgers}
    found = {}
    for carer in week.carers:
        free = sum(
            STEP
            for shift in week.shifts_of[carer.id]
            for _, _, is_busy in _steps(shift, rounds.get(shift.id))
            if not is_busy
        )
        left = max(0, most_work(week, carer) - worked[carer.id])
        found[carer.id] = min(1.0, left / free) if free else 0.0
    return found


class _Zones:
    """In which zone a place lies: a client's own, else that of the nearest client."""

    def __init__(self, week: Week) -> None:
        self._week, self._roads = week, Roads(week)
        self._zone: dict[PlaceId, str] = {client.place: client.zone for client in week.clients}

    def of(self, shift: Shift, place: PlaceId) -> str:
        """Zone of a place on a shift; empty where there is no client."""
        if place not in self._zone:
            mode = mode_on(self._week.carer[shift.carer], shift)
            nearest = min(
                self._week.clients,
                key=lambda client: (self._roads.free(mode, place, client.place), client.id),
                default=None,
            )
            self._zone[place] = "" if nearest is None else nearest.zone
        return self._zone[place]
