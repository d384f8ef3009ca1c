"""What the commands that work on a database share: opening it, and saying what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli_say import BAD_INPUT

if TYPE_CHECKING:
    from api.store import Store


Database = Annotated[
    str | None,
    typer.Option("--db", help="URL of the database; by default CAREROTA_DATABASE, else SQLite."),
]
TenantId = Annotated[str, typer.Option("--tenant", help="Id of the provider.")]


@contextmanager
def opened(database: str | None, *, current: bool = True) -> Iterator[Store]:
    """The database, in the form this version needs; every problem is said and ends with 2."""
    from sqlalchemy.exc import ArgumentError, DBAPIError

    from api.problems import Problem
    from api.settings import Settings
    from api.store import Store, migrate

    try:
        store = Store(database or Settings().database)
    except (ArgumentError, ImportError) as wrong:
        raise refused("This is not the URL of a database.") from wrong
    try:
        if current:
            migrate(store)
        yield store
    except Problem as problem:
        raise refused(*_sentences(problem)) from problem
    except DBAPIError as wrong:
        raise refused(f"The database refuses: {type(wrong.orig).__name__}.") from wrong
    finally:
        store.close()


def refused(*sentences: str) -> typer.Exit:
    """Say why, and end with 2."""
    for sentence in sentences:
        typer.echo(sentence, err=True)
    return typer.Exit(BAD_INPUT)


def known_tenant(store: Store, tenant: str) -> Any:
    """The provider, which has to exist."""
    from api.store import Tenant

    with store.read(None) as session:
        found = session.get(Tenant, tenant)
    if found is None:
        raise refused(f"There is no tenant {tenant}.", "Maybe: carerota tenant list")
    return found


def _sentences(problem: Any) -> list[str]:
    said = [problem.detail or problem.title]
    return said + [f"{one.column}: {one.message}" for one in problem.errors]
