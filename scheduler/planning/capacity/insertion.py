"""Packages that fit without anybody being moved: where each further one is best agreed.

As planners do: for one supposed person after another, the time is offered at which the call can
be made on every day, those with most carers to spare first. What is found so is where the
search begins; those for whom no such time is found are left to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.rota import Assignment, Rota
from scheduler.formulate import formulate
from scheduler.interpret import rota_of
from scheduler.planning.capacity.asked import Asked, Door, Package, package, with_packages
from scheduler.planning.capacity.times import Times
from scheduler.planning.capacity.trial import Ground
from scheduler.planning.desk import desk_with
from scheduler.planning.insertion import Choice, cheapest

OFFERS = 5
"""Times that are tried for one person."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Inserted:
    """What fits as it stands.

    Parameters
    ----------
    fitted
        Packages inserted, in order.
    others
        A package for each other door, at the time with most to spare.
    assignments
        Visits of those inserted.
    """

    fitted: tuple[Package, ...]
    others: tuple[Package, ...]
    assignments: tuple[Assignment, ...]

    @property
    def packages(self) -> tuple[Package, ...]:
        """All of them, those inserted first."""
        return (*self.fitted, *self.others)

    def rota(self, ground: Ground) -> Rota:
        """The rota in force with the visits inserted; breaks are not placed."""
        return Rota(assignments=(*ground.rota.assignments, *self.assignments))


def insert(ground: Ground, asked: Asked, doors: Sequence[Door], times: Times) -> Inserted:
    """Insert a package for one door after another, moving nobody."""
    offers = [
        [
            package(ground.week, asked, f"{number}-{step}", door, start)
            for step, start in enumerate(times.best(OFFERS), start=1)
        ]
        for number, door in enumerate(doors, start=1)
    ]
    table = _Table(ground, [one for some in offers for one in some])
    fitted, others = [], []
    for some in offers:
        found = next((one for one in some if table.insert(one)), None)
        if found is None:
            others.append(some[0])
        else:
            fitted.append(found)
    return Inserted(fitted=tuple(fitted), others=tuple(others), assignments=table.made())


class _Table:
    """The rota in force on a desk, with every package that might be inserted beside it."""

    def __init__(self, ground: Ground, packages: Sequence[Package]) -> None:
        formulation = formulate(with_packages(ground.week, packages))
        desk = desk_with(formulation, ground.rota)
        self._formulation = formulation
        self._board, self._people = desk.board, desk.people
        self._duty, self._start = desk.duty.copy(), desk.start.copy()
        self._units: list[int] = []

    def insert(self, one: Package) -> bool:
        """Insert all visits of a package or none; whether they fit."""
        units = [self._formulation.rows.visits.row(visit.id) for visit in one.visits]
        if any(cheapest(self._board, self._people, unit) is None for unit in units):
            return False
        chosen: list[Choice] = []
        for unit in units:
            choice = cheapest(self._board, self._people, unit)
            if choice is None:
                self._lay_anew()
                return False
            self._place(unit, choice)
            chosen.append(choice)
        self._note(units, chosen)
        return True

    def _place(self, unit: int, choice: Choice) -> None:
        self._people.add(unit, choice.carers, choice.start)
        for offer in choice.offers:
            self._board.place(offer.task, offer.slot.duty, offer.start)

    def _note(self, units: Sequence[int], chosen: Sequence[Choice]) -> None:
        self._units.extend(units)
        for offer in (offer for choice in chosen for offer in choice.offers):
            self._duty[offer.task], self._start[offer.task] = offer.slot.duty, offer.start

    def _lay_anew(self) -> None:
        """Take back what was placed since the last whole package: the days shared its carers."""
        desk = desk_with(self._formulation, rota_of(self._formulation, self._duty, self._start))
        self._board, self._people = desk.board, desk.people

    def made(self) -> tuple[Assignment, ...]:
        """Assignments of all that was inserted."""
        names = self._formulation.rows.visits.names
        wanted = {names[unit] for unit in self._units}
        rota = rota_of(self._formulation, self._duty, self._start)
        return tuple(one for one in rota.assignments if one.visit in wanted)
