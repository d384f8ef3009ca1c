"""Visits of the rotas in force, as somebody may see them; the newest rota of a day speaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists, func, not_, select, tuple_
from sqlalchemy.orm import Session, aliased, defer

from api.auth import Caller
from api.fhir.ids import HASHED, fhir_id, own_id
from api.fhir.resources import VisitTold
from api.store import AssignmentRow, RotaRow
from scheduler.domain.rota import Stage

ZONE = ZoneInfo("Europe/London")
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who comes to a client in the rotas in force, most visits first."""

    client_id: str
    carers: tuple[str, ...]
    first: datetime
    last: datetime
    told_at: datetime


def in_force(session: Session) -> Mapping[str, RotaRow]:
    """Rotas that hold now, by id, the oldest publication first."""
    query = (
        select(RotaRow)
        .options(defer(RotaRow.measures, raiseload=True))
        .where(
            RotaRow.stage != Stage.DRAFT,
            RotaRow.replaced_at.is_(None),
            RotaRow.published_at.is_not(None),
        )
        .order_by(RotaRow.published_at, RotaRow.id)
    )
    return {row.id: row for row in session.scalars(query)}


def period_of(row: RotaRow) -> tuple[datetime, datetime]:
    """When the days of a rota begin and end."""
    first = datetime.combine(row.first_day, datetime.min.time(), ZONE)
    end_day = row.first_day + timedelta(days=row.days)
    return first, datetime.combine(end_day, datetime.min.time(), ZONE)


def visible(caller: Caller, rotas: Mapping[str, RotaRow]) -> list[Condition]:
    """Parts of visits that hold now, of clients whose care the caller sees."""
    found: list[Condition] = [AssignmentRow.rota_id.in_(list(rotas)), *_not_overtaken(rotas)]
    if caller.clients is not None:
        found.append(AssignmentRow.client_id.in_(sorted(caller.clients)))
    return found


def _not_overtaken(rotas: Mapping[str, RotaRow]) -> list[Condition]:
    """A visit that a later rota of overlapping days has as well is that rota's."""
    ordered = list(rotas.values())
    found: list[Condition] = []
    for number, row in enumerate(ordered):
        later = [one.id for one in ordered[number + 1 :] if _overlap(row, one)]
        if later:
            other = aliased(AssignmentRow)
            again = exists().where(
                other.rota_id.in_(later), other.visit_id == AssignmentRow.visit_id
            )
            found.append(not_(and_(AssignmentRow.rota_id == row.id, again)))
    return found


def _overlap(one: RotaRow, other: RotaRow) -> bool:
    first, last = period_of(one)
    begins, ends = period_of(other)
    return first < ends and begins < last


def count(session: Session, conditions: Sequence[Condition]) -> int:
    """Visits that meet the conditions."""
    query = select(func.count()).select_from(AssignmentRow).where(AssignmentRow.part == 0)
    return session.scalar(query.where(*conditions)) or 0


def page(
    session: Session,
    caller: Caller,
    conditions: Sequence[Condition],
    after: tuple[datetime, str] | None,
    limit: int,
) -> list[VisitTold]:
    """Visits by start, one more than ``limit`` where there are more."""
    row = AssignmentRow
    query = select(row.rota_id, row.visit_id).where(row.part == 0, *conditions)
    if after is not None:
        query = query.where(tuple_(row.start, row.visit_id) > after)
    keys = session.execute(query.order_by(row.start, row.visit_id).limit(limit + 1)).all()
    return _visits(session, caller, [(one[0], one[1]) for one in keys])


def _visits(session: Session, caller: Caller, keys: Sequence[tuple[str, str]]) -> list[VisitTold]:
    """Visits with all their parts, in the order of the keys."""
    rotas = in_force(session)
    row = AssignmentRow
    visits = [visit for _, visit in keys]
    query = (
        select(row.rota_id, row.visit_id, row.client_id, row.carer_id, row.start, row.end)
        .where(row.rota_id.in_({rota for rota, _ in keys}), row.visit_id.in_(visits))
        .order_by(row.part)
    )
    parts: defaultdict[tuple[str, str], list[tuple[str, str | None, datetime, datetime]]]
    parts = defaultdict(list)
    for rota, visit, client, carer, start, end in session.execute(query):
        parts[rota, visit].append((client, carer, start, end))
    found = []
    for key in keys:
        of_visit, rota_row = parts[key], rotas[key[0]]
        assert rota_row.published_at is not None
        found.append(
            VisitTold(
                visit_id=key[1],
                client_id=of_visit[0][0],
                carers=tuple(part[1] for part in of_visit),
                start=of_visit[0][2],
                end=max(part[3] for part in of_visit),
                told_at=rota_row.published_at,
                version=rota_row.version,
                are_shown=caller.knows_who_comes(of_visit[0][0]),
            )
        )
    return found


def named(session: Session, written: str, conditions: Sequence[Condition]) -> list[Condition]:
    """Conditions that only the visit with a FHIR id meets."""
    visit = own_id(written)
    if visit is None and written.startswith(HASHED):
        query = select(AssignmentRow.visit_id).where(AssignmentRow.part == 0, *conditions)
        visit = next((one for one in session.scalars(query) if fhir_id(one) == written), None)
    return [*conditions, AssignmentRow.visit_id == (visit or "")]


def with_status(status: str) -> Condition:
    """Visits of one FHIR status; there are none of those that are not known here."""
    empty = aliased(AssignmentRow)
    same = and_(empty.rota_id == AssignmentRow.rota_id, empty.visit_id == AssignmentRow.visit_id)
    some_empty = exists().where(same, empty.carer_id.is_(None))
    some_made = exists().where(same, empty.carer_id.is_not(None))
    kinds: Mapping[str, Condition] = {
        "booked": not_(some_empty),
        "pending": and_(some_empty, some_made),
        "proposed": not_(some_made),
    }
    return kinds.get(status, AssignmentRow.visit_id.is_(None))


def known_to(caller: Caller) -> list[Condition]:
    """Where a search asks who comes, or whether anybody does: clients who let the caller know."""
    if caller.grants is None:
        return []
    known = sorted(one for one in caller.grants if caller.knows_who_comes(one))
    return [AssignmentRow.client_id.in_(known)]


def of_carer(carer: str) -> Condition:
    """Visits that a carer makes a part of."""
    other = aliased(AssignmentRow)
    return exists().where(
        other.rota_id == AssignmentRow.rota_id,
        other.visit_id == AssignmentRow.visit_id,
        other.carer_id == carer,
    )


def teams(session: Session, caller: Caller, only: Collection[str] | None) -> list[Team]:
    """Teams of the clients within the caller's scope, by client."""
    rotas = in_force(session)
    row = AssignmentRow
    query = select(row.client_id, row.carer_id, row.rota_id).where(*visible(caller, rotas))
    if only is not None:
        query = query.where(row.client_id.in_(list(only)))
    visits: defaultdict[str, Counter[str]] = defaultdict(Counter)
    of_client: defaultdict[str, set[str]] = defaultdict(set)
    for client, carer, rota in session.execute(query):
        of_client[client].add(rota)
        if carer is not None:
            visits[client][carer] += 1
    return [
        _team(client, visits[client], [rotas[one] for one in of_client[client]])
        for client in sorted(of_client)
    ]


def _team(client: str, visits: Counter[str], rotas: Sequence[RotaRow]) -> Team:
    periods = [period_of(one) for one in rotas]
    return Team(
        client_id=client,
        carers=tuple(sorted(visits, key=lambda carer: (-visits[carer], carer))),
        first=min(first for first, _ in periods),
        last=max(last for _, last in periods),
        told_at=max(one.published_at for one in rotas if one.published_at is not None),
    )
