"""What is in the book, as it is sent."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field


class ColumnOut(BaseModel):
    """One column of a table."""

    name: str
    says: str
    required: bool
    like: str = Field(description="An example; empty where none is needed.")


class TableOut(BaseModel):
    """One table: what it is for, and how many rows it has."""

    name: str
    says: str
    required: bool = Field(description="Whether nothing can be planned without it.")
    rows: int
    columns: list[ColumnOut]


class BookOut(BaseModel):
    """Every table there can be, and the week that comes next."""

    tables: list[TableOut]
    first_day: date | None = Field(
        description="The Monday after the last visit of the history; null without one."
    )
