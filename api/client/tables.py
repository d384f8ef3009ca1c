"""The provider's tables, imports and scenarios."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from api.client.wire import API, Json, Versioned, Wire


class Table:
    """Rows of one table of docs/TABLES.md."""

    def __init__(self, wire: Wire, name: str) -> None:
        self._wire = wire
        self._path = f"{API}/{name}"

    def list(self, client_id: str | None = None, carer_id: str | None = None) -> Iterator[Json]:
        """Every row, in order; of one client or carer where named."""
        return self._wire.pages(self._path, client_id=client_id, carer_id=carer_id)

    def get(self, row_id: str) -> Versioned:
        """One row."""
        return self._wire.versioned(f"{self._path}/{row_id}")

    def add(self, cells: Mapping[str, Any]) -> Json:
        """A row at the end of the table."""
        found: Json = self._wire.create(self._path, dict(cells))
        return found

    def change(self, row_id: str, cells: Mapping[str, Any], version: int) -> Json:
        """Other cells; those not named stay."""
        path = f"{self._path}/{row_id}"
        found: Json = self._wire.change("PATCH", path, dict(cells), version)
        return found

    def drop(self, row_id: str, version: int) -> None:
        """Take a row out."""
        self._wire.change("DELETE", f"{self._path}/{row_id}", version=version)


class Book:
    """The tables as a whole."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def contents(self) -> Json:
        """Every table with its columns and how many rows it has; the week that comes next."""
        found: Json = self._wire.get(f"{API}/tables")
        return found

    def template(self) -> bytes:
        """An empty workbook to fill in."""
        return self._wire.bytes(f"{API}/tables/template.xlsx")

    def sample(self) -> Json:
        """Take the sample week in; refused where there is anything in the book."""
        found: Json = self._wire.create(f"{API}/samples")
        return found


class Imports:
    """Whole tables in; ``corrections`` are cells to be read otherwise than the files have them."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def check(self, files: Sequence[Path], *, corrections: Sequence[Json] = ()) -> Json:
        """Everything there is to say about files; nothing is kept."""
        found: Json = self._wire.ask(
            f"{API}/imports/check", None, files=[*parts_of(files), *_form(corrections)]
        )
        return found

    def send(
        self, files: Sequence[Path], *, dry_run: bool = False, corrections: Sequence[Json] = ()
    ) -> Json:
        """A workbook, a zip, or CSV files by name; whole or not at all."""
        found: Json = self._wire.create(
            f"{API}/imports",
            files=[*parts_of(files), *_form(corrections)],
            dry_run=str(dry_run).lower(),
        )
        return found


def _form(corrections: Sequence[Json]) -> list[tuple[str, tuple[None, str]]]:
    """Corrections as a field beside the files."""
    return [("corrections", (None, json.dumps(list(corrections))))] if corrections else []


class Rules:
    """What rotas must obey, and what they are weighed by."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def get(self, on: str | None = None) -> Json:
        """Tier by tier, as they hold on a date; today where none is said."""
        found: Json = self._wire.get(f"{API}/rules", on=on)
        return found


def parts_of(files: Sequence[Path]) -> list[tuple[str, tuple[str, bytes]]]:
    """Files as they are sent."""
    return [("files", (one.name, one.read_bytes())) for one in files]


class Scenarios:
    """Named changes of rows beside the tables."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def list(self) -> Iterator[Json]:
        """The newest first."""
        return self._wire.pages(f"{API}/scenarios")

    def get(self, scenario_id: str) -> Versioned:
        """One scenario."""
        return self._wire.versioned(f"{API}/scenarios/{scenario_id}")

    def make(self, name: str, changes: Sequence[Mapping[str, Any]]) -> Json:
        """Of the tables as they stand now; its ``snapshot_id`` is for jobs."""
        body = {"name": name, "changes": [dict(one) for one in changes]}
        found: Json = self._wire.create(f"{API}/scenarios", body)
        return found

    def drop(self, scenario_id: str, version: int) -> None:
        """Rotas planned from it stay."""
        self._wire.change("DELETE", f"{API}/scenarios/{scenario_id}", version=version)
