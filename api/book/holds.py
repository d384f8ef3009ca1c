"""What is kept free for somebody: holds in the store."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.desk.offered import HeldFor
from api.store import HoldRow


def active_holds(session: Session, now: datetime, first_day: date) -> tuple[HeldFor, ...]:
    """Holds on the rotas that begin on a day, in the order in which they were made."""
    query = (
        select(HoldRow)
        .where(HoldRow.released_at.is_(None), HoldRow.expires_at > now)
        .order_by(HoldRow.created_at, HoldRow.id)
    )
    found = (_held(row) for row in session.scalars(query))
    return tuple(one for one in found if one.first_day == first_day)


def _held(row: HoldRow) -> HeldFor:
    return HeldFor(
        id=row.id,
        expires=row.expires_at,
        first_day=date.fromisoformat(row.body["first_day"]),
        change=row.body["change"],
        package=row.body["package"],
    )
