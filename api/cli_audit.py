"""``carerota audit``: the decision record checked, and one client's history taken out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_store import Database, TenantId, known_tenant, opened, refused

if TYPE_CHECKING:
    from api.store import Store

audit = typer.Typer(no_args_is_help=True, help="The decision record.")
BROKEN = 1


@audit.command("verify")
def verified(
    tenant: Annotated[str | None, typer.Option(help="One provider; all, if left out.")] = None,
    newest: Annotated[
        str | None, typer.Option(help="A digest kept elsewhere, which has to be in the record.")
    ] = None,
    db: Database = None,
) -> None:
    """Compute every row anew; ends with 1 if one is not as it was written."""
    from sqlalchemy import select

    from api.store import Tenant

    with opened(db, current=False) as store:
        if tenant is not None:
            known_tenant(store, tenant)
        with store.read(None) as session:
            every = session.scalars(select(Tenant.id).order_by(Tenant.id)).all()
        if not say_wholeness(store, [tenant] if tenant else every, newest):
            raise typer.Exit(BROKEN)


@audit.command("export")
def export(
    client: Annotated[str, typer.Argument(help="Id of the client.")],
    tenant: TenantId,
    out: Annotated[Path, typer.Option(help="File to write: .csv or .json.")],
    db: Database = None,
) -> None:
    """One client's whole history, in order, with reasons; the export is itself recorded."""
    from api.audit import Decision, record
    from api.audit.history import as_table, as_told, history_of
    from api.store import now

    form = out.suffix.removeprefix(".")
    if form not in ("csv", "json"):
        raise refused("A history is written as .csv or .json.")
    with opened(db) as store:
        known_tenant(store, tenant)
        with store.write(tenant) as session:
            if history_of(session, client, now()) is None:
                raise refused(f"There is no client {client}.")
            decision = Decision(
                action="export history",
                object_kind="client",
                object_id=client,
                clients=[client],
                options={"form": form},
            )
            record(session, "operator", "operator", decision)
            found = history_of(session, client, now())
            assert found is not None
            if form == "csv":
                out.write_bytes(as_table(found))
            else:
                said = {"client_id": client, "rows": as_told(found)}
                out.write_text(json.dumps(said, indent=1, ensure_ascii=False), encoding="utf-8")
    typer.echo(f"{len(found.rows)} rows in {out}.")


def say_wholeness(store: Store, tenants: Iterable[str], newest: str | None = None) -> bool:
    """Say of each tenant's record whether it is whole; whether all are."""
    from api.audit import verify
    from api.audit.history import newest_digest

    whole = True
    for one in tenants:
        with store.read(one) as session:
            broken = verify(session, newest)
            digest = newest_digest(session)
        whole = whole and broken is None
        if broken is not None:
            typer.echo(f"{one}: broken at row {broken.number}: {broken.why}.")
        else:
            typer.echo(f"{one}: whole; newest digest {digest or 'none'}.")
    return whole
