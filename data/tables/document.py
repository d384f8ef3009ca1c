"""docs/TABLES.md, made from the definition of the columns so that it cannot lie.

``python -m data.tables.document`` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from data.tables.columns import ACTUALS, COLUMNS, TABLES, Column, Table

PAGE = Path(__file__).parents[2] / "docs" / "TABLES.md"

HEAD = """# Tables: what a provider hands in

This page is made from the definition of the columns by `python -m data.tables.document`.

Give a folder of CSV files, one for each table, or one workbook with a sheet for each. Row
numbers in messages are those of the spreadsheet. Nothing is planned until every fault is mended;
all faults of all tables are listed together.

- Tables and columns marked with a star are needed; cells of starred columns are never empty.
- Headers may differ in capitals, spaces, underscores and stars, and may have the other names
  listed. A header that begins with `#` is passed over; so is one that speaks of fees, complaints
  or ratings, which never decide a rota, with a note. Any other unknown header is a fault.
- Text is UTF-8 (Windows-1252 is accepted with a note); cells are separated by commas, semicolons
  or tabs. Empty rows are passed over. Whatever a cell holds is plain text; nothing is run.
- Dates: `30/11/2026`, `2026-11-30`, or native dates of a workbook. Times: `07:30`, `7:30`,
  `0730`. Yes and no: yes, y, true, 1; no, n, false, 0. Lists: separated by semicolons.
- A person is named by id, or by first name, last name and postcode.
- A cycle counts its weeks from the Monday of `cycle_start`, or from Monday 1 January 2024.
"""


def page() -> str:
    """The whole page."""
    return (
        "\n".join([HEAD, *(line for table in (*TABLES, ACTUALS) for line in _section(table))])
        + "\n"
    )


def _section(table: Table) -> Iterator[str]:
    """One table."""
    star = " *" if table.needed else ""
    yield f"## {table.name}{star}"
    yield ""
    yield (table.rows.__doc__ or "").splitlines()[0]
    yield f"May also be called: {', '.join(table.also)}."
    yield ""
    yield "| Column | Says | Example | Other headers |"
    yield "|---|---|---|---|"
    for column in COLUMNS[table.name]:
        yield _line(column)
    yield ""


def _line(column: Column) -> str:
    """One column."""
    star = " *" if column.required else ""
    example = f"`{column.like}`" if column.like else ""
    return f"| `{column.name}`{star} | {column.sentence} | {example} | {', '.join(column.also)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
