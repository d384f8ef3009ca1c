"""What an option changes, for whom: the difference between two rotas people must be told of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.client import Rag
from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import CarerId, ClientId, Moment, Seconds, VisitId
from scheduler.domain.week import Week
from scheduler.planning.repair.situation import Situation
from scheduler.referee import Verdict
from scheduler.rules.eligibility import team_of


class ChangeKind(StrEnum):
    """What became of one visit."""

    WITHDRAWN = "not due"
    LEFT_OUT = "unallocated"
    ADDED = "added"
    CARER = "carer"
    TIME = "time"
    BOTH = "carer and time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One visit that is not as people know it.

    Parameters
    ----------
    was, now
        As the rota in force had it and as the option has it, ``None`` for nobody.
    direct
        Whether what happened is about this visit; else it gives way for another.
    is_news
        Whether the client must be told: another carer, or a start further away than is
        worth a call.
    new_faces
        Carers who come and have not met the client.
    """

    visit: VisitId
    client: ClientId
    kind: ChangeKind
    was: Assignment | None
    now: Assignment | None
    direct: bool
    is_news: bool
    new_faces: tuple[CarerId, ...]

    @property
    def moved(self) -> Seconds:
        """How much later it starts; 0 where one of the two does not start."""
        return 0 if self.was is None or self.now is None else self.now.start - self.was.start


@dataclass(frozen=True, slots=True, kw_only=True)
class KnockOn:
    """What an option means for everybody.

    Parameters
    ----------
    changes
        By start.
    others, touched
        Visits to come on the days concerned that could have stayed as they are; of those, how
        many get another carer or a start further away than is worth a call.
    clients
        Clients of touched visits.
    new_faces
        Clients and carers who meet for the first time.
    hours
        Seconds of work more or less of each carer with a difference.
    travel, paid, pay_pence
        Seconds between visits, seconds paid, and pence paid, more or less than in the rota in
        force had nothing happened to its carers.
    red_left_out
        Unallocated visits that are time-critical or of a client at red risk.
    left_out
        Every unallocated visit still to come on the days concerned, or in the period where
        nothing was rung in.
    """

    changes: tuple[Change, ...]
    others: int
    touched: int
    clients: tuple[ClientId, ...]
    new_faces: tuple[tuple[ClientId, CarerId], ...]
    hours: Mapping[CarerId, Seconds]
    travel: Seconds
    paid: Seconds
    pay_pence: int
    red_left_out: int
    left_out: tuple[VisitId, ...]

    @property
    def touched_permille(self) -> int:
        """Share of the other visits that is touched, rounded up."""
        return -(-1000 * self.touched // self.others) if self.others else 0


def changes_of(situation: Situation, week: Week, rota: Rota) -> tuple[Change, ...]:
    """Every visit that is not as people know it, by start."""
    then = {one.visit: one for one in situation.before.assignments}
    now = {one.visit: one for one in rota.assignments}
    names = sorted(then.keys() | now.keys(), key=lambda v: (_start(then.get(v) or now[v]), v))
    found = (_change(situation, week, (then.get(name), now.get(name))) for name in names)
    return tuple(one for one in found if one is not None)


def _start(one: Assignment) -> Moment:
    return one.start


def _change(
    situation: Situation, week: Week, both: tuple[Assignment | None, Assignment | None]
) -> Change | None:
    was, now = both
    either = was or now
    assert either is not None
    kind = _kind(week, was, now)
    if kind is None:
        return None
    visit = week.visit.get(either.visit) or situation.base.visit.get(either.visit)
    apart = 0 if was is None or now is None else abs(now.start - was.start)
    grace = week.rules.prices.moved_grace
    return Change(
        visit=either.visit,
        client=ClientId("") if visit is None else visit.client,
        kind=kind,
        was=was,
        now=now,
        direct=either.visit not in situation.others,
        is_news=kind is not ChangeKind.TIME or apart > grace,
        new_faces=() if visit is None or now is None else _strangers(situation, visit.client, now),
    )


def _kind(week: Week, was: Assignment | None, now: Assignment | None) -> ChangeKind | None:
    if was is None:
        return ChangeKind.ADDED
    if now is None:
        return ChangeKind.LEFT_OUT if was.visit in week.visit else ChangeKind.WITHDRAWN
    same_people = set(was.carers) == set(now.carers)
    if same_people:
        return None if was.start == now.start else ChangeKind.TIME
    return ChangeKind.CARER if was.start == now.start else ChangeKind.BOTH


def _strangers(situation: Situation, client: ClientId, now: Assignment) -> tuple[CarerId, ...]:
    """Carers of a visit whom the client has not met and would not have met in the rota in force."""
    known = situation.acquainted(client) | set(team_of(situation.week.client[client]))
    return tuple(carer for carer in now.carers if carer not in known)


def knock_on(
    situation: Situation,
    week: Week,
    judged: tuple[Rota, Verdict],
    left_out: tuple[VisitId, ...],
) -> KnockOn:
    """What an option changes.

    Parameters
    ----------
    week
        As the option needs it.
    judged
        The option's rota, and what the referee says of it.
    """
    rota, verdict = judged
    changes = changes_of(situation, week, rota)
    touched = [one for one in changes if not one.direct and one.is_news]
    then = {ledger.carer: ledger for ledger in situation.verdict.ledgers}
    now = {ledger.carer: ledger for ledger in verdict.ledgers}
    return KnockOn(
        changes=changes,
        others=len(situation.others),
        touched=len(touched),
        clients=tuple(sorted({one.client for one in touched})),
        new_faces=tuple(sorted({(c.client, face) for c in changes for face in c.new_faces})),
        hours={
            carer: now[carer].work - then[carer].work
            for carer in now
            if now[carer].work != then[carer].work
        },
        travel=sum(now[c].drive + now[c].stops - then[c].drive - then[c].stops for c in now),
        paid=sum(now[c].paid - then[c].paid for c in now),
        pay_pence=sum(now[c].pay_pence - then[c].pay_pence for c in now),
        red_left_out=sum(is_red(week, visit) for visit in left_out),
        left_out=left_out,
    )


def is_red(week: Week, visit: VisitId) -> bool:
    """Whether a visit is time-critical or its client at red risk."""
    one = week.visit[visit]
    return one.critical is not None or week.client[one.client].rag is Rag.RED
