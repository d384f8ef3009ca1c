"""One rota laid out for judging: each fact is worked out once and read by every rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scheduler.domain.carer import Carer
from scheduler.domain.pair import Pair, PairKind
from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import CarerId, ClientId, Moment, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.referee.ledger import (
    Between,
    Ledger,
    WorkingDay,
    ledgers,
    ways_between,
    working_days,
)
from scheduler.referee.rounds import Round, known_parts, rounds


@dataclass(frozen=True, slots=True)
class Part:
    """One carer's part of one allocated visit."""

    visit: Visit
    carer: Carer
    part: int
    start: Moment


@dataclass(frozen=True, eq=False)
class Case:
    """A week, a rota for it, and what follows from both."""

    week: Week
    rota: Rota

    @cached_property
    def made(self) -> Mapping[VisitId, Assignment]:
        """The assignment of each allocated visit.

        Allocated: known, and given to at least one known carer. Of several assignments of
        one visit the first by start and carers counts.
        """
        found: dict[VisitId, Assignment] = {}
        for one in self.known_assignments:
            if known_parts(self.week, one):
                found.setdefault(one.visit, one)
        return found

    @cached_property
    def unallocated(self) -> tuple[Visit, ...]:
        """Visits nobody makes."""
        return tuple(visit for visit in self.week.visits if visit.id not in self.made)

    @cached_property
    def known_assignments(self) -> tuple[Assignment, ...]:
        """Assignments of visits in the week, repeats and all, in one order."""
        known = (one for one in self.rota.assignments if one.visit in self.week.visit)
        return tuple(sorted(known, key=lambda a: (a.visit, a.start, a.carers)))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Each known carer's part of each allocated visit, by visit and part."""
        return self._parts(self.made.values())

    @cached_property
    def every_part(self) -> tuple[Part, ...]:
        """Each known carer's part of each assignment, repeats and all."""
        return self._parts(self.known_assignments)

    def _parts(self, assignments: Iterable[Assignment]) -> tuple[Part, ...]:
        return tuple(
            Part(self.week.visit[one.visit], self.week.carer[carer], part, one.start)
            for one in assignments
            for part, carer in known_parts(self.week, one)
        )

    @cached_property
    def carers_of(self) -> Mapping[ClientId, frozenset[CarerId]]:
        """Distinct planned carers of each client with an allocated visit."""
        found: dict[ClientId, set[CarerId]] = defaultdict(set)
        for part in self.parts:
            found[part.visit.client].add(part.carer.id)
        return {client: frozenset(carers) for client, carers in found.items()}

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """Rounds of every carer."""
        return rounds(self.week, self.rota)

    @cached_property
    def ways(self) -> tuple[Between, ...]:
        """Ways between consecutive stops of different rounds."""
        return ways_between(self.week, self.rounds)

    @cached_property
    def days(self) -> tuple[WorkingDay, ...]:
        """Working days by carer and day."""
        return working_days(self.rounds, self.ways)

    @cached_property
    def days_of(self) -> Mapping[CarerId, tuple[WorkingDay, ...]]:
        """Working days of each carer with any, in order."""
        found: dict[CarerId, list[WorkingDay]] = defaultdict(list)
        for day in self.days:
            found[day.carer].append(day)
        return {carer: tuple(days) for carer, days in found.items()}

    @cached_property
    def ledgers(self) -> tuple[Ledger, ...]:
        """Accounts of every carer and block."""
        return ledgers(self.week, self.days)

    @cached_property
    def last_end(self) -> Mapping[CarerId, Moment]:
        """Last end of each carer in the history."""
        found: dict[CarerId, Moment] = {}
        for past in self.week.history:
            end = past.start + past.length
            found[past.carer] = max(found.get(past.carer, end), end)
        return found

    @cached_property
    def ever_met(self) -> frozenset[tuple[ClientId, CarerId]]:
        """Clients and carers who met in the history given."""
        return frozenset((past.client, past.carer) for past in self.week.history)

    @cached_property
    def clients_with_history(self) -> frozenset[ClientId]:
        """Clients with any past visit."""
        return frozenset(past.client for past in self.week.history)

    @cached_property
    def met_lately(self) -> Mapping[tuple[ClientId, CarerId], int]:
        """Past visits of each pair in the last ``known_days`` days."""
        first = -self.week.rules.visits.known_days
        return Counter((p.client, p.carer) for p in self.week.history if p.day >= first)

    @cached_property
    def seen_in_window(self) -> Mapping[ClientId, frozenset[CarerId]]:
        """Distinct past carers of each client inside the window of the cap."""
        first = self.week.horizon.days - self.week.rules.visits.window_days
        found: dict[ClientId, set[CarerId]] = defaultdict(set)
        for past in self.week.history:
            if past.day >= first:
                found[past.client].add(past.carer)
        return {client: frozenset(carers) for client, carers in found.items()}

    @cached_property
    def pairs(self) -> Mapping[tuple[ClientId, PairKind], tuple[Pair, ...]]:
        """What is agreed or refused, by client and kind."""
        found: dict[tuple[ClientId, PairKind], list[Pair]] = defaultdict(list)
        for pair in self.week.pairs:
            found[pair.client, pair.kind].append(pair)
        return {key: tuple(pairs) for key, pairs in found.items()}

    @cached_property
    def visits_of(self) -> Mapping[ClientId, tuple[Visit, ...]]:
        """Visits of each client with any, allocated or not."""
        found: dict[ClientId, list[Visit]] = defaultdict(list)
        for visit in self.week.visits:
            found[visit.client].append(visit)
        return {client: tuple(visits) for client, visits in found.items()}

    def team_of(self, client: ClientId) -> frozenset[CarerId]:
        """Named team of a client, the main carer included."""
        given = self.week.client[client]
        main = () if given.main_carer is None else (given.main_carer,)
        return frozenset((*given.team, *main))

    def has_pair(self, client: ClientId, carer: CarerId, kind: PairKind, visit: Visit) -> bool:
        """Whether a pair of ``kind`` holds between two people on the day of ``visit``."""
        return any(
            pair.carer == carer and pair.holds_on(visit.day)
            for pair in self.pairs.get((client, kind), ())
        )
