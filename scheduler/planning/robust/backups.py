"""Who could step in for whom: named backups for each client and time band."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.domain.client import Rag
from scheduler.domain.units import CarerId, ClientId
from scheduler.planning.desk import Desk
from scheduler.planning.insertion import candidate_starts, eligible, slots_of
from scheduler.planning.robust.bands import band_of
from scheduler.rules.eligibility import team_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One carer who could step in.

    Parameters
    ----------
    known
        Whether the client has met the carer of late, or the carer is of the team.
    at_work, free
        At how many of the visits the carer is eligible and on shift; and at how many of
        these nothing else would have to change.
    """

    carer: CarerId
    known: bool
    at_work: int
    free: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Backups:
    """Backups for one client's visits in one band, the best first.

    Parameters
    ----------
    visits
        How many visits the client has in the band.
    planned
        Carers who make them now.
    enough
        Whether as many as are meant to could step in at some visit without any other change.
    """

    client: ClientId
    rag: Rag
    band: str
    visits: int
    planned: tuple[CarerId, ...]
    backups: tuple[Backup, ...]
    enough: bool


def backups(desk: Desk) -> tuple[Backups, ...]:
    """Backups of every client and band with a visit, by client and band of the day.

    A backup is a carer who makes none of the visits now, and who is eligible for one and on
    shift then. Known faces come first, then those free for most.
    """
    units: dict[tuple[ClientId, str], list[int]] = defaultdict(list)
    week, rules = desk.week, desk.week.rules.robust
    for unit, visit in enumerate(week.visits):
        units[visit.client, band_of(rules, week.horizon, visit.agreed)].append(unit)
    order = {name: place for place, name in enumerate(rules.bands)}
    ranked = sorted(units.items(), key=lambda item: (item[0][0], order[item[0][1]]))
    return tuple(_of_band(desk, client, band, own) for (client, band), own in ranked)


def _of_band(desk: Desk, client: ClientId, band: str, units: list[int]) -> Backups:
    week, names = desk.week, desk.formulation.rows.carers.names
    planned = {carer for unit in units for carer in _makers(desk, unit)}
    at_work: Counter[int] = Counter()
    free: Counter[int] = Counter()
    for unit in units:
        for carer, is_free in _who_could(desk, unit):
            at_work[carer] += 1
            free[carer] += is_free
    since = -week.rules.visits.known_days
    met = {past.carer for past in week.history if past.client == client and past.day >= since}
    known = met | set(team_of(week.client[client]))
    found = [
        Backup(carer=names[c], known=names[c] in known, at_work=at_work[c], free=free[c])
        for c in at_work
        if c not in planned
    ]
    found.sort(key=lambda one: (not one.free, not one.known, -one.free, -one.at_work, one.carer))
    return Backups(
        client=client,
        rag=week.client[client].rag,
        band=band,
        visits=len(units),
        planned=tuple(sorted(names[c] for c in planned)),
        backups=tuple(found),
        enough=sum(one.free > 0 for one in found) >= week.rules.robust.backups,
    )


def _makers(desk: Desk, unit: int) -> Iterator[int]:
    """Carers who make a unit now."""
    for task in desk.facts.tasks_of(unit):
        if desk.duty[task] >= 0:
            yield desk.facts.duty_carer[int(desk.duty[task])]


def _who_could(desk: Desk, unit: int) -> Iterator[tuple[int, bool]]:
    """Carers who could take a part of a unit from whoever makes it, and who is free to.

    Beside a partner who stays, the start stays too.
    """
    facts, board = desk.facts, desk.board
    tasks, makers = facts.tasks_of(unit), set(_makers(desk, unit))
    window = board.window(unit)
    if len(tasks) > 1 and makers:
        window = (int(desk.start[tasks[0]]),) * 2
    seen: dict[int, bool] = {}
    for task in tasks:
        for carer in eligible(facts, task):
            if (
                carer not in makers
                and not seen.get(carer, False)
                and _is_on(desk, task, carer, window)
            ):
                seen[carer] = _is_free(desk, unit, task, carer, window)
    yield from seen.items()


def _is_on(desk: Desk, task: int, carer: int, window: tuple[int, int]) -> bool:
    """Whether some shift of a carer holds the task at some start in the window."""
    facts = desk.facts
    return any(
        max(window[0], facts.duty_start[duty])
        <= min(window[1], facts.duty_end[duty] - facts.duration[task])
        for duty in facts.duties_of[carer]
    )


def _is_free(desk: Desk, unit: int, task: int, carer: int, window: tuple[int, int]) -> bool:
    """Whether a carer could take a task as things stand; the board is as it was afterwards."""
    board, was = desk.board, desk.board.start.get(task)
    for slot in slots_of(board, task, [carer], window):
        for start in candidate_starts(desk.facts, unit, [slot]):
            trial = board.try_task(task, slot.duty, start)
            if was is not None:
                board.start[task] = was
            if trial.limit is None and not trial.loses_break:
                return True
    return False
