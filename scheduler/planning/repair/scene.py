"""What is known when something is rung in."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.events import Fact
from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import CarerId, Moment, VisitId
from scheduler.domain.week import Week
from scheduler.planning.words import clock, weekday


@dataclass(frozen=True, eq=False)
class Scene:
    """A week, the rota in force and the moment at which something is rung in.

    Parameters
    ----------
    week
        As all facts so far have it.
    full
        As it was given, before any fact: what a client who returns needs again.
    facts
        Facts so far.
    """

    week: Week
    full: Week
    rota: Rota
    facts: tuple[Fact, ...]
    now: Moment

    def made(self, visit: VisitId) -> Assignment | None:
        """Who makes a visit."""
        return next((one for one in self.rota.assignments if one.visit == visit), None)

    def round_of(self, carer: CarerId) -> list[Assignment]:
        """What a carer makes in the period, by start; visits no longer due left out."""
        own = (
            one
            for one in self.rota.assignments
            if carer in one.carers and one.visit in self.week.visit
        )
        return sorted(own, key=lambda one: (one.start, one.visit))

    def free_from(self, carer: CarerId) -> Moment:
        """Now, or the end of the visit that the carer is making now."""
        ends = [self.end_of(one, carer) for one in self.round_of(carer) if one.start < self.now]
        return max([self.now, *ends])

    def end_of(self, one: Assignment, carer: CarerId) -> Moment:
        """When a carer's part of a visit ends."""
        visit = self.week.visit[one.visit]
        return one.start + visit.length_of_part(one.carers.index(carer))

    def when(self, moment: Moment) -> str:
        """Such as "Tue 09:15"."""
        return f"{weekday(self.week.horizon, moment)} {clock(self.week.horizon, moment)}"
