"""Everything that is given for one planning period, usually a week."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property

from scheduler.domain.carer import Carer, Shift
from scheduler.domain.client import Client
from scheduler.domain.errors import InputError
from scheduler.domain.history import PastVisit
from scheduler.domain.horizon import Horizon
from scheduler.domain.pair import Pair
from scheduler.domain.place import Place
from scheduler.domain.rota import Pin, Rota, RunPin
from scheduler.domain.travel import Travel
from scheduler.domain.units import CarerId, ClientId, PlaceId, ShiftId, VisitId
from scheduler.domain.visit import Gap, Visit
from scheduler.rules.pack import RulePack


@dataclass(frozen=True, kw_only=True, eq=False)
class Week:
    """The given: people, visits, shifts, travel, rules, prices, and what may not change.

    Parameters
    ----------
    reference
        The rota now in force for the same visits, where there is one; each departure from
        it is priced by its stage.
    run_pins
        Days and shifts that stay as the reference has them; only beside a reference.

    Raises
    ------
    InputError
        If an id is used twice or names nothing.
    """

    horizon: Horizon
    places: tuple[Place, ...]
    clients: tuple[Client, ...]
    carers: tuple[Carer, ...]
    shifts: tuple[Shift, ...]
    visits: tuple[Visit, ...]
    gaps: tuple[Gap, ...] = ()
    pairs: tuple[Pair, ...] = ()
    history: tuple[PastVisit, ...] = ()
    travel: Travel
    rules: RulePack
    pins: tuple[Pin, ...] = ()
    run_pins: tuple[RunPin, ...] = ()
    reference: Rota | None = None

    def __post_init__(self) -> None:
        faults = [*self._repeated(), *self._dangling()]
        if self.run_pins and self.reference is None:
            faults.append(
                "A run is pinned, but no rota in force says what the run is.\n"
                "Maybe give the rota, or pin each visit of the run."
            )
        if faults:
            raise InputError("\n".join(faults))

    @cached_property
    def place(self) -> dict[PlaceId, Place]:
        """Places by id."""
        return {place.id: place for place in self.places}

    @cached_property
    def client(self) -> dict[ClientId, Client]:
        """Clients by id."""
        return {client.id: client for client in self.clients}

    @cached_property
    def carer(self) -> dict[CarerId, Carer]:
        """Carers by id."""
        return {carer.id: carer for carer in self.carers}

    @cached_property
    def visit(self) -> dict[VisitId, Visit]:
        """Visits by id."""
        return {visit.id: visit for visit in self.visits}

    @cached_property
    def shift(self) -> dict[ShiftId, Shift]:
        """Shifts by id."""
        return {shift.id: shift for shift in self.shifts}

    @cached_property
    def shifts_of(self) -> dict[CarerId, tuple[Shift, ...]]:
        """Shifts of each carer in order of start."""
        found: dict[CarerId, list[Shift]] = {carer.id: [] for carer in self.carers}
        for shift in sorted(self.shifts, key=lambda one: (one.start, one.id)):
            found[shift.carer].append(shift)
        return {carer: tuple(shifts) for carer, shifts in found.items()}

    def _repeated(self) -> list[str]:
        """One sentence for each id that is used twice."""
        faults = []
        for kind in ("place", "client", "carer", "visit", "shift"):
            seen: set[str] = set()
            for thing in getattr(self, kind + "s"):
                if thing.id in seen:
                    faults.append(f"{kind.capitalize()} {thing.id} is given twice.")
                seen.add(thing.id)
        return faults

    def _dangling(self) -> list[str]:
        """One sentence for each id that names nothing."""
        named: list[tuple[str, str, str, Container[object]]] = [
            *((f"Client {c.id}", "place", c.place, self.place) for c in self.clients),
            *((f"Carer {c.id}", "place", c.home, self.place) for c in self.carers),
            *((f"Shift {s.id}", "carer", s.carer, self.carer) for s in self.shifts),
            *((f"Visit {v.id}", "client", v.client, self.client) for v in self.visits),
            *((f"Visit {v.id}", "place", v.place, self.place) for v in self.visits),
            *((f"Visit {v.id}", "place", v.place_end, self.place) for v in self.visits),
            *((f"A gap after {g.first}", "visit", g.first, self.visit) for g in self.gaps),
            *((f"A gap before {g.second}", "visit", g.second, self.visit) for g in self.gaps),
            *(("A pin", "visit", p.visit, self.visit) for p in self.pins),
            *(("A pinned run", "carer", r.carer, self.carer) for r in self.run_pins),
            *(("A pinned run", "shift", r.shift, self.shift) for r in self.run_pins if r.shift),
        ]
        return [
            f"{who} names {kind} {what}, which is not given."
            for who, kind, what, known in named
            if what not in known
        ]
