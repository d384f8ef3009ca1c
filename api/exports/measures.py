"""Measures as a table: one figure a row, named by where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from data.write.cells import Cell

PEOPLE = {"clients": "client", "carers": "carer"}


def measures_table(measures: Mapping[str, object]) -> Iterator[tuple[str, str, str, Cell]]:
    """Rows of what it is about, whose it is, the measure and its value.

    Lists of figures stand in one cell, separated by semicolons.
    """
    summary = measures.get("summary")
    yield from (("rota", "", name, value) for name, value in _figures("", summary))
    after = measures.get("after")
    if not isinstance(after, Mapping):
        return
    for part, found in after.items():
        if part in PEOPLE and isinstance(found, Mapping):
            for person, of_person in found.items():
                for name, value in _figures("", of_person):
                    yield PEOPLE[part], str(person), name, value
        elif part != "summary":
            yield from (("rota", "", name, value) for name, value in _figures(part, found))


def _figures(name: str, value: object) -> Iterator[tuple[str, Cell]]:
    """Every figure below a name."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _figures(f"{name}.{key}" if name else str(key), inner)
    elif isinstance(value, list):
        if any(isinstance(one, Mapping | list) for one in value):
            for number, inner in enumerate(value, start=1):
                yield from _figures(f"{name}.{number}", inner)
        else:
            yield name, "; ".join("" if one is None else str(one) for one in value)
    elif isinstance(value, bool):
        yield name, "yes" if value else "no"
    elif value is None or isinstance(value, str | int | float):
        yield name, value
