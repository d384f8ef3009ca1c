"""A rota laid out for moves, and the part of its week that some moves touch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from scheduler.domain.history import PastVisit
from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import CarerId, ClientId, VisitId
from scheduler.domain.visit import Gap, Visit
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate

Thing = TypeVar("Thing")
Name = TypeVar("Name")


@dataclass(frozen=True, eq=False, kw_only=True)
class Scene:
    """A week and a rota of it, indexed; questions change nothing on it."""

    week: Week
    rota: Rota

    @cached_property
    def formulation(self) -> Formulation:
        """The week in rows, for placing breaks anew; made when first needed."""
        return formulate(self.week)

    @cached_property
    def made(self) -> Mapping[VisitId, Assignment]:
        """The assignment of each visit that somebody makes."""
        return {one.visit: one for one in self.rota.assignments}

    @cached_property
    def of_carer(self) -> Mapping[CarerId, Sequence[VisitId]]:
        """Visits each carer makes."""
        found: defaultdict[CarerId, list[VisitId]] = defaultdict(list)
        for one in self.rota.assignments:
            for carer in one.carers:
                found[carer].append(one.visit)
        return found

    @cached_property
    def of_client(self) -> Mapping[ClientId, Sequence[Visit]]:
        """Every visit of each client, whoever makes it."""
        return _by(self.week.visits, lambda one: (one.client,))

    @cached_property
    def reference(self) -> Mapping[VisitId, Assignment]:
        """Each visit as the rota now in force has it."""
        before = self.week.reference
        return {} if before is None else {one.visit: one for one in before.assignments}

    @cached_property
    def gaps(self) -> Mapping[VisitId, Sequence[Gap]]:
        """Gap rules by either of their visits."""
        return _by(self.week.gaps, lambda one: (one.first, one.second))

    @cached_property
    def past_of_carer(self) -> Mapping[CarerId, Sequence[PastVisit]]:
        """Past visits by carer."""
        return _by(self.week.history, lambda one: (one.carer,))

    @cached_property
    def past_of_client(self) -> Mapping[ClientId, Sequence[PastVisit]]:
        """Past visits by client."""
        return _by(self.week.history, lambda one: (one.client,))


def scene_of(week: Week, rota: Rota) -> Scene:
    """Lay out a rota, legal or not."""
    return Scene(week=week, rota=rota)


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What some moves concern.

    Parameters
    ----------
    visits
        Those that are moved.
    carers, clients
        Whose whole weeks decide the price.
    """

    visits: frozenset[VisitId]
    carers: frozenset[CarerId]
    clients: frozenset[ClientId]


def touched(scene: Scene, after: Mapping[VisitId, Assignment | None]) -> Touched:
    """Whom moves concern: carers before, after and in the rota in force, and the clients."""
    found = (*after.values(), *(scene.made.get(visit) for visit in after))
    told = (scene.reference.get(visit) for visit in after)
    return Touched(
        visits=frozenset(after),
        carers=frozenset(
            carer for one in (*found, *told) if one is not None for carer in one.carers
        ),
        clients=frozenset(scene.week.visit[visit].client for visit in after),
    )


def part_of(scene: Scene, about: Touched) -> Week:
    """The week as far as it decides what the moves cost and break."""
    week = scene.week
    own: set[VisitId] = {visit.id for client in about.clients for visit in scene.of_client[client]}
    own |= {visit for carer in about.carers for visit in scene.of_carer.get(carer, ())}
    for moved in about.visits:
        own |= {end for gap in scene.gaps.get(moved, ()) for end in (gap.first, gap.second)}
    own &= week.visit.keys()
    people = {carer for visit in own if visit in scene.made for carer in scene.made[visit].carers}
    people = (people | about.carers) & week.carer.keys()
    homes = {week.visit[visit].client for visit in own}
    return replace(
        week,
        visits=tuple(week.visit[visit] for visit in sorted(own)),
        clients=tuple(week.client[one] for one in sorted(homes)),
        carers=tuple(week.carer[one] for one in sorted(people)),
        shifts=tuple(shift for one in sorted(people) for shift in week.shifts_of[one]),
        gaps=_gaps(scene, own),
        pairs=tuple(one for one in week.pairs if one.client in homes),
        history=_history(scene, about),
        pins=tuple(one for one in week.pins if one.visit in own),
        run_pins=tuple(one for one in week.run_pins if one.carer in people),
        reference=_reference(scene, own),
    )


def rota_in(part: Week, rota: Rota) -> Rota:
    """What a rota says of a part of the week.

    Whether a rota plans breaks at all decides how it is judged, so one break of somebody else
    stays where none of the part's carers has one.
    """
    breaks = tuple(one for one in rota.breaks if one.carer in part.carer)
    return replace(
        rota,
        assignments=tuple(one for one in rota.assignments if one.visit in part.visit),
        breaks=breaks or rota.breaks[:1],
    )


def _gaps(scene: Scene, own: set[VisitId]) -> tuple[Gap, ...]:
    """Gap rules between visits of the part, in the order of the week."""
    found = {
        (gap.first, gap.second): gap
        for visit in own
        for gap in scene.gaps.get(visit, ())
        if gap.first in own and gap.second in own
    }
    return tuple(found[key] for key in sorted(found))


def _history(scene: Scene, about: Touched) -> tuple[PastVisit, ...]:
    """What the people touched have done, and who has come to the clients touched."""
    found = [past for one in sorted(about.clients) for past in scene.past_of_client.get(one, ())]
    found += [
        past
        for one in sorted(about.carers)
        for past in scene.past_of_carer.get(one, ())
        if past.client not in about.clients
    ]
    return tuple(found)


def _reference(scene: Scene, own: set[VisitId]) -> Rota | None:
    before = scene.week.reference
    if before is None:
        return None
    kept = tuple(scene.reference[visit] for visit in sorted(own) if visit in scene.reference)
    return replace(before, assignments=kept, breaks=())


def _by(
    things: Iterable[Thing], names: Callable[[Thing], Iterable[Name]]
) -> dict[Name, list[Thing]]:
    found: defaultdict[Name, list[Thing]] = defaultdict(list)
    for thing in things:
        for name in names(thing):
            found[name].append(thing)
    return found
