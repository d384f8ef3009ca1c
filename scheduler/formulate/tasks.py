"""Visits in rows: tasks, units, harm of leaving out, the reference rota, gap rules."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TypedDict

import numpy as np

from scheduler.domain.client import Rag
from scheduler.domain.rota import Pin
from scheduler.domain.units import Moment, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate.rows import NO_LIMIT, NOBODY, Rows, ints, longs
from scheduler.formulate.runs import pins_of_runs
from scheduler.rules.prices import Tier
from solver.model import FOREVER, Ints, Longs


class TaskArrays(TypedDict):
    """Fields of ``Problem`` about tasks, save the pair rows."""

    task_place: Ints
    task_place_end: Ints
    task_duration: Longs
    task_earliest: Longs
    task_latest: Longs
    task_preferred: Longs
    task_grace: Longs
    task_late: Longs
    task_early: Longs
    task_near: Longs
    task_again_from: Longs
    task_again_to: Longs
    task_time_group: Ints
    time_rate: Longs
    time_grace: Longs


class UnitArrays(TypedDict):
    """Fields of ``Problem`` about units, save their reference."""

    unit_offset: Ints
    unit_distinct: Ints
    unit_group: Ints
    unit_left_out: Longs
    unit_left_out_tier: Ints


class LinkArrays(TypedDict):
    """Fields of ``Problem`` about links."""

    link_first: Ints
    link_second: Ints
    link_least: Longs
    link_most: Longs


def window(visit: Visit, pins: tuple[Pin, ...], critical_window: int) -> tuple[Moment, Moment]:
    """Earliest and latest legal start under A5, A6 and K1; empty if they contradict."""
    earliest, latest = visit.earliest, visit.latest
    if visit.critical is not None:
        earliest = max(earliest, visit.agreed - critical_window)
        latest = min(latest, visit.agreed + critical_window)
    for pin in pins:
        if pin.start is not None:
            earliest, latest = max(earliest, pin.start), min(latest, pin.start)
    return earliest, latest


def pins_of(week: Week) -> dict[VisitId, tuple[Pin, ...]]:
    """Pins of each pinned visit, those of pinned runs included."""
    found: dict[VisitId, tuple[Pin, ...]] = {}
    for pin in (*week.pins, *pins_of_runs(week)):
        found[pin.visit] = (*found.get(pin.visit, ()), pin)
    return found


def tasks(week: Week, rows: Rows) -> TaskArrays:
    """One row for each part of each visit; costs of time stand on the first part alone."""
    rules, prices = week.rules.visits, week.rules.prices
    parts = [(visit, part) for visit in week.visits for part in range(visit.carers)]
    first = np.array([part == 0 for _, part in parts], dtype=np.int64)
    of_unit = rows.task_units()
    pins = pins_of(week)
    windows = [window(v, pins.get(v.id, ()), rules.critical_window) for v in week.visits]
    bounds = longs(chain.from_iterable(windows)).reshape(-1, 2)[of_unit]
    matters = longs(week.client[v.client].times_weight for v in week.visits)
    late = matters * longs(prices.late.get(v.call, prices.late[""]) for v in week.visits)
    early = matters * longs(prices.early.get(v.call, prices.early[""]) for v in week.visits)
    groups = _time_groups(week)
    return TaskArrays(
        task_place=ints(rows.places.row(visit.place) for visit, _ in parts),
        task_place_end=ints(rows.places.row(visit.place_end) for visit, _ in parts),
        task_duration=longs(visit.length_of_part(part) for visit, part in parts),
        task_earliest=longs(bounds[:, 0]),
        task_latest=longs(bounds[:, 1]),
        task_preferred=longs(visit.agreed for visit, _ in parts),
        task_grace=np.full(len(parts), rules.grace, dtype=np.int64),
        task_late=late[of_unit] * first,
        task_early=early[of_unit] * first,
        task_near=first * prices.near,
        task_again_from=np.full(len(parts), FOREVER, dtype=np.int64),
        task_again_to=np.full(len(parts), FOREVER, dtype=np.int64),
        task_time_group=ints(np.where(first == 1, groups[of_unit], NOBODY)),
        time_rate=np.full(int(groups.max(initial=NOBODY)) + 1, prices.uneven, dtype=np.int64),
        time_grace=np.full(int(groups.max(initial=NOBODY)) + 1, rules.even_grace, dtype=np.int64),
    )


def _time_groups(week: Week) -> Ints:
    """Time group of each visit: the same call of the same client, where it happens twice."""
    counted = Counter((visit.client, visit.call) for visit in week.visits)
    numbers = {call: row for row, call in enumerate(c for c, n in counted.items() if n > 1)}
    return ints(numbers.get((visit.client, visit.call), NOBODY) for visit in week.visits)


def units(week: Week, rows: Rows) -> UnitArrays:
    """One row for each visit, with the harm of leaving it out and the tier of that harm."""
    safety = [v.critical is not None or week.client[v.client].rag is Rag.RED for v in week.visits]
    return UnitArrays(
        unit_offset=rows.first_task,
        unit_distinct=ints(1 for _ in week.visits),
        unit_group=ints(rows.clients.row(visit.client) for visit in week.visits),
        unit_left_out=longs(harm(week, visit) for visit in week.visits),
        unit_left_out_tier=ints(Tier.SAFETY if one else Tier.COVERAGE for one in safety),
    )


def harm(week: Week, visit: Visit) -> int:
    """Points of leaving a visit out: flat, and per carer-minute, by RAG."""
    rag, prices = week.client[visit.client].rag, week.rules.prices
    return prices.harm_flat[rag] + prices.harm_a_minute[rag] * visit.carers * (visit.length // 60)


def links(week: Week, rows: Rows) -> LinkArrays:
    """Double-ups start together; gap rules bound the starts of first parts."""
    found = [
        (first, first + 1, 0, 0)
        for first in (rows.tasks_of(v.id)[0] for v in week.visits if v.carers == 2)
    ]
    for gap in week.gaps:
        first, second = rows.tasks_of(gap.first)[0], rows.tasks_of(gap.second)[0]
        most = NO_LIMIT if gap.at_most is None else gap.at_most
        found.append((first, second, gap.at_least, most))
    table = np.array(found, dtype=np.int64).reshape(-1, 4)
    return LinkArrays(
        link_first=ints(table[:, 0]),
        link_second=ints(table[:, 1]),
        link_least=longs(table[:, 2]),
        link_most=longs(table[:, 3]),
    )
