"""Tables on disk: one CSV file each, and a page that says what the sample is."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from data.generate.calibrate import calibration, faces_of
from data.generate.county import draw_sample
from data.generate.knobs import SIZES, Knobs
from data.generate.rows import RawTables, tables_of

CASES = "cases.toml"
HEAD = """\
# What this sample is, and which client it was made for. Nobody in it exists: names are
# combined by chance, doors are random points near real villages, and inward postcodes use
# letters that no real one has (C, I, K, M, O, V).

[sample]
size = "{size}"
seed = {seed}
first_day = {first_day}
made_with = "python -m data.generate --size {size} --seed {seed} --first-day {first_day} --out ."
"""
NAMED = """
[many_faces]
# A single-handed client with four calls a day who met this many carers in so many days.
# Three carers who live near could make all the calls: the floor.
client = "{client}"
carers_met = {faces}
in_days = {days}
floor = 3
"""
SOURCES = """
[sources]
places = "Coordinates of towns and villages: GeoNames (CC BY 4.0) and OpenStreetMap (ODbL)"
visit_lengths = "Torbay's median provider: 1.6 / 72.0 / 18.0 / 8.4 % of 15 / 30 / 45 / 60 minutes"
travel = "3.06 miles a visit, United Kingdom 2017-18; legs measured between Rutland buildings"
many_faces = "Leicestershire engagement meeting, November 2014: thirteen carers in nineteen days"
everything_else = "Proposals, written down in data/generate/knobs.py"

[calibration]
"""


def generate(
    size: str, seed: int, first_day: date, out: Path, knobs: Knobs | None = None
) -> RawTables:
    """Draw a county and write its tables and ``cases.toml`` into a folder.

    The same size, seed, day and knobs give the same bytes.

    Parameters
    ----------
    size
        S, M, L or XL.
    first_day
        A Monday.

    Raises
    ------
    KeyError
        If the size is unknown.
    """
    turned = knobs or Knobs()
    sample = draw_sample(SIZES[size], seed, first_day, turned)
    tables = tables_of(sample)
    out.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    head = HEAD.format(size=size, seed=seed, first_day=first_day.isoformat())
    if sample.county.named:
        days = turned.past.many_days
        faces = faces_of(tables, sample.county.named, first_day, days)
        head += NAMED.format(client=sample.county.named, faces=faces, days=days)
    figures = calibration(tables, first_day)
    lines = [f"{name} = {figure:g}" for name, figure in figures.items()]
    (out / CASES).write_text(head + SOURCES + "\n".join(lines) + "\n", encoding="utf-8")
    return tables


def read_rows(folder: Path) -> RawTables:
    """The tables of a folder as they were written, every cell as text."""
    tables: RawTables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables
