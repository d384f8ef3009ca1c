"""Files a planner never meant to send: tables damaged by a seed, as CSV, zip or workbook.

Whatever is done to them is drawn from one ``random.Random``, so a seed and a number name a file
that can be made again.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from random import Random

import openpyxl

Files = dict[str, bytes]
Rows = list[list[str]]

ODD = (
    "",
    " ",
    "-1",
    "0",
    "1e308",
    "nan",
    "inf",
    "99999999999999999999",
    "2026-02-30",
    "31/11/2026",
    "25:61",
    "24:00",
    "true",
    "null",
    "=1+1",
    "@SUM(A1)",
    "\u202egnirts",
    "\u0000",
    "\ufeff",
    "\U0001f9d3",
    "';drop table",
    '"',
    "a\nb",
    "a;b",
    "x" * 40_000,
    "é",
    "1,5",
    "Mon-Mon-Mon",
    "../../x",
)
"""What gets into cells."""


def damaged(tables: Mapping[str, Rows], chance: Random) -> tuple[str, Files]:
    """Files made of ``tables`` with one to four damages: what was done, and the files."""
    rows = {name: [list(row) for row in table] for name, table in tables.items()}
    done = []
    for _ in range(chance.randint(0, 3)):
        damage = chance.choice(ON_CELLS)
        done.append(damage.__name__)
        damage(rows, chance)
    form = chance.choice(FORMS)
    done.append(form.__name__)
    files = form(rows, chance)
    for _ in range(chance.randint(0 if done[:-1] else 1, 2)):
        change = chance.choice(ON_BYTES)
        done.append(change.__name__)
        files = change(files, chance)
    return " ".join(done), files


def _some(rows: dict[str, Rows], chance: Random) -> Rows:
    return rows[chance.choice(sorted(rows))]


def odd_cell(rows: dict[str, Rows], chance: Random) -> None:
    """Something no cell should say, headings included."""
    row = chance.choice(_some(rows, chance) or [[""]])
    if row:
        row[chance.randrange(len(row))] = chance.choice(ODD)


def cell_of_another(rows: dict[str, Rows], chance: Random) -> None:
    """What stands in another cell, perhaps of another table."""
    taken = chance.choice(_some(rows, chance) or [[""]])
    row = chance.choice(_some(rows, chance) or [[""]])
    if row and taken:
        row[chance.randrange(len(row))] = chance.choice(taken)


def row_gone(rows: dict[str, Rows], chance: Random) -> None:
    """A row less: the headings too, once in a while."""
    table = _some(rows, chance)
    if table:
        del table[chance.randrange(len(table))]


def row_twice(rows: dict[str, Rows], chance: Random) -> None:
    """The same row again, somewhere."""
    table = _some(rows, chance)
    if table:
        table.insert(chance.randrange(len(table) + 1), list(chance.choice(table)))


def row_short(rows: dict[str, Rows], chance: Random) -> None:
    """Cells missing at the end, or too many."""
    row = chance.choice(_some(rows, chance) or [[""]])
    if row and chance.random() < 0.5:
        del row[chance.randrange(len(row)) :]
    else:
        row.extend(["more"] * chance.randint(1, 5))


def column_gone(rows: dict[str, Rows], chance: Random) -> None:
    """A whole column less."""
    table = _some(rows, chance)
    place = chance.randrange(max(1, max(map(len, table), default=1)))
    for row in table:
        del row[place : place + 1]


def column_twice(rows: dict[str, Rows], chance: Random) -> None:
    """A column that is there already."""
    table = _some(rows, chance)
    place = chance.randrange(max(1, max(map(len, table), default=1)))
    for row in table:
        row.extend(row[place : place + 1])


def columns_turned(rows: dict[str, Rows], chance: Random) -> None:
    """Columns in another order, or the headings alone."""
    table = _some(rows, chance)
    order = chance.sample(range(max(map(len, table), default=0)), max(map(len, table), default=0))
    only_headings = chance.random() < 0.3
    for row in table[:1] if only_headings else table:
        row[:] = [row[place] for place in order if place < len(row)]


def table_gone(rows: dict[str, Rows], chance: Random) -> None:
    """A table less, or an empty one, or one nobody knows."""
    name = chance.choice(sorted(rows))
    what = chance.randrange(3)
    if what == 0 and len(rows) > 1:
        del rows[name]
    elif what == 1:
        rows[name] = []
    else:
        rows[chance.choice(("wishes", "CLIENTS", "clients (2)", "~$clients"))] = rows[name]


ON_CELLS: tuple[Callable[[dict[str, Rows], Random], None], ...] = (
    odd_cell,
    odd_cell,
    odd_cell,
    cell_of_another,
    row_gone,
    row_twice,
    row_short,
    column_gone,
    column_twice,
    columns_turned,
    table_gone,
)


def as_csv(rows: dict[str, Rows], chance: Random) -> Files:
    """CSV files with one of the separators and encodings people have."""
    separator = chance.choice((",", ",", ";", "\t", "|"))
    encoding = chance.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "latin-1"))
    found = {}
    for name, table in rows.items():
        text = io.StringIO()
        csv.writer(text, delimiter=separator).writerows(table)
        found[f"{name}.csv"] = text.getvalue().encode(encoding, "replace")
    return found


def as_zip(rows: dict[str, Rows], chance: Random) -> Files:
    """One zip of CSV files, under names that lead somewhere, too."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as z:
        for name, data in as_csv(rows, chance).items():
            folder = chance.choice(("", "", "", "week/", "../", "/etc/", "a\\b\\"))
            z.writestr(f"{folder}{name}", data)
    return {"week.zip": kept.getvalue()}


def as_workbook(rows: dict[str, Rows], _chance: Random) -> Files:
    """One workbook; what a workbook cannot hold is left out of its cells."""
    book = openpyxl.Workbook()
    if book.active is not None:
        book.remove(book.active)
    for name, table in rows.items():
        sheet = book.create_sheet(name[:31])
        for row in table:
            sheet.append([_cell(cell) for cell in row])
    kept = io.BytesIO()
    if not book.sheetnames:
        book.create_sheet("empty")
    book.save(kept)
    return {"week.xlsx": kept.getvalue()}


def _cell(text: str) -> str | float:
    plain = "".join(letter for letter in text if letter >= " ")[:32_000]
    try:
        return float(plain) if plain[:1] != "0" else plain
    except ValueError:
        return plain


FORMS = (as_csv, as_csv, as_zip, as_workbook)


def bytes_turned(files: Files, chance: Random) -> Files:
    """A few bytes that say something else."""
    name = chance.choice(sorted(files))
    data = bytearray(files[name])
    for _ in range(min(len(data), chance.randint(1, 20))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return {**files, name: bytes(data)}


def cut_off(files: Files, chance: Random) -> Files:
    """The end, or the beginning, is missing."""
    name = chance.choice(sorted(files))
    at = chance.randrange(len(files[name]) + 1)
    whole = files[name]
    return {**files, name: whole[:at] if chance.random() < 0.7 else whole[at:]}


def block_twice(files: Files, chance: Random) -> Files:
    """A block repeated in the middle."""
    name = chance.choice(sorted(files))
    whole = files[name]
    begins = chance.randrange(len(whole) + 1)
    block = whole[begins : begins + chance.randint(1, 2000)]
    return {**files, name: whole[:begins] + block + whole[begins:]}


def noise(files: Files, chance: Random) -> Files:
    """Nothing but noise, or nothing at all."""
    name = chance.choice(sorted(files))
    return {**files, name: chance.randbytes(chance.choice((0, 1, 100, 5000)))}


def another_name(files: Files, chance: Random) -> Files:
    """A file under a name it should not have."""
    name = chance.choice(sorted(files))
    others = (
        "x.txt",
        "week.zip",
        "week.xlsx",
        "clients.csv",
        "..",
        "a/b.csv",
        ".csv",
        "demand.xls",
    )
    kept = {one: data for one, data in files.items() if one != name}
    return {**kept, chance.choice(others): files[name]}


def file_more(files: Files, chance: Random) -> Files:
    """Files that have nothing to do with it."""
    more = {f"more-{number}.bin": chance.randbytes(10) for number in range(chance.choice((1, 45)))}
    return {**files, **more}


ON_BYTES: tuple[Callable[[Files, Random], Files], ...] = (
    bytes_turned,
    bytes_turned,
    cut_off,
    block_twice,
    noise,
    another_name,
    file_more,
)
