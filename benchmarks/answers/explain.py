"""How long "why this carer, and why not that one" takes, for visits drawn from a rota.

python -m benchmarks.answers.explain --seed 1 --questions 200 --out explain.json
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.answers.frame import Question, Table, run
from scheduler.planning.desk import desk_of
from scheduler.planning.explain import explain_on
from scheduler.planning.whatif import counter_of

TARGET_S = 1.0


def questions(table: Table) -> Iterator[Question]:
    """Visits of the week, whoever makes them."""
    counter = counter_of(desk_of(table.week, table.rota))
    for visit in table.chance.sample(table.week.visits, min(table.count, len(table.week.visits))):
        yield partial(explain_on, counter, visit.id)


if __name__ == "__main__":
    run("explain a visit", questions, target_s=TARGET_S)
