"""Sends damaged tables to the service and looks for crashes and for anything half written.

    python -m benchmarks.service.damage --week WEEK --times 10000 --seed 1 --out damage.json

Whatever is refused must leave the tables and the decision record as they were, and say at least
one thing to mend; whatever is taken must be there whole. Exit code 0: it was so each time.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from sqlalchemy import Engine, create_engine, text

from benchmarks.service.damaged import Files, Rows, damaged
from benchmarks.service.house import House
from benchmarks.service.ledger import add_planner

TAKEN, REFUSED = 201, frozenset({400, 413, 415, 422})
MOST_TOLD, PATIENCE_S = 50, 300.0
ROWS = "SELECT id, table_name, cells, private FROM book_row ORDER BY id"
RECORD = "SELECT count(*) FROM audit"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database says: rows of tables, by how many and a hash, and of the record."""

    tables: str
    rows: int
    record: int


def main(arguments: Sequence[str] | None = None) -> dict[str, Any]:
    """Damage, send, look, show and keep."""
    told = _parser().parse_args(arguments)
    with TemporaryDirectory() as folder:
        database = told.database or f"sqlite:///{folder}/damage.db"
        house = House(database=database, log=Path(folder) / "log")
        found = run(house, tables_of(Path(told.week)), told.times, told.seed)
    shown = json.dumps(found, indent=1) + "\n"
    sys.stdout.write(shown)
    if told.out:
        Path(told.out).write_text(shown, "utf-8")
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", help="URL of an empty database; by default SQLite of its own")
    parser.add_argument("--week", required=True, help="folder of CSV tables without a fault")
    parser.add_argument("--times", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out")
    return parser


def tables_of(folder: Path) -> dict[str, Rows]:
    """The tables as rows of text."""
    return {
        one.stem: list(csv.reader(one.read_text("utf-8").splitlines()))
        for one in sorted(folder.glob("*.csv"))
    }


def run(house: House, tables: Mapping[str, Rows], times: int, seed: int) -> dict[str, Any]:
    """Send ``times`` damaged imports to a service of its own; what came of it."""
    answers: Counter[str] = Counter()
    faults: list[str] = []
    engine = create_engine(house.database)
    try:
        house.start()
        headers = {"X-API-Key": add_planner(house.database)}
        with httpx.Client(base_url=house.address, headers=headers, timeout=PATIENCE_S) as client:
            before = standing(engine)
            for number in range(times):
                chance = Random(f"{seed} {number}")
                what, files = damaged(tables, chance)
                dry = chance.random() < 0.1
                wrong, status = _sent(client, files, dry)
                after = standing(engine)
                wrong = wrong or changed_wrongly(before, after, taken=status == TAKEN and not dry)
                answers[f"{status} dry" if dry else str(status)] += 1
                if wrong:
                    faults.append(f"{number} ({what}): {wrong}")
                before = after
    finally:
        house.close()
        engine.dispose()
    return {
        "database": house.database.partition(":")[0],
        "times": times,
        "seed": seed,
        "answers": dict(sorted(answers.items())),
        "faults": len(faults),
        "first_faults": faults[:MOST_TOLD],
    }


def standing(engine: Engine) -> Standing:
    """What the database says now, read past the service."""
    with engine.connect() as connection:
        rows = connection.execute(text(ROWS)).all()
        record = connection.scalar(text(RECORD)) or 0
    said = hashlib.sha256(repr([tuple(row) for row in rows]).encode()).hexdigest()
    return Standing(tables=said, rows=len(rows), record=record)


def _sent(client: httpx.Client, files: Files, dry: bool) -> tuple[str, int]:
    """What is wrong with the answer, and its status."""
    sent = [("files", (name, data)) for name, data in files.items()]
    found = client.post("/api/v1/imports", files=sent, params={"dry_run": dry})
    if found.status_code == TAKEN:
        return "", TAKEN
    if found.status_code not in REFUSED:
        return f"answered {found.status_code}: {found.text[:200]}", found.status_code
    said = found.json()
    if not said.get("errors") and not said.get("detail"):
        return f"refused without a reason: {found.text[:200]}", found.status_code
    return "", found.status_code


def changed_wrongly(before: Standing, after: Standing, *, taken: bool) -> str:
    """What changed that should not have, or did not that should; "" where all is well."""
    if not taken:
        return "" if before == after else "refused, and yet something was written"
    if after.record != before.record + 1:
        return f"taken, with {after.record - before.record} rows in the decision record"
    return ""


if __name__ == "__main__":
    sys.exit(1 if main()["faults"] else 0)
