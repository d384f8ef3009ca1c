"""Holds in a file: what is kept free for whom, and until when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from data.tables import Tables, with_package
from data.write.atomic import write_files
from scheduler.domain.errors import InputError
from scheduler.planning.offers.holds import Hold

WRITTEN = TypeAdapter(Hold)


def read_holds(path: Path) -> tuple[Hold, ...]:
    """Holds of a file; none where there is no such file yet.

    Raises
    ------
    InputError
        If the file holds anything else.
    """
    if not path.exists():
        return ()
    try:
        return TypeAdapter(tuple[Hold, ...]).validate_json(path.read_bytes())
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = " ".join(str(step) for step in first["loc"])
        raise InputError(
            f"The holds in {path.name} cannot be read: {first['msg']} (at {where or 'the top'}).\n"
            "Maybe it was changed by hand; start a new file."
        ) from wrong


def write_holds(path: Path, holds: Iterable[Hold]) -> None:
    """Write holds to a file, whole or not at all."""
    text = json.dumps([WRITTEN.dump_python(hold, mode="json") for hold in holds], indent=1)
    write_files(path.parent, {path.name: (text + "\n").encode()})


def with_hold(holds: Iterable[Hold], new: Hold) -> tuple[Hold, ...]:
    """The holds with one more.

    Raises
    ------
    InputError
        If one has its id already.
    """
    kept = tuple(holds)
    if any(one.id == new.id for one in kept):
        raise InputError(f"There is a hold {new.id} already.\nMaybe give it another id.")
    return (*kept, new)


def tables_with(tables: Tables, holds: Iterable[Hold]) -> Tables:
    """The tables with every client and call that only a hold knows of.

    Raises
    ------
    InputError
        If the tables of a held package are no longer where they were.
    """
    for hold in holds:
        if hold.package:
            tables, _ = with_package(tables, hold.package)
    return tables
