"""``carerota backup`` and ``carerota restore``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_audit import BROKEN, say_wholeness
from api.cli_store import Database, opened, refused

if TYPE_CHECKING:
    from api.store import Store


def backup(
    file: Annotated[Path, typer.Argument(help="File to write; one that is there is replaced.")],
    portable: Annotated[
        bool, typer.Option("--portable", help="From SQLite too: rows, not a copy of the file.")
    ] = False,
    db: Database = None,
) -> None:
    """Write everything into one file, while the service goes on working.

    Either database is restored from either form. The digests said are to be kept elsewhere:
    with them, `carerota audit verify --newest` shows a record cut short.
    """
    from api.store.archive import DamagedBackup
    from api.store.restore import back_up

    with opened(db, current=False) as store:
        say_wholeness(store, _tenants(store))
        try:
            back_up(store, file, portable=portable)
        except (DamagedBackup, OSError) as wrong:
            raise refused(f"No backup was written: {wrong}") from wrong
    typer.echo(f"{file.stat().st_size:,} bytes in {file}.")


def restore(
    file: Annotated[Path, typer.Argument(help="What carerota backup wrote.")],
    force: Annotated[
        bool, typer.Option("--force", help="Lose what is in the database now.")
    ] = False,
    db: Database = None,
) -> None:
    """Bring back a backup, whole or not at all; stop the service first.

    Ends with 1 if the decision record restored is not whole.
    """
    from api.store.archive import DamagedBackup
    from api.store.restore import NotEmpty
    from api.store.restore import restore as bring_back

    with opened(db, current=False) as store:
        try:
            bring_back(store, file, force=force)
        except NotEmpty as wrong:
            raise refused(str(wrong), "Maybe another database, or --force to lose them.") from wrong
        except DamagedBackup as wrong:
            raise refused(f"Nothing was restored. {wrong}") from wrong
        if not say_wholeness(store, _tenants(store)):
            raise typer.Exit(BROKEN)
    typer.echo("Restored.")


def _tenants(store: Store) -> list[str]:
    from sqlalchemy import select

    from api.store import Tenant

    with store.read(None) as session:
        return list(session.scalars(select(Tenant.id).order_by(Tenant.id)))
