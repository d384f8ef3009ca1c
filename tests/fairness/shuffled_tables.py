"""The same provider as a folder of other rows, ids and names, with money and complaints added."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

Rows = list[dict[str, str]]

IDS = {"client_id": "C", "carer_id": "K", "main_carer": "K"}
NAMES = ("first_name", "last_name")


@dataclass(frozen=True, slots=True)
class Shuffled:
    """Where the other tables are, and the new id of every old one."""

    folder: Path
    new: dict[str, str]


def shuffled_tables(folder: Path, out: Path, seed: int) -> Shuffled:
    """Rows in another order, people under other ids and each other's names, columns added.

    Who pays is shuffled among the clients; every client and carer gets a fee, complaints and
    a rating by chance; a table of complaints stands beside the others.
    """
    chance = Random(seed)
    tables = {path.stem: _rows(path) for path in sorted(folder.glob("*.csv"))}
    new = _new_ids(tables, chance)
    for name in ("clients", "carers"):
        _swap(tables[name], NAMES, chance)
    _swap(tables["clients"], ("funder", "contract_pack"), chance)
    out.mkdir()
    for name, rows in tables.items():
        for row in rows:
            _rename(row, new)
            if name in ("clients", "carers"):
                row |= {
                    "weekly fee": str(chance.randint(100, 900)),
                    "complaints": str(chance.randint(0, 10)),
                    "star rating": str(chance.randint(1, 5)),
                }
        chance.shuffle(rows)
        _write(out / f"{name}.csv", rows)
    _write(out / "complaints.csv", [{"client": "C1", "about": "lateness"}])
    return Shuffled(out, new)


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _new_ids(tables: dict[str, Rows], chance: Random) -> dict[str, str]:
    """Every id that stands anywhere, those of people who have left too."""
    found: dict[str, str] = {}
    for column, letter in IDS.items():
        old = {row[column] for rows in tables.values() for row in rows if row.get(column)}
        free = [one for one in sorted(old) if one not in found]
        numbers = chance.sample(range(100, 100 + 9 * len(free) + 1), len(free))
        found |= {one: f"{letter}x{number}" for one, number in zip(free, numbers, strict=True)}
    return found


def _swap(rows: Rows, columns: tuple[str, ...], chance: Random) -> None:
    """Cells of some columns, dealt out anew."""
    present = [one for one in columns if one in rows[0]]
    dealt = chance.sample([[row[one] for one in present] for row in rows], len(rows))
    for row, cells in zip(rows, dealt, strict=True):
        row |= dict(zip(present, cells, strict=True))


def _rename(row: dict[str, str], new: dict[str, str]) -> None:
    """Ids of one row replaced, those in lists too."""
    for column in (*IDS, "team"):
        if row.get(column):
            row[column] = ";".join(new[one] for one in row[column].split(";"))
