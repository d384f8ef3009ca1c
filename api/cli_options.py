"""The options that several commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

DATES = ["%Y-%m-%d", "%d/%m/%Y"]

Input: TypeAlias = Annotated[
    Path, typer.Argument(metavar="INPUT", help="A folder of tables (CSV), or one workbook (XLSX).")
]
Out: TypeAlias = Annotated[Path, typer.Option(help="Folder to write to.")]
From: TypeAlias = Annotated[
    datetime | None,
    typer.Option(
        "--from", formats=DATES, help="First day; by default the Monday after the history."
    ),
]
Days: TypeAlias = Annotated[int, typer.Option(min=1, max=7, help="Days in one rota.")]
Time: TypeAlias = Annotated[float, typer.Option(min=0.1, help="Seconds to search for.")]
Seed: TypeAlias = Annotated[int, typer.Option(min=0, help="Same seed, same search.")]
Iterations: TypeAlias = Annotated[
    int | None,
    typer.Option(min=1, help="Search this many steps instead of --time; repeats exactly."),
]
Threads: TypeAlias = Annotated[int, typer.Option(min=1, max=64, help="Searches side by side.")]
Roads: TypeAlias = Annotated[
    Path | None,
    typer.Option(help="OpenStreetMap file (.osm.pbf, .osm) or street graph (.graphml)."),
]
Osrm: TypeAlias = Annotated[
    str | None, typer.Option(help="Address of an OSRM routing server, http://...")
]
Timetable: TypeAlias = Annotated[
    Path | None, typer.Option(help="Bus timetable: a CSV file or a GTFS folder.")
]
Pseudonyms: TypeAlias = Annotated[
    bool, typer.Option("--pseudonyms", help="Show ids alone, no names and no places.")
]
RotaIfAny: TypeAlias = Annotated[
    Path | None,
    typer.Argument(metavar="[ROTA]", help="rota.csv, its folder, or your own rota; if any."),
]
Commissioner: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--commissioner", help="For eyes outside the provider: no ids, no counts of few people."
    ),
]
OnCall: TypeAlias = Annotated[
    str,
    typer.Option(
        envvar="CAREROTA_ON_CALL",
        help="Who answers while anybody works, and how; printed on every run sheet.",
    ),
]

NO_ON_CALL = "ask the office (no name and number were given)"
