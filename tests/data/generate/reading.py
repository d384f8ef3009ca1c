"""The tables read once more, without any code of the generator."""

from __future__ import annotations

from datetime import date, timedelta

from data.generate import RawTables

Row = dict[str, str]
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CYCLE_START = date(2024, 1, 1)


def minutes(clock: str) -> int:
    """HH:MM as minutes after 00:00."""
    return int(clock[:2]) * 60 + int(clock[3:])


def spells(tables: RawTables, carer: str, on: date) -> list[tuple[int, int]]:
    """When a carer can work on a date: minutes, with leave and its like taken out whole."""
    rows = [row for row in tables["availability"] if row["carer_id"] == carer]
    for row in rows:
        if row["kind"] != "available" and row["from_date"] <= on.isoformat() <= row["to_date"]:
            return []
    week = str((on - timedelta(days=on.weekday()) - CYCLE_START).days // 7 % 2 + 1)
    return [
        (minutes(row["from"]), minutes(row["to"]))
        for row in rows
        if row["kind"] == "available"
        and NAMES[on.weekday()] in row["weekdays"].split(";")
        and row["weeks"] in ("", week)
    ]
