"""The database: opened by URL, read and written in short transactions, one tenant at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker, with_loader_criteria

from api.store.base import TenantRow

SQLITE_PATIENCE_MS = 15_000
MANY = 1000
WRITES = "carerota_writes"


class Store:
    """One database.

    Every transaction names the tenant it is for: whatever it selects, updates or deletes
    through mapped rows is narrowed to that tenant, and a row of another tenant cannot be
    added. ``None`` stands for the service itself: signing in, workers, migrations.

    Parameters
    ----------
    url
        SQLAlchemy URL of a SQLite file or of a PostgreSQL database.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, class_=TenantSession)

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self, tenant: str | None) -> Iterator[Session]:
        """A transaction that changes nothing."""
        with self._sessions(info={"tenant": tenant}) as session:
            yield session

    @contextmanager
    def write(self, tenant: str | None) -> Iterator[Session]:
        """A transaction that is kept whole when the block ends, and not at all when it fails."""
        with self._sessions(info={"tenant": tenant, WRITES: True}) as session, session.begin():
            session.connection(execution_options={WRITES: True})
            yield session

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


class TenantSession(Session):
    """A session narrowed to the tenant in its ``info``."""


@event.listens_for(TenantSession, "do_orm_execute")
def _only_this_tenant(state: ORMExecuteState) -> None:
    """Narrow every statement on mapped rows to the tenant of the session."""
    tenant = state.session.info["tenant"]
    if tenant is None or state.is_insert:
        return
    state.statement = state.statement.options(
        with_loader_criteria(TenantRow, lambda kind: kind.tenant_id == tenant, include_aliases=True)
    )


@event.listens_for(TenantSession, "before_flush")
def _only_own_rows(session: Session, _context: object, _instances: object) -> None:
    """Rows added are the tenant's own."""
    tenant = session.info["tenant"]
    if tenant is None:
        return
    for row in session.new:
        if isinstance(row, TenantRow):
            owner: str | None = row.tenant_id
            row.tenant_id = tenant
            if owner not in (None, tenant):
                raise PermissionError("A row of another tenant cannot be added.")


def add_many(session: Session, kind: type[TenantRow], rows: Sequence[dict[str, Any]]) -> None:
    """Add many rows at once; each is the tenant's own whatever it says.

    PostgreSQL counts a table that has grown much only a minute later, and until then takes it
    for empty and reads it in the worst of ways; so it is told to count at once.
    """
    tenant = session.info["tenant"]
    if rows:
        session.execute(insert(kind), [{**row, "tenant_id": tenant} for row in rows])
    if len(rows) >= MANY and session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ANALYZE {kind.__tablename__}"))


def _engine(url: str) -> Engine:
    """Connections as each database needs them."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(
            url, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=30
        )
    if file := make_url(url).database:
        Path(file).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"check_same_thread": False},
        pool_size=10,
        max_overflow=30,
    )
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_sqlite(connection: Any, _record: object) -> None:
    """Write-ahead log, so that readers never wait; foreign keys, which are off by default."""
    connection.isolation_level = None
    for setting in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={SQLITE_PATIENCE_MS}",
    ):
        connection.execute(f"PRAGMA {setting}").close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers queue when they begin: one that began reading could not become a writer."""
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
