"""Who may make what, and at what dislike, in rows that many tasks share.

A row of ``allowed`` and ``dislike`` belongs to a kind of visit, not to a visit: visits that
every rule and wish looks at alike share one. Memory grows with the kinds there are.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypedDict

import numpy as np
import numpy.typing as npt

from scheduler.domain.rota import Pin
from scheduler.domain.units import CarerId, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate.rows import Rows, ints
from scheduler.formulate.runs import kept_out
from scheduler.formulate.tasks import pins_of
from scheduler.formulate.wishes import dislikes, wishes_of
from scheduler.rules.eligibility import ELIGIBILITY, needs_of
from solver.model import Flags, Ints


class PairArrays(TypedDict):
    """Fields of ``Problem`` about tasks and carers."""

    task_pair: Ints
    allowed: Flags
    dislike: Ints


def pairs(week: Week, rows: Rows) -> PairArrays:
    """Pair rows of every task: rules E1 to E8, pins (K1), and the wishes of clients."""
    tables, kinds = _eligible(week)
    wish_table, wish_kinds = _disliked(week, rows)
    distinct, pair_of_unit = np.unique(
        np.column_stack([*kinds, wish_kinds]), axis=0, return_inverse=True
    )
    allowed = np.ones((len(distinct), len(rows.carers)), dtype=np.uint8)
    for column, table in enumerate(tables):
        allowed &= table[distinct[:, column]]
    dislike = wish_table[distinct[:, -1]]
    task_pair = pair_of_unit.reshape(-1)[rows.task_units()].astype(np.int32)
    return _with_pins(week, rows, PairArrays(task_pair=task_pair, allowed=allowed, dislike=dislike))


def _kinds(keys: Sequence[Hashable]) -> tuple[Ints, list[int]]:
    """Kind of each key, and the first position at which each kind is met."""
    numbers: dict[Hashable, int] = {}
    firsts: list[int] = []
    found = np.empty(len(keys), dtype=np.int32)
    for position, key in enumerate(keys):
        number = numbers.setdefault(key, len(firsts))
        if number == len(firsts):
            firsts.append(position)
        found[position] = number
    return found, firsts


def _shared(table: npt.NDArray[np.generic], kinds: Ints) -> Ints:
    """Kinds renumbered so that kinds with equal rows of ``table`` become one."""
    same, _ = _kinds([row.tobytes() for row in table])
    firsts: Ints = ints(_kinds(same.tolist())[1])
    return firsts[same][kinds]


def _eligible(week: Week) -> tuple[list[Flags], list[Ints]]:
    """For each rule: a table kind x carer of who passes, and the kind of each visit."""
    needs = needs_of(week)
    tables: list[Flags] = []
    columns: list[Ints] = []
    for rule in ELIGIBILITY:
        kinds, firsts = _kinds([rule.looks_at(need) for need in needs])
        table = np.array(
            [[not rule.fails(needs[one], carer) for carer in week.carers] for one in firsts],
            dtype=np.uint8,
        ).reshape(len(firsts), len(week.carers))
        tables.append(table)
        columns.append(_shared(table, kinds))
    return tables, columns


def _disliked(week: Week, rows: Rows) -> tuple[Ints, Ints]:
    """Table kind x carer of dislike points, and the kind of each visit."""
    wishes = wishes_of(week)
    kinds, firsts = _kinds(wishes)
    table = dislikes(week, rows, [wishes[one] for one in firsts])
    return table, _shared(table, kinds)


def _with_pins(week: Week, rows: Rows, arrays: PairArrays) -> PairArrays:
    """Visits that pins say something about get rows of their own, one for each part."""
    allowed, dislike = [arrays["allowed"]], [arrays["dislike"]]
    task_pair, size = arrays["task_pair"], len(arrays["allowed"])
    for name, masks in _masks(week, rows).items():
        tasks = rows.tasks_of(name)
        shared = int(task_pair[tasks[0]])
        for task, may in zip(tasks, masks, strict=True):
            allowed.append(arrays["allowed"][shared : shared + 1] & may)
            dislike.append(arrays["dislike"][shared : shared + 1])
            task_pair[task] = size
            size += 1
    return PairArrays(
        task_pair=task_pair,
        allowed=np.ascontiguousarray(np.concatenate(allowed)),
        dislike=np.ascontiguousarray(np.concatenate(dislike)),
    )


def _masks(week: Week, rows: Rows) -> dict[VisitId, list[Flags]]:
    """Who may make each part of each visit that a pin, or the run of another, speaks of."""
    masks = {
        visit: _parts(week.visit[visit], pins, rows)
        for visit, pins in pins_of(week).items()
        if any(pin.carers or pin.team for pin in pins)
    }
    for visit, carer in kept_out(week):
        if visit not in masks:
            masks[visit] = _parts(week.visit[visit], (), rows)
        for mask in masks[visit]:
            mask[rows.carers.row(carer)] = 0
    return masks


def _parts(visit: Visit, pins: tuple[Pin, ...], rows: Rows) -> list[Flags]:
    """For each part who may make it: pinned carers one each, anybody else of the teams.

    More pinned carers than parts can never all come: then nobody may.
    """
    carers = tuple(dict.fromkeys(carer for pin in pins for carer in pin.carers))
    masks: list[Flags] = [np.ones(len(rows.carers), dtype=np.uint8) for _ in range(visit.carers)]
    for part in range(min(len(carers), visit.carers)):
        masks[part][:] = 0
        if len(carers) <= visit.carers and carers[part] in rows.carers:
            masks[part][rows.carers.row(carers[part])] = 1
    for pin in pins:
        if pin.team:
            for mask in masks:
                mask &= _among(pin.team, rows)
    return masks


def _among(carers: tuple[CarerId, ...], rows: Rows) -> Flags:
    """1 for the carers named, shape (C,)."""
    found = np.zeros(len(rows.carers), dtype=np.uint8)
    found[[rows.carers.row(carer) for carer in carers if carer in rows.carers]] = 1
    return found
