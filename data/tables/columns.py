"""Which tables and columns there are, and which header means which column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from data.tables.faults import Fault
from data.tables.firewall import is_walled_off
from data.tables.row import Row
from data.tables.rows_actuals import ActualRow, LegRow
from data.tables.rows_calls import DemandRow, HistoryRow
from data.tables.rows_carers import AvailabilityRow, CarerRow
from data.tables.rows_people import AwayRow, ClientRow, PairRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Header in its plain form.
    field
        Attribute of the row it fills; people named in words fill none.
    sentence
        What it says.
    required
        Whether every row must fill it.
    also, like
        Other headers for it; an example.
    private
        Whether it names a person, so that messages never repeat it.
    """

    name: str
    field: str
    sentence: str
    required: bool = False
    also: tuple[str, ...] = ()
    like: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: the rows it is made of, its other names, and whether it must be there."""

    name: str
    rows: type[Row]
    also: tuple[str, ...]
    needed: bool

    @property
    def refers_to(self) -> tuple[str, ...]:
        """Whom its rows name: client, carer, both; nothing for the tables of people."""
        people = {"clients": "client", "carers": "carer"}
        return tuple(
            who
            for who in ("client", "carer")
            if f"{who}_id" in self.rows.model_fields and people.get(self.name) != who
        )


TABLES: tuple[Table, ...] = (
    Table(
        name="clients",
        rows=ClientRow,
        needed=True,
        also=("client", "service users", "customers", "people"),
    ),
    Table(
        name="carers",
        rows=CarerRow,
        needed=True,
        also=("carer", "staff", "care workers", "employees", "workers"),
    ),
    Table(
        name="demand",
        rows=DemandRow,
        needed=True,
        also=("calls", "visits", "care plans", "templates", "packages"),
    ),
    Table(
        name="availability",
        rows=AvailabilityRow,
        needed=True,
        also=("shifts", "working times", "leave"),
    ),
    Table(
        name="history",
        rows=HistoryRow,
        needed=False,
        also=("past visits", "actuals", "visit history"),
    ),
    Table(name="pairs", rows=PairRow, needed=False, also=("preferences", "blocks", "matches")),
    Table(
        name="away", rows=AwayRow, needed=False, also=("absences", "client absences", "suspensions")
    ),
    Table(name="legs", rows=LegRow, needed=False, also=("extra legs", "learned legs")),
)

ACTUALS = Table(
    name="call monitoring", rows=ActualRow, needed=False, also=("ecm", "evv", "timesheets")
)
"""A table of its own, given to ``carerota learn`` and not part of a week."""


def _person(who: str) -> tuple[Column, ...]:
    """Columns by which a row may name somebody without an id."""
    return (
        Column(
            name=who,
            field=who,
            sentence=f"The {who} as first name, last name and postcode, in place of {who}_id.",
            like="Ada Example, LE13 0CK",
            private=True,
            also=(f"{who} name",),
        ),
        Column(
            name=f"{who}_first_name",
            field=f"{who}_first_name",
            sentence=f"First name of the {who}, in place of {who}_id.",
            private=True,
        ),
        Column(
            name=f"{who}_last_name",
            field=f"{who}_last_name",
            sentence=f"Last name of the {who}, in place of {who}_id.",
            private=True,
        ),
        Column(
            name=f"{who}_postcode",
            field=f"{who}_postcode",
            sentence=f"Postcode of the {who}, in place of {who}_id.",
            private=True,
        ),
    )


def _columns(table: Table) -> tuple[Column, ...]:
    """Columns of a table from the fields of its rows."""
    found: list[Column] = []
    for name, info in table.rows.model_fields.items():
        extra: Any = info.json_schema_extra
        if not isinstance(extra, dict):
            continue
        found.append(
            Column(
                name=str(extra["called"]) or name,
                field=name,
                sentence=info.description or "",
                required=info.is_required(),
                also=tuple(str(word) for word in extra["also"]),
                like=str(extra["like"]),
                private=bool(extra["private"]),
            )
        )
    return (*found, *(one for who in table.refers_to for one in _person(who)))


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    table.name: _columns(table) for table in (*TABLES, ACTUALS)
}
"""Canonical columns by table; docs/TABLES.md is made from this."""


def squeezed(header: str) -> str:
    """A header in small letters and digits only: stars, spaces and underscores do not count."""
    return re.sub(r"[^a-z0-9]", "", header.lower())


def table_called(name: str) -> Table | None:
    """The table a file or sheet of this name holds."""
    word = squeezed(name)
    for table in TABLES:
        if word in {squeezed(one) for one in (table.name, *table.also)}:
            return table
    return None


def near_table(name: str) -> str:
    """Name of the table that was probably meant; empty where none comes near."""
    close = get_close_matches(squeezed(name), [table.name for table in TABLES], n=1, cutoff=0.7)
    return close[0] if close else ""


def match_headers(
    table: Table, headers: Sequence[str], file: str, row: int
) -> tuple[dict[int, Column], list[Fault]]:
    """Which column each position holds, and what is wrong with the header.

    A header that begins with ``#`` is passed over, and so is an empty one.
    """
    columns = COLUMNS[table.name]
    by_word = {squeezed(word): one for one in columns for word in (*one.also, one.name)}
    by_word |= {squeezed(one.field): one for one in columns}
    by_word |= {squeezed(one.name): one for one in columns}
    found: dict[int, Column] = {}
    faults: list[Fault] = []
    for position, header in enumerate(headers):
        if not header.strip() or header.lstrip().startswith("#"):
            continue
        column = by_word.get(squeezed(header))
        if column is None and not is_passed_over(table, header):
            faults.append(_unknown(header, by_word, file, row))
        elif column is None:
            continue
        elif column in found.values():
            message = "This column stands in the table twice."
            faults.append(Fault(file=file, row=row, column=column.name, message=message))
        else:
            found[position] = column
    faults += _absent(table, list(found.values()), file, row)
    return found, faults


def is_passed_over(table: Table, header: str) -> bool:
    """Whether a header that is no column's speaks of money, complaints or ratings.

    What comes near a column of the table was probably meant to be it, and is no such thing.
    """
    words = [word for one in COLUMNS[table.name] for word in (*one.also, one.name, one.field)]
    known = [squeezed(word) for word in words]
    return is_walled_off(header) and not get_close_matches(squeezed(header), known, 1, 0.8)


def _unknown(header: str, by_word: Mapping[str, Column], file: str, row: int) -> Fault:
    """A header nobody knows, with the one that was probably meant."""
    close = get_close_matches(squeezed(header), list(by_word), n=1, cutoff=0.6)
    advice = (
        f"Maybe {by_word[close[0]].name} was meant."
        if close
        else "Maybe put # before the header to have the column passed over."
    )
    message = "This header is not known."
    return Fault(file=file, row=row, column=header.strip(), message=message, advice=advice)


def _absent(table: Table, found: Sequence[Column], file: str, row: int) -> list[Fault]:
    """Required columns that are not there; a person may be named in words instead."""
    names = {one.name for one in found}
    faults = []
    for column in COLUMNS[table.name]:
        who = column.name.removesuffix("_id")
        in_words = who in table.refers_to and {who, f"{who}_first_name"} & names
        if column.required and column.name not in names and not in_words:
            message = "This column is missing."
            faults.append(
                Fault(
                    file=file,
                    row=row,
                    column=column.name,
                    message=message,
                    advice=f"Maybe add it: {column.sentence}",
                )
            )
    return faults
