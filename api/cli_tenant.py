"""``carerota tenant``: providers on a database."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli_store import Database, opened

tenant = typer.Typer(no_args_is_help=True, help="Providers of care on a database.")


@tenant.command("add")
def add(
    name: Annotated[str, typer.Argument(help="What the provider is called.")],
    db: Database = None,
) -> None:
    """Add a provider and say its id."""
    from api.store import Tenant

    with opened(db) as store, store.write(None) as session:
        row = Tenant(name=name)
        session.add(row)
        session.flush()
        made = row.id
    typer.echo(made)


@tenant.command("list")
def listed(db: Database = None) -> None:
    """Every provider, by id and name."""
    from sqlalchemy import select

    from api.store import Tenant

    with opened(db) as store, store.read(None) as session:
        for row in session.scalars(select(Tenant).order_by(Tenant.created_at, Tenant.id)):
            typer.echo(f"{row.id}  {row.name}")
