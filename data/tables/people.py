"""People named by first name, last name and postcode where other tables want an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from data.tables.cells import postcode
from data.tables.faults import Fault
from data.tables.sheet import RawRow, Sheet, Sheets, raw_ids


@dataclass(frozen=True, slots=True)
class Directory:
    """Ids of one kind of person, and the ids each name and postcode could mean."""

    who: str
    ids: frozenset[str]
    by_words: dict[tuple[str, str], tuple[str, ...]]

    def meant(self, name: str, code: str) -> tuple[str, ...]:
        """Ids of the people of this name and postcode; without a postcode, of this name."""
        key = _key(name, code)
        if code:
            return self.by_words.get(key, ())
        return tuple(one for (n, _), ids in self.by_words.items() if n == key[0] for one in ids)

    def like(self, wrong: str) -> str:
        """Advice on an id that names nobody."""
        close = get_close_matches(wrong, sorted(self.ids), n=1, cutoff=0.6)
        return f"Maybe {close[0]} was meant." if close else ""


def directory(sheets: Sheets, who: str) -> Directory:
    """Everybody in the table of clients or carers."""
    table = f"{who}s"
    sheet = sheets.by_name.get(table)
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in sheet.rows if sheet else ():
        cells = row.cells
        if f"{who}_id" in cells:
            name = f"{cells.get('first_name', '')} {cells.get('last_name', '')}"
            found[_key(name, cells.get("postcode", ""))].append(cells[f"{who}_id"])
    return Directory(
        who=who,
        ids=frozenset(raw_ids(sheets, table, f"{who}_id")),
        by_words={key: tuple(ids) for key, ids in found.items()},
    )


def directory_of(who: str, people: Iterable[tuple[str, str, str]]) -> Directory:
    """As ``directory``, from the id, name and postcode of each person."""
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    ids = set()
    for one, name, code in people:
        ids.add(one)
        found[_key(name, code)].append(one)
    return Directory(
        who=who,
        ids=frozenset(ids),
        by_words={key: tuple(found_ids) for key, found_ids in found.items()},
    )


def _key(name: str, code: str) -> tuple[str, str]:
    """Name and postcode without regard to capitals and spaces."""
    return " ".join(name.casefold().split()), postcode(code).replace(" ", "").casefold()


def name_people(sheet: Sheet, people: Iterable[Directory], faults: list[Fault]) -> None:
    """Put ids in place of names in the rows of ``sheet``, in place."""
    for one in people:
        if one.who in sheet.table.refers_to:
            for row in sheet.rows:
                _name_one(sheet, row, one, faults)


def _name_one(sheet: Sheet, row: RawRow, people: Directory, faults: list[Fault]) -> None:
    """Find the id of the person one row names, if it names them in words."""
    field = f"{people.who}_id"
    name, code = _taken_words(row, people.who)
    given = row.cells.get(field, "")
    if given in people.ids:
        return
    if given and "," in given:
        name, _, code = (part.strip() for part in given.partition(","))
    elif given and sheet.table.name == "history":
        return
    elif given:
        message = f"No {people.who} has this id."
        faults.append(
            sheet.fault(row.number, field, message, value=given, advice=people.like(given))
        )
        return
    if not name:
        return
    if name in people.ids:
        row.cells[field] = name
        return
    _resolve(sheet, row, people, (name, code), faults)


def _taken_words(row: RawRow, who: str) -> tuple[str, str]:
    """Name and postcode taken out of the row's cells."""
    name, _, code = (part.strip() for part in row.cells.pop(who, "").rpartition(","))
    if not name:
        name, code = code, ""
    parts = [row.cells.pop(f"{who}_{part}_name", "") for part in ("first", "last")]
    separate = " ".join(part for part in parts if part)
    return separate or name, row.cells.pop(f"{who}_postcode", "") or code


def _resolve(
    sheet: Sheet, row: RawRow, people: Directory, words: tuple[str, str], faults: list[Fault]
) -> None:
    """Fill the id of the one person of this name, or say why there is none."""
    field = f"{people.who}_id"
    ids: Sequence[str] = sorted(set(people.meant(*words)))
    if len(ids) == 1:
        row.cells[field] = ids[0]
        return
    row.cells[field] = "?"
    if ids:
        message = f"This name and postcode fit more than one {people.who}: {', '.join(ids)}."
        advice = "Maybe use the id."
    else:
        message = f"No {people.who} has this name and postcode."
        advice = f"Maybe the spelling differs from the table {people.who}s; or use the id."
    faults.append(sheet.fault(row.number, people.who, message, advice=advice))
