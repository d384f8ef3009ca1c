"""One client's whole history of decisions, in order, with their reasons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from api.audit.about import about
from api.audit.chain import Broken, verify
from api.store.book import BookRow
from api.store.records import AuditClient, AuditRow
from data.write.cells import csv_bytes

COLUMNS = (
    "number",
    "at",
    "who",
    "role",
    "action",
    "object_kind",
    "object_id",
    "clients",
    "input_hash",
    "options",
    "reason",
    "digest",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What was decided about a client.

    ``newest`` is the digest of the last row of the whole record, to be kept elsewhere;
    ``broken`` says what is wrong with the record, if anything.
    """

    client_id: str
    made_at: datetime
    rows: Sequence[AuditRow]
    newest: str | None
    broken: Broken | None


def history_of(session: Session, client_id: str, at: datetime) -> History | None:
    """Every row that concerns the client, oldest first; nothing if nobody knows the client."""
    query = (
        select(AuditRow)
        .join(
            AuditClient,
            and_(
                AuditClient.tenant_id == AuditRow.tenant_id, AuditClient.number == AuditRow.number
            ),
        )
        .where(AuditClient.client_id == client_id)
        .order_by(AuditRow.number)
    )
    rows = session.scalars(query).all()
    known = select(BookRow.id).where(BookRow.table == "clients", BookRow.key == client_id)
    if not rows and session.scalars(known).first() is None:
        return None
    return History(
        client_id=client_id,
        made_at=at,
        rows=rows,
        newest=newest_digest(session),
        broken=verify(session),
    )


def newest_digest(session: Session) -> str | None:
    """Digest of the last row of the tenant's record."""
    query = select(AuditRow.digest).order_by(AuditRow.number.desc()).limit(1)
    return session.scalars(query).one_or_none()


def as_table(history: History) -> bytes:
    """A client's history as CSV that is safe in a spreadsheet."""
    return csv_bytes(COLUMNS, [_cells(row, history.client_id) for row in history.rows])


def as_told(history: History) -> list[dict[str, Any]]:
    """The rows of a client's history as they are answered, without anything of other clients."""
    return [about(as_said(row), history.client_id) for row in history.rows]


def as_said(row: AuditRow) -> dict[str, Any]:
    """A row of the record as it is answered."""
    said = {column: getattr(row, column) for column in COLUMNS}
    return said | {"at": row.at.isoformat(), "previous": row.previous}


def _cells(row: AuditRow, client_id: str) -> list[str | int]:
    said = about(as_said(row), client_id)
    options = said["options"]
    said["clients"] = ";".join(said["clients"])
    said["options"] = "" if options is None else json.dumps(options, ensure_ascii=False)
    return ["" if said[column] is None else said[column] for column in COLUMNS]
