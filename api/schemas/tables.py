"""Rows of tables as they are sent: one field for each column of docs/TABLES.md."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from api.store import BookRow
from data.tables import COLUMNS

CELL = str | int | float | bool | list[str | int | float] | None
LONGEST_CELL = 2000


class Row(BaseModel):
    """One row of a table, as it is now."""

    id: str = Field(description="Id of the row in the service.")
    version: int = Field(description="Goes up with every change; send it as If-Match.")
    changed_at: datetime
    cells: dict[str, str] = Field(description="Text by column, as a spreadsheet would hold it.")


def row_out(row: BookRow) -> Row:
    """A row as it is sent, with what names a person joined again."""
    return Row(
        id=row.id,
        version=row.version,
        changed_at=row.changed_at,
        cells={**row.cells, **row.private},
    )


def cells_in(table: str) -> type[BaseModel]:
    """What a new or changed row of ``table`` may hold; an unknown column is refused."""
    fields: dict[str, Any] = {
        column.name: (
            CELL,
            Field(
                default=None,
                description=column.sentence + (" Needed." if column.required else ""),
                examples=[column.like] if column.like else None,
            ),
        )
        for column in COLUMNS[table]
    }
    return create_model(
        f"{table.capitalize()}Cells",
        __config__=ConfigDict(extra="forbid", str_max_length=LONGEST_CELL),
        __doc__=f"Cells of one row of the table {table}.",
        **fields,
    )
