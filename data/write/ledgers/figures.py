"""``figures.csv``: the figures the ledgers rest on, each with its source and its dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from data.write.cells import Cell, csv_bytes
from data.write.clock import exact
from scheduler.domain.week import Week

COLUMNS = ("figure", "value", "source", "rule_pack", "holds_from", "holds_to")
SECTIONS = ("pay", "ledgers", "working")
AVERAGES = ("average_week", "average_weeks")


def figures_csv(week: Week) -> bytes:
    """A row for each figure of pay, hours and notice in the rule pack."""
    return csv_bytes(COLUMNS, _rows(week))


def _rows(week: Week) -> Iterator[list[Cell]]:
    pack = week.rules
    for section in (*SECTIONS, "adult", "under_18"):
        part = getattr(pack, section)
        for field in fields(part):
            if section not in SECTIONS and field.name not in AVERAGES:
                continue
            name = f"{section}.{field.name}"
            is_time = "Seconds" in str(field.type)
            yield [
                name,
                _words(getattr(part, field.name), is_time=is_time),
                pack.sources.get(name, ""),
                pack.name,
                pack.first_day.isoformat(),
                pack.last_day.isoformat(),
            ]


def _words(value: object, *, is_time: bool) -> str:
    """A figure as text; durations as hours, minutes and seconds, money in pence."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {one}" for key, one in value.items())
    if isinstance(value, tuple):
        return "; ".join(str(one) for one in value)
    return exact(value) if is_time and isinstance(value, int) else str(value)
