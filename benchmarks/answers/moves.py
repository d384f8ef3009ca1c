"""How long a planner who drags a visit waits for its price.

python -m benchmarks.answers.moves --seed 1 --questions 200 --rota rota/ --out moves.json
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.answers.frame import Question, Table, run
from scheduler.domain.units import MINUTE
from scheduler.domain.visit import Visit
from scheduler.planning.moves import Move, price, scene_of

TARGET_S = 0.1
FURTHEST_MIN = 60


def questions(table: Table) -> Iterator[Question]:
    """A visit taken off, given to others, or made at another time, each as likely."""
    scene = scene_of(table.week, table.rota)
    price(scene, [Move(visit=table.week.visits[0].id)])
    for visit in table.chance.sample(table.week.visits, min(table.count, len(table.week.visits))):
        yield partial(price, scene, [_move(table, visit)])


def _move(table: Table, visit: Visit) -> Move:
    kind = table.chance.choice(("off", "others", "time"))
    if kind == "off":
        return Move(visit=visit.id, carers=())
    if kind == "others":
        names = table.chance.sample([one.id for one in table.week.carers], visit.carers)
        return Move(visit=visit.id, carers=tuple(names))
    away = table.chance.randint(-FURTHEST_MIN, FURTHEST_MIN) * MINUTE
    return Move(visit=visit.id, start=visit.agreed + away)


if __name__ == "__main__":
    run("price a move", questions, target_s=TARGET_S)
