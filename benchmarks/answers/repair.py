"""How long the desk waits when a carer rings in ill: the rest of a whole day, mended.

python -m benchmarks.answers.repair --seed 1 --questions 10 --rota rota/ --out repair.json
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.answers.frame import Question, Table, run
from scheduler.domain.carer import Shift
from scheduler.domain.events import Absent
from scheduler.domain.units import HOUR
from scheduler.planning.repair import Effort, repair, situation_of

TARGET_S = 10.0


def questions(table: Table) -> Iterator[Question]:
    """Carers of shifts drawn by chance, away from an hour before their shift begins."""
    week = table.week
    visited = {carer for one in table.rota.assignments for carer in one.carers}
    shifts = [one for one in week.shifts if one.carer in visited and one.start >= HOUR]
    for shift in table.chance.sample(shifts, table.count):
        yield _absent(table, shift)


def _absent(table: Table, shift: Shift) -> Question:
    """One carer away, from what is rung in to ranked options."""
    events = (Absent(carer=shift.carer),)

    def ask() -> object:
        now = shift.start - HOUR
        return repair(situation_of(table.week, table.rota, now, events), Effort())

    return ask


if __name__ == "__main__":
    run("repair of a whole absent day", questions, target_s=TARGET_S, count=10)
