"""``carerota serve`` and ``carerota seed-demo``: the service in one command, and a week to try."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli_say import BAD_INPUT, complaints, screen, table
from api.cli_store import Database, opened

Workers = Annotated[int | None, typer.Option(help="Worker processes.", min=0, max=64)]
OwnThreads = Annotated[int | None, typer.Option(help="Threads of each search.", min=1, max=64)]


def serve(
    db: Database = None,
    host: Annotated[str, typer.Option(help="Address to be called at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 is any free one.", min=0, max=65535)] = 8000,
    workers: Workers = None,
    threads: OwnThreads = None,
) -> None:
    """Serve the page and the API, with workers beside, until told to stop.

    Without a database named, an embedded one is kept in your own data folder. Everything else
    is told by variables CAREROTA_...: docs/OPERATION.md lists them.
    """
    from api.logs import set_up_logs
    from api.operate.first import hint, name_of
    from api.operate.logs import pass_on_logs
    from api.operate.serve import listening
    from api.operate.serve import serve as serve_until_told
    from api.settings import Settings

    given = {"database": db, "workers": workers, "threads": threads}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    set_up_logs()
    pass_on_logs()
    with opened(settings.database) as store:
        try:
            at = listening(host, port)
        except OSError as wrong:
            complaints.print(
                f"{host}:{port} cannot be listened at: {wrong.strerror}.", markup=False
            )
            raise typer.Exit(BAD_INPUT) from None
        shown = f"[{host}]" if ":" in host else host
        screen.print(f"http://{shown}:{at.getsockname()[1]}/", markup=False)
        screen.print(f"Database: {name_of(settings.database)}", markup=False, soft_wrap=True)
        if words := hint(store):
            screen.print(words, markup=False)
        serve_until_told(settings, store, at)


def seed_demo(
    db: Database = None,
    plan: Annotated[
        float, typer.Option(help="Seconds to plan the week and publish it; 0 plans none.", min=0)
    ] = 10.0,
) -> None:
    """Put the sample week and a person of each role into a database, to try the service."""
    from api.operate.first import has_tenant
    from api.operate.seed import TENANT, plan_and_publish, seed
    from api.settings import Settings

    with opened(db) as store:
        if has_tenant(store, TENANT):
            complaints.print("The sample is in this database already.")
            raise typer.Exit(BAD_INPUT)
        people = seed(store)
        rows = [(one.role.value, one.login, one.password) for one in people]
        screen.print(table(("Role", "Login", "Password"), rows))
        screen.print("Passwords are shown this once; never put real people into this database.")
        if plan:
            rota = plan_and_publish(store, Settings(database=store.url), plan)
            screen.print(f"Published: {rota}", markup=False)
