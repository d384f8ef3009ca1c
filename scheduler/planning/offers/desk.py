"""What every question about offers looks at, laid out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId, ClientId, Moment, Seconds, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate.wishes import dislikes, wish_of
from scheduler.planning.changed import Change, breaches_of, changed_rota, changed_week
from scheduler.planning.desk import desk_of
from scheduler.planning.offers.holds import Hold, with_holds
from scheduler.planning.offers.offer import Face
from scheduler.planning.whatif import Counter, counter_of
from scheduler.rules.eligibility import acquaintances, first_failure, need_of, team_of
from solver.model import Flags
from solver.quote import Spelling


@dataclass(frozen=True, eq=False, kw_only=True)
class OfferDesk:
    """A rota that answers families. Questions change nothing on it.

    Parameters
    ----------
    known
        Whom each client knows: the team and everybody in the history.
    coming
        Who comes to each client on the rota.
    starts
        Start of each visit that is made.
    in_force
        The week and the rota without what is held, where anything is: a hold may lapse, and
        whatever is promised in the meantime must stand all the same.
    """

    counter: Counter
    known: Mapping[ClientId, frozenset[CarerId]]
    coming: Mapping[ClientId, frozenset[CarerId]]
    starts: Mapping[VisitId, Moment]
    in_force: tuple[Week, Rota] | None = None

    @property
    def week(self) -> Week:
        """What was given."""
        return self.counter.desk.week

    @property
    def rota(self) -> Rota:
        """The rota asked about."""
        return self.counter.desk.rota

    def face(self, client: ClientId, carer: CarerId) -> Face:
        """How well a client knows a carer."""
        person = self.week.client[client]
        if carer == person.main_carer:
            return Face.MAIN
        if carer in team_of(person):
            return Face.TEAM
        met = carer in self.known[client] or carer in self.coming.get(client, ())
        return Face.KNOWN if met else Face.NEW

    def eligible(self, visit: Visit) -> Flags:
        """1 for each carer whom the rules let make a visit, shape (C,)."""
        need = need_of(self.week, visit, self.known[visit.client])
        return np.array(
            [first_failure(need, carer) is None for carer in self.week.carers], dtype=np.uint8
        )

    def spell(self, task: int, visit: Visit, part: int, allowed: Flags) -> None:
        """Let a spare task stand for one part of a visit."""
        rows, rules = self.counter.desk.formulation.rows, self.week.rules
        self.counter.quote.respell(
            task,
            Spelling(
                place=rows.places.row(visit.place),
                place_end=rows.places.row(visit.place_end),
                group=rows.clients.row(visit.client),
                duration=visit.length_of_part(part),
                earliest=visit.earliest,
                latest=visit.latest,
                preferred=visit.agreed,
                grace=rules.visits.grace,
                late=0,
                early=0,
                near=rules.prices.near if part == 0 else 0,
            ),
            allowed,
            dislikes(self.week, rows, [wish_of(self.week, visit)])[0],
        )

    def duties(self, opens: Moment, closes: Moment, length: Seconds) -> list[int]:
        """Shifts in which a visit could lie that starts between two moments."""
        facts = self.counter.desk.facts
        return [
            duty
            for duty, begins in enumerate(facts.duty_start)
            if begins <= closes and opens + length <= facts.duty_end[duty]
        ]


def offer_desk(week: Week, rota: Rota) -> OfferDesk:
    """Lay out a rota for wishes.

    Raises
    ------
    InputError
        As ``counter_of``.
    """
    return offer_desk_on(counter_of(desk_of(week, rota)))


def held_desk(week: Week, rota: Rota, holds: Iterable[Hold], now: datetime) -> OfferDesk:
    """Lay out a rota on which everything held at ``now`` counts as taken.

    Raises
    ------
    InputError
        As ``counter_of`` and ``active``; also where what is held no longer fits the rota.
    """
    held_week, held_rota = with_holds(week, rota, holds, now)
    desk = offer_desk(held_week, held_rota)
    if held_rota is rota:
        return desk
    return replace(desk, in_force=(week, rota))


def stands_without_holds(desk: OfferDesk, change: Change) -> bool:
    """Whether a change breaks nothing if everything that is held lapses after all.

    A held move leaves its old slot free on the desk; it is not free for anybody.
    """
    if desk.in_force is None:
        return True
    week, rota = desk.in_force
    known = week.visit.keys() | {visit.id for visit in change.visits}
    own = replace(
        change, assignments=tuple(one for one in change.assignments if one.visit in known)
    )
    after = changed_week(week, own)
    formulation = desk.counter.desk.formulation
    made = changed_rota(formulation, replace(rota, breaks=()), own)
    return not breaches_of(after, made, own)


def offer_desk_on(counter: Counter) -> OfferDesk:
    """As ``offer_desk``, on a desk that is laid out already."""
    week, rota = counter.desk.week, counter.desk.rota
    coming: defaultdict[ClientId, set[CarerId]] = defaultdict(set)
    for one in rota.assignments:
        if one.visit in week.visit:
            coming[week.visit[one.visit].client].update(one.carers)
    return OfferDesk(
        counter=counter,
        known=acquaintances(week),
        coming={client: frozenset(carers) for client, carers in coming.items()},
        starts={one.visit: one.start for one in rota.assignments},
    )
