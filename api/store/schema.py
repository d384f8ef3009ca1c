"""The database's tables brought to what this version needs: one history for both databases."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from api.store.engine import Store

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 7_261_005
"""Advisory lock in PostgreSQL, so that services started together migrate one after another."""


def migrate(store: Store) -> None:
    """Bring the database to the newest form; nothing happens where it is there already."""
    with store.engine.connect() as connection:
        if is_current(store):
            return
        if not store.is_sqlite:
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
            connection.commit()
        try:
            command.upgrade(config_for(connection), "head")
            connection.commit()
        finally:
            if not store.is_sqlite:
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
                connection.commit()


def is_current(store: Store) -> bool:
    """Whether the database has the form this version needs."""
    newest = ScriptDirectory.from_config(config_for(None)).get_current_head()
    with store.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def config_for(connection: Connection | None) -> Config:
    """Settings of the migrations, for one open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
