"""``carerota worker``: worker processes beside those of the service, on this or another machine."""

from __future__ import annotations

import signal
from typing import Annotated

import typer


def worker(
    db: Annotated[
        str | None, typer.Option("--db", metavar="URL", help="The service's database.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes to run.")] = 1,
) -> None:
    """Work on jobs until stopped: jobs under way then go back, with what they have saved."""
    from api.jobs.supervisor import Supervisor
    from api.logs import set_up_logs
    from api.settings import Settings
    from api.store import Store, migrate

    set_up_logs()
    settings = Settings() if db is None else Settings(database=db)
    store = Store(settings.database)
    migrate(store)
    supervisor = Supervisor(settings, store, workers)

    def stop(_signal: int, _frame: object) -> None:
        supervisor.ask_to_stop()

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, stop)
    supervisor.run()
    store.close()
