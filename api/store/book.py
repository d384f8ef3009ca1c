"""A provider's tables as they stand now, and what they were when something was planned."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import TenantRow, key_column
from api.store.types import Instant, Json, now


class BookRow(TenantRow):
    """One row of one table, as its cells stand, by canonical name of column.

    Parameters
    ----------
    table
        Name of the table, as in docs/TABLES.md.
    key
        What tells the row from the others of its table: the id of a client or carer, else
        the row's own id.
    position
        Order in the table; the order of rows decides nothing, but people like to keep it.
    cells, private
        Text by column; those that name a person stand apart and are joined only to be shown.
    client_id, carer_id
        Whom the row names, for looking it up.
    """

    __tablename__ = "book_row"

    id: Mapped[str] = key_column("row")
    table: Mapped[str] = mapped_column("table_name", String(30))
    key: Mapped[str] = mapped_column(String(100))
    position: Mapped[int]
    cells: Mapped[dict[str, Any]] = mapped_column(Json)
    private: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    client_id: Mapped[str | None] = mapped_column(String(100))
    carer_id: Mapped[str | None] = mapped_column(String(100))
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(Instant, default=now, onupdate=now)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own form
    __table_args__ = (
        UniqueConstraint("tenant_id", "table_name", "key", name="uq_book_row_key"),
        Index("ix_book_row_position", "tenant_id", "table_name", "position"),
        Index("ix_book_row_client", "tenant_id", "table_name", "client_id"),
        Index("ix_book_row_carer", "tenant_id", "table_name", "carer_id"),
    )


class Snapshot(TenantRow):
    """All tables at one moment, without names; ``id`` is the SHA-256 of what they say."""

    __tablename__ = "snapshot"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    tenant_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)


class HoldRow(TenantRow):
    """Capacity kept free for somebody until a time."""

    __tablename__ = "hold"

    id: Mapped[str] = key_column("hold")
    client_id: Mapped[str] = mapped_column(String(100), index=True)
    body: Mapped[dict[str, Any]] = mapped_column(Json)
    made_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    released_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own form


class Scenario(TenantRow):
    """A named "what if": changes of rows that stand beside the tables, not in them."""

    __tablename__ = "scenario"

    id: Mapped[str] = key_column("scenario")
    name: Mapped[str] = mapped_column(String(200))
    snapshot_id: Mapped[str] = mapped_column(String(64))
    changes: Mapped[list[Any]] = mapped_column(Json)
    made_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy's own form
