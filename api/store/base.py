"""What every stored row shares: ids, names of constraints, and whose it is."""

from __future__ import annotations

import secrets
from typing import ClassVar

from sqlalchemy import ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Migrations name constraints by this, so that both databases can drop what either made."""


class Base(DeclarativeBase):
    """Root of every stored row."""

    metadata = MetaData(naming_convention=NAMING)


class TenantRow(Base):
    """A row that belongs to one provider; sessions of another never see it (``engine``)."""

    __abstract__ = True
    id_prefix: ClassVar[str] = ""

    tenant_id: Mapped[str] = mapped_column(ForeignKey("tenant.id"), index=True)


def new_id(prefix: str) -> str:
    """An id that says what it names and cannot be guessed, such as ``rota_3f…``."""
    return f"{prefix}_{secrets.token_hex(12)}"


def key_column(prefix: str) -> Mapped[str]:
    """Primary key, made by ``new_id``."""
    return mapped_column(String(40), primary_key=True, default=lambda: new_id(prefix))
