"""What is different about each visit between two rotas of one week."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import CarerId, ClientId, Seconds, VisitId
from scheduler.domain.week import Week
from scheduler.measures.attendance import sound_assignments


class Change(StrEnum):
    """What happened to a visit; ``SHIFTED`` is too little to tell anybody."""

    MADE = "now made"
    DROPPED = "no longer made"
    CARER = "other carer"
    MOVED = "other time"
    SHIFTED = "a little earlier or later"


REAL = frozenset(Change) - {Change.SHIFTED}
"""Changes that people are told of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitChange:
    """One visit that two rotas plan differently.

    Parameters
    ----------
    kinds
        Everything that is different: carers and time may both be.
    before, after
        The visit in either rota; ``None`` where nobody makes it.
    """

    visit: VisitId
    client: ClientId
    kinds: frozenset[Change]
    before: Assignment | None
    after: Assignment | None

    @property
    def is_real(self) -> bool:
        """Whether anybody is told of it."""
        return bool(self.kinds & REAL)

    @property
    def gone(self) -> tuple[CarerId, ...]:
        """Carers who came before and do not come now."""
        return _without(self.before, self.after)

    @property
    def come(self) -> tuple[CarerId, ...]:
        """Carers who come now and did not before."""
        return _without(self.after, self.before)

    @property
    def moved(self) -> Seconds:
        """How much later it starts; negative for earlier, 0 where it is in one rota only."""
        if self.before is None or self.after is None:
            return 0
        return self.after.start - self.before.start


def visit_changes(week: Week, before: Rota, after: Rota) -> tuple[VisitChange, ...]:
    """Every visit that is different, by day, agreed start and id.

    A start that moves by no more than ``moved_grace`` of the rule pack is shifted, not moved.
    Which of two carers is named first does not count.
    """
    old, new = (
        {given.visit: given for given in sound_assignments(week, rota)} for rota in (before, after)
    )
    ordered = sorted(week.visits, key=lambda visit: (visit.agreed, visit.id))
    found = []
    for visit in ordered:
        was, now = old.get(visit.id), new.get(visit.id)
        kinds = _kinds(was, now, week.rules.prices.moved_grace)
        if kinds:
            found.append(
                VisitChange(visit=visit.id, client=visit.client, kinds=kinds, before=was, after=now)
            )
    return tuple(found)


def _kinds(was: Assignment | None, now: Assignment | None, grace: Seconds) -> frozenset[Change]:
    """What happened to one visit; empty where nothing did."""
    if was is None or now is None:
        if was is now:
            return frozenset()
        return frozenset({Change.MADE if was is None else Change.DROPPED})
    kinds = {Change.CARER} if set(was.carers) != set(now.carers) else set()
    if apart := abs(now.start - was.start):
        kinds.add(Change.MOVED if apart > grace else Change.SHIFTED)
    return frozenset(kinds)


def _without(one: Assignment | None, other: Assignment | None) -> tuple[CarerId, ...]:
    """Carers of one that are not in the other, by id."""
    left = set() if one is None else set(one.carers)
    return tuple(sorted(left - (set() if other is None else set(other.carers))))
