"""Packages of care that are only asked about: their rows, and what is answered."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import TypeAdapter

from data.tables import COLUMNS, Tables, sheets_in, with_package
from data.write.cells import csv_bytes
from scheduler.domain.units import ClientId
from scheduler.domain.week import Week
from scheduler.planning.changed import Change
from scheduler.planning.offers import Offer, PackageQuote
from scheduler.planning.offers.offer import FACE_WORDS
from scheduler.planning.words import visit_in_words

Cells = Sequence[Mapping[str, str]]
Package = Mapping[str, Cells]
"""Rows of ``clients`` and ``demand`` by name of column."""

PARTS = ("clients", "demand")
CHANGE = TypeAdapter(Change)


def tables_with(tables: Tables, package: Package) -> tuple[Tables, ClientId]:
    """The tables with a package; its rows are read as files are."""
    with TemporaryDirectory() as folder:
        for table, rows in package.items():
            names = [column.name for column in COLUMNS[table]]
            used = [name for name in names if any(name in row for row in rows)]
            lines = [[row.get(name, "") for name in used] for row in rows]
            if rows:
                (Path(folder) / f"{table}.csv").write_bytes(csv_bytes(used, lines))
        return with_package(tables, folder)


def package_in(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Rows of an uploaded package, by table and name of column."""
    found = sheets_in(folder)
    field_names = {
        table: {column.field: column.name for column in COLUMNS[table]} for table in PARTS
    }
    return {
        table: [
            {field_names[table][field]: text for field, text in row.cells.items() if text}
            for row in found.by_name[table].rows
        ]
        for table in PARTS
        if table in found.by_name
    }


def quote_out(week: Week, found: PackageQuote) -> dict[str, Any]:
    """A quote as it is sent, with the change it would make."""
    first = found.first_day
    return {
        "client_id": found.client,
        "yes": first is not None,
        "first_day": None if first is None else week.horizon.date_of(first),
        "sentence": found.sentence,
        "team": [
            {"carer_id": one.carer, "visits": one.visits, "known": FACE_WORDS[one.face]}
            for one in found.team
        ],
        "introductions": list(found.introductions),
        "for_others": found.effect.in_words(),
        "others_other_time": found.effect.other_time,
        "others_other_carer": found.effect.other_carer,
        "missing": [
            {
                "visit_id": one.visit.id,
                "what": visit_in_words(week.horizon, one.visit),
                "nearest": [_nearest(week, each) for each in one.answer.offers[:1]],
            }
            for one in found.missing
        ],
        "change": json.loads(CHANGE.dump_json(found.change)),
    }


def _nearest(week: Week, one: Offer) -> dict[str, Any]:
    return {"start": week.horizon.instant(one.start), "carers": list(one.carers)}
