"""A team of few faces for the visits of one client, laid into a rota one visit after another."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import CarerId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.interpret import rota_of
from scheduler.planning.changed import Change
from scheduler.planning.explain.instead import moments_between
from scheduler.planning.offers.candidates import NUDGE, Asked, Candidate, candidates
from scheduler.planning.offers.chains import by_handing_over
from scheduler.planning.offers.desk import OfferDesk, offer_desk
from scheduler.planning.offers.wish import Wished

ROUNDS = 12
"""How many times the team is tried with one face less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who makes the visits of one client.

    Parameters
    ----------
    change
        Assignments of the client's visits, and of visits of others that are moved for them.
    missing
        Visits nobody can make.
    cost
        Points by tier of the whole rota with it.
    """

    change: Change
    missing: tuple[Visit, ...]
    cost: tuple[int, ...]
    faces: tuple[tuple[CarerId, int], ...]

    @property
    def rank(self) -> tuple[int, int, tuple[int, ...]]:
        """The less the better: visits missing, then faces, then cost."""
        return len(self.missing), len(self.faces), self.cost


def team_for(week: Week, rota: Rota, visits: Sequence[Visit]) -> Team:
    """The best team found: cheapest insertion, then again with one face after another left out.

    Parameters
    ----------
    visits
        Visits of one client that are in the week and made by nobody, in the order in which
        they are brought in.
    """
    best = _laid(offer_desk(week, rota), visits, ())
    banned: set[CarerId] = set()
    for _ in range(ROUNDS):
        spare = [name for name, _ in reversed(best.faces) if name not in banned]
        if not spare:
            break
        out = spare[0]
        banned.add(out)
        kept = {name for name, _ in best.faces}
        trial = _laid(offer_desk(week, rota), visits, banned - kept | {out})
        if trial.rank < best.rank:
            best = trial
    return best


def _laid(desk: OfferDesk, visits: Sequence[Visit], without: Collection[CarerId]) -> Team:
    """The visits brought in one by one, each at its cheapest, by anybody but some."""
    missing = []
    for visit in visits:
        one = _cheapest(desk, visit, without)
        if one is None:
            missing.append(visit)
            continue
        kept = desk.counter.quote.repeat(
            one.task, one.way, change=one.change, most=NUDGE, keep=True
        )
        assert kept is not None
    return _team(desk, visits, missing)


def _cheapest(desk: OfferDesk, visit: Visit, without: Collection[CarerId]) -> Candidate | None:
    allowed = desk.eligible(visit)
    for carer in without:
        allowed[desk.counter.desk.formulation.rows.carers.row(carer)] = 0
    facts = desk.counter.desk.facts
    tasks = desk.counter.desk.formulation.rows.tasks_of(visit.id)
    opens, closes = facts.earliest[tasks[0]], facts.latest[tasks[0]]
    opens, closes = _within_gaps(desk, visit, opens, closes)
    asked = Asked(
        wished=Wished(visit=visit, old=None),
        visit=visit,
        moments=moments_between(opens, closes, 300),
        allowed=allowed,
        leaving=(),
        tasks=tuple(tasks),
    )
    found = list(candidates(desk, asked))
    barred = {desk.counter.desk.formulation.rows.carers.row(carer) for carer in without}
    found = [one for one in found if not barred & set(one.carers)]
    if not found:
        found = [one for one in by_handing_over(desk, asked) if not barred & set(one.carers)]
    return min(found, key=lambda one: (one.way.cost, one), default=None)


def _within_gaps(desk: OfferDesk, visit: Visit, opens: int, closes: int) -> tuple[int, int]:
    """The window less what gap rules with visits already brought in forbid."""
    quote, rows = desk.counter.quote, desk.counter.desk.formulation.rows
    (task, *_) = rows.tasks_of(visit.id)
    for other, least, most in desk.counter.desk.facts.links_of[task]:
        if quote.duty[other] >= 0:
            start = int(quote.start[other])
            opens, closes = max(opens, start + least), min(closes, start + most)
    return opens, closes


def _team(desk: OfferDesk, visits: Sequence[Visit], missing: Sequence[Visit]) -> Team:
    """What has become of the rota."""
    counter = desk.counter
    before = {one.visit: one for one in desk.rota.assignments}
    count = len(counter.desk.duty)
    after = rota_of(
        counter.desk.formulation, counter.quote.duty[:count], counter.quote.start[:count]
    )
    changed = tuple(one for one in after.assignments if not _same(before.get(one.visit), one))
    own = {visit.id for visit in visits}
    tally = Tally(carer for one in changed if one.visit in own for carer in one.carers)
    return Team(
        change=Change(assignments=changed, visits=tuple(visits)),
        missing=tuple(missing),
        cost=counter.quote.cost,
        faces=tuple(sorted(tally.items(), key=lambda item: (-item[1], item[0]))),
    )


def _same(was: Assignment | None, now: Assignment) -> bool:
    return (
        was is not None
        and replace(was, carers=now.carers) == now
        and set(was.carers) == set(now.carers)
    )
