"""How long the first answer takes from a formulated week and a rota to a family's options.

python -m benchmarks.answers.cold_start --seed 1 --questions 10 --rota rota/ --out cold.json
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.answers.frame import Question, Table, run
from data.given import Sources, given_for
from data.tables import read_tables
from scheduler.domain.rota import Rota
from scheduler.planning.offers import Answer, Wish, offer_desk, offers

TARGET_S = 2.0


def from_files(folder: Path, rota: Rota, wish: Wish) -> Answer:
    """Tables read, the week made, the desk laid out, one wish answered."""
    week = given_for(read_tables(folder), None, 7, Sources()).week
    return offers(offer_desk(week, rota), wish)


def questions(table: Table) -> Iterator[Question]:
    """One wish each, everything read anew."""
    for visit in table.chance.sample(table.week.visits, table.count):
        around = table.week.horizon.clock(visit.agreed)
        wish = Wish(client=visit.client, call=visit.call, day=visit.day, around=around)
        yield partial(from_files, table.folder, table.rota, wish)


if __name__ == "__main__":
    run("offers from a cold start", questions, target_s=TARGET_S, count=10)
