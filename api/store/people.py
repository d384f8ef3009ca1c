"""Who may come in: tenants, persons, grants to family, sessions, keys, feeds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from api.store.base import Base, TenantRow, key_column
from api.store.types import Instant, Json, now


class Tenant(Base):
    """A provider of care, and what it may use at once.

    ``most_jobs`` counts jobs queued or running; ``most_seconds`` is the longest time limit a
    job may ask for; ``changed`` goes up with every change of its tables.
    """

    __tablename__ = "tenant"

    id: Mapped[str] = key_column("tenant")
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    most_jobs: Mapped[int] = mapped_column(default=20)
    most_seconds: Mapped[int] = mapped_column(default=3600)
    changed: Mapped[int] = mapped_column(default=0)


class Person(TenantRow):
    """Somebody who signs in.

    ``login`` is an id or address, unique in the service; ``subject_id`` is the carer or the
    client the person is; ``funder`` is the commissioner's word in the column of that name.
    """

    __tablename__ = "person"

    id: Mapped[str] = key_column("person")
    login: Mapped[str] = mapped_column(String(200), unique=True)
    password: Mapped[str | None] = mapped_column(String(300))
    role: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str | None] = mapped_column(String(100))
    funder: Mapped[str | None] = mapped_column(String(100))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    version: Mapped[int] = mapped_column(default=1)


class Grant(TenantRow):
    """What a client lets a member of the family see, since when and until when."""

    __tablename__ = "family_grant"

    id: Mapped[str] = key_column("grant")
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    client_id: Mapped[str] = mapped_column(String(100))
    scopes: Mapped[list[Any]] = mapped_column(Json)
    consented_by: Mapped[str] = mapped_column(String(200))
    consented_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


class Session(TenantRow):
    """A browser that has signed in; the token itself is kept nowhere."""

    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


class ApiKey(TenantRow):
    """A key by which a program acts as a person; the key itself is kept nowhere."""

    __tablename__ = "api_key"

    id: Mapped[str] = key_column("key")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    label: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


class FeedToken(TenantRow):
    """A private address of one carer's or client's calendar; revocable, and it expires."""

    __tablename__ = "feed_token"

    id: Mapped[str] = key_column("feed")
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[str] = mapped_column(String(100))
    made_by: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Instant, default=now)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)


class Attempt(Base):
    """One try that counts against a limit, such as a sign-in; ``subject`` is a hash."""

    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (Index("ix_attempt_subject_at", "subject", "at"),)
