"""What one person has been told, publication after publication.

Rotas are gone through in the order they were published. A visit that a later rota of the same
days has at another time or with other people counts one change more; one that it no longer has
for this person is cancelled, and says so instead of vanishing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from api.store import AssignmentRow, BreakRow, RotaRow
from scheduler.domain.rota import Stage

ZONE = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One visit or break as a person was told of it last.

    Parameters
    ----------
    name
        Of the visit; of a break its day and turn.
    others
        For a carer the client, for a client the carers; empty where nobody makes it yet.
    changes
        How often it was changed after it was first told.
    first_day, days
        Period of the rota that told it.
    """

    name: str
    others: tuple[str, ...]
    start: datetime
    end: datetime
    told_at: datetime
    first_day: date
    days: int
    changes: int = 0
    is_cancelled: bool = False
    is_break: bool = False

    def says_the_same(self, other: Told) -> bool:
        """Whether nobody has to be told again."""
        mine = (self.others, self.start, self.end, self.is_cancelled)
        return mine == (other.others, other.start, other.end, other.is_cancelled)


def told(session: Session, kind: str, subject: str, since: date) -> tuple[Told, ...]:
    """Everything a carer or client was told of days from ``since`` on, by start and name.

    Parameters
    ----------
    kind
        ``carer`` or ``client``.
    """
    known: dict[str, Told] = {}
    rotas = _published(session, since)
    visits, breaks = _rows(session, kind, subject, rotas)
    for rota in rotas:
        now = {one.name: one for one in _of_rota(rota, visits[rota.id], breaks[rota.id], kind)}
        for name, before in list(known.items()):
            if name not in now and _speaks_of(rota, before):
                known[name] = _cancelled(before, rota)
        for name, one in now.items():
            known[name] = _changed(known.get(name), one)
    ordered = sorted(known.values(), key=lambda one: (one.start, one.name))
    return tuple(one for one in ordered if one.start.astimezone(ZONE).date() >= since)


def _published(session: Session, since: date) -> Sequence[RotaRow]:
    """Rotas ever published whose days are not all over, the first published first."""
    query = (
        select(RotaRow)
        .options(defer(RotaRow.measures, raiseload=True))
        .where(
            RotaRow.stage != Stage.DRAFT,
            RotaRow.published_at.is_not(None),
            RotaRow.first_day >= since - timedelta(days=LONGEST_PERIOD),
        )
        .order_by(RotaRow.published_at, RotaRow.id)
    )
    found = session.scalars(query).all()
    return [one for one in found if one.first_day + timedelta(days=one.days) > since]


LONGEST_PERIOD = 62
"""Days of the longest period that is planned at once, with room to spare."""


def _rows(
    session: Session, kind: str, subject: str, rotas: Sequence[RotaRow]
) -> tuple[Mapping[str, list[AssignmentRow]], Mapping[str, list[BreakRow]]]:
    """Rows of the person by rota."""
    visits: defaultdict[str, list[AssignmentRow]] = defaultdict(list)
    breaks: defaultdict[str, list[BreakRow]] = defaultdict(list)
    ids = [one.id for one in rotas]
    own = AssignmentRow.carer_id if kind == "carer" else AssignmentRow.client_id
    query = select(AssignmentRow).where(AssignmentRow.rota_id.in_(ids), own == subject)
    for row in session.scalars(query.order_by(AssignmentRow.visit_id, AssignmentRow.part)):
        visits[row.rota_id].append(row)
    if kind == "carer":
        rests = select(BreakRow).where(BreakRow.rota_id.in_(ids), BreakRow.carer_id == subject)
        for rest in session.scalars(rests.order_by(BreakRow.start)):
            breaks[rest.rota_id].append(rest)
    return visits, breaks


def _of_rota(
    rota: RotaRow, visits: Sequence[AssignmentRow], breaks: Sequence[BreakRow], kind: str
) -> Iterator[Told]:
    """What one rota tells the person."""
    assert rota.published_at is not None
    parts: defaultdict[str, list[AssignmentRow]] = defaultdict(list)
    for row in visits:
        parts[row.visit_id].append(row)
    for name, rows in parts.items():
        carers = tuple(str(row.carer_id) for row in rows if row.carer_id is not None)
        yield Told(
            name=name,
            others=(rows[0].client_id,) if kind == "carer" else carers,
            start=min(row.start for row in rows),
            end=max(row.end for row in rows),
            told_at=rota.published_at,
            first_day=rota.first_day,
            days=rota.days,
        )
    turns: defaultdict[date, int] = defaultdict(int)
    for rest in breaks:
        day = rest.start.astimezone(ZONE).date()
        turns[day] += 1
        yield Told(
            name=f"break-{day}-{turns[day]}",
            others=(),
            start=rest.start,
            end=rest.end,
            told_at=rota.published_at,
            first_day=rota.first_day,
            days=rota.days,
            is_break=True,
        )


def _speaks_of(rota: RotaRow, before: Told) -> bool:
    """Whether a rota decides about something told before: it is of the same days."""
    if (rota.first_day, rota.days) == (before.first_day, before.days):
        return True
    last = rota.first_day + timedelta(days=rota.days)
    overlap = rota.first_day < before.first_day + timedelta(days=before.days) and (
        before.first_day < last
    )
    return overlap and rota.first_day <= before.start.astimezone(ZONE).date() < last


def _changed(before: Told | None, now: Told) -> Told:
    """What is told now, counted on from what was told before."""
    if before is None:
        return now
    if before.says_the_same(now):
        return replace(before, first_day=now.first_day, days=now.days)
    return replace(now, changes=before.changes + 1)


def _cancelled(before: Told, rota: RotaRow) -> Told:
    """No longer this person's."""
    assert rota.published_at is not None
    if before.is_cancelled:
        return before
    return replace(before, is_cancelled=True, changes=before.changes + 1, told_at=rota.published_at)
