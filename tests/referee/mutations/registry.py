"""The list of mutations, and the small changes they are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np

from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.week import Week

Change = Callable[[Week, Rota, np.random.Generator], tuple[Week, Rota]]
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Mutation:
    """A way to break one rule."""

    code: str
    name: str
    change: Change


MUTATIONS: list[Mutation] = []


def breaks(code: str) -> Callable[[Change], Change]:
    """Register a mutation that breaks the rule of ``code``."""

    def register(change: Change) -> Change:
        MUTATIONS.append(Mutation(code, change.__name__, change))
        return change

    return register


def pick(rng: np.random.Generator, things: Sequence[Thing]) -> Thing:
    """One of some things."""
    return things[int(rng.integers(len(things)))]


def minutes(rng: np.random.Generator, least: int, most: int) -> int:
    """Seconds of some whole minutes, both ends included."""
    return 60 * int(rng.integers(least, most + 1))


def assignment_of(rota: Rota, visit: str) -> Assignment:
    """The assignment of a visit."""
    return next(one for one in rota.assignments if one.visit == visit)


def planned(rota: Rota, visit: str, /, **changes: Any) -> Rota:
    """The rota with one assignment changed."""
    return replace(
        rota,
        assignments=tuple(
            replace(one, **changes) if one.visit == visit else one for one in rota.assignments
        ),
    )


def with_carer(week: Week, name: str, **changes: Any) -> Week:
    """The week with one carer changed."""
    people = tuple(replace(c, **changes) if c.id == name else c for c in week.carers)
    return replace(week, carers=people)


def with_contract(week: Week, name: str, **changes: Any) -> Week:
    """The week with one carer's contract changed."""
    return with_carer(week, name, contract=replace(week.carer[name].contract, **changes))


def with_limits(week: Week, name: str, **changes: Any) -> Week:
    """The week with one carer's declared limits changed."""
    return with_carer(week, name, limits=replace(week.carer[name].limits, **changes))


def with_visit(week: Week, name: str, **changes: Any) -> Week:
    """The week with one visit changed."""
    visits = tuple(replace(v, **changes) if v.id == name else v for v in week.visits)
    return replace(week, visits=visits)


def spans(week: Week, rota: Rota, carer: str) -> list[tuple[int, int, str]]:
    """Start, end and visit of everything one carer does, in order."""
    found = []
    for one in rota.assignments:
        if carer in one.carers:
            lasts = week.visit[one.visit].length_of_part(one.carers.index(carer))
            found.append((one.start, one.start + lasts, str(one.visit)))
    return sorted(found)


def by_day(week: Week, rota: Rota, carer: str) -> dict[int, list[tuple[int, int, str]]]:
    """The same by the day of the visit."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for span in spans(week, rota, carer):
        found.setdefault(week.visit[span[2]].day, []).append(span)
    return found


def singles(week: Week, rota: Rota) -> list[Assignment]:
    """Assignments of visits by one carer."""
    return [one for one in rota.assignments if week.visit[one.visit].carers == 1]


def of_client(week: Week, rota: Rota, *clients: str) -> list[Assignment]:
    """Assignments at some clients."""
    return [one for one in rota.assignments if week.visit[one.visit].client in clients]


def follow_ups(week: Week, rota: Rota) -> list[tuple[str, tuple[int, int, str], str]]:
    """Carer, earlier span and later visit of each two consecutive visits of a day."""
    return [
        (str(carer.id), before, after[2])
        for carer in week.carers
        for day in by_day(week, rota, carer.id).values()
        for before, after in pairwise(day)
    ]
