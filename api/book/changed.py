"""Letting everybody who keeps the tables in memory know that they are no longer those."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm import Session

from api.store import Tenant


def note_change(session: Session) -> None:
    """Count one more change of the tenant's tables."""
    tenant = session.info["tenant"]
    session.execute(update(Tenant).where(Tenant.id == tenant).values(changed=Tenant.changed + 1))
