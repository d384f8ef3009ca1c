"""Whether a client or carer is in the provider's tables."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.store import BookRow


def is_in_tables(session: Session, table: str, key: str) -> bool:
    """Whether ``table`` (``clients`` or ``carers``) has a row of this id."""
    query = select(BookRow.id).where(BookRow.table == table, BookRow.key == key)
    return session.scalars(query).first() is not None
