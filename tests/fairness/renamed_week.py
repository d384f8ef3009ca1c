"""A week under other ids, its tables in another order: the same week to anybody fair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from random import Random
from typing import Any, TypeVar

from scheduler.domain.rota import Rota
from scheduler.domain.travel import Travel
from scheduler.domain.week import Week

Thing = TypeVar("Thing")

REFERS = {
    *("id", "client", "carer", "place", "place_end", "home", "start_place", "end_place"),
    *("team", "main_carer", "visit", "first", "second", "carers"),
}
"""Fields that hold ids, or lists of them, wherever they stand."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """The other week, and the new id of every old one."""

    week: Week
    new: dict[str, str]

    def rota(self, rota: Rota) -> set[tuple[str, tuple[str, ...], int]]:
        """A rota of the old week in the ids of the new one."""
        return {
            (self.new[one.visit], tuple(self.new[carer] for carer in one.carers), one.start)
            for one in rota.assignments
        }


def parts_of(rota: Rota) -> set[tuple[str, tuple[str, ...], int]]:
    """Visit, carers and start of every assignment."""
    return {(one.visit, one.carers, one.start) for one in rota.assignments}


def renamed_week(week: Week, seed: int) -> Renamed:
    """Every id of the week is another, and everything stands in another order."""
    chance = Random(seed)
    new = _new_ids(week, chance)

    def again(things: Sequence[Thing]) -> tuple[Thing, ...]:
        return tuple(chance.sample([_other(one, new) for one in things], len(things)))

    reference = week.reference
    if reference is not None:
        reference = replace(reference, assignments=again(reference.assignments))
    moved = {
        name: again(getattr(week, name))
        for name in ("places", "clients", "carers", "shifts", "visits")
    }
    moved |= {name: again(getattr(week, name)) for name in ("gaps", "pairs", "history", "pins")}
    travel = _travel(week.travel, new, chance)
    return Renamed(replace(week, **moved, reference=reference, travel=travel), new)


def _new_ids(week: Week, chance: Random) -> dict[str, str]:
    """A new id for everything that has one; people who are only in the history have one too."""
    found: dict[str, str] = {}
    people = {past.carer for past in week.history} | {past.client for past in week.history}
    people |= {carer for client in week.clients for carer in client.team}
    if week.reference is not None:
        people |= {carer for one in week.reference.assignments for carer in one.carers}
        people |= {one.visit for one in week.reference.assignments}
    for kind in ("places", "clients", "carers", "shifts", "visits"):
        people |= {one.id for one in getattr(week, kind)}
    numbers = chance.sample(range(10 * len(people)), len(people))
    for old, number in zip(sorted(people), numbers, strict=True):
        found[old] = f"n{number}"
    return found


def _other(thing: Thing, new: dict[str, str]) -> Thing:
    """One thing under its new ids."""
    changes: dict[str, Any] = {}
    for field in fields(thing):  # type: ignore[arg-type]
        value = getattr(thing, field.name)
        if field.name in REFERS and isinstance(value, str):
            changes[field.name] = new.get(value, value)
        elif field.name in REFERS and isinstance(value, tuple):
            changes[field.name] = tuple(new.get(one, one) for one in value)
    return replace(thing, **changes)  # type: ignore[type-var]


def _travel(travel: Travel, new: dict[str, str], chance: Random) -> Travel:
    """The same legs, rows of the matrices in another order."""
    count = len(travel.stop)
    order = chance.sample(range(count), count)
    at = {old: row for row, old in enumerate(order)}
    by_mode = {
        mode: replace(
            one,
            seconds=one.seconds[order][:, order],
            metres=one.metres[order][:, order],
            estimated=one.estimated[order][:, order],
        )
        for mode, one in travel.by_mode.items()
    }
    rows = {new.get(place, place): at[row] for place, row in travel.rows.items()}
    return replace(travel, rows=rows, by_mode=by_mode, stop=travel.stop[order][:, order])
