"""How long a family waits for options when it asks for a call at another time.

python -m benchmarks.answers.offers --seed 1 --questions 200 --rota rota/ --out offers.json
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.answers.frame import Question, Table, run
from scheduler.domain.units import MINUTE
from scheduler.planning.offers import Wish, offer_desk, offers

TARGET_S = 0.05
OFF = (-90, -60, -45, -30, -15, 15, 30, 45, 60, 90)
"""Minutes between the time agreed and the time wished for."""


def questions(table: Table) -> Iterator[Question]:
    """Calls of the week wished earlier or later, asked at a desk that is laid out."""
    desk = offer_desk(table.week, table.rota)
    for visit in table.chance.sample(table.week.visits, min(table.count, len(table.week.visits))):
        agreed = table.week.horizon.clock(visit.agreed)
        around = (agreed + table.chance.choice(OFF) * MINUTE) % 86_400
        wish = Wish(client=visit.client, call=visit.call, day=visit.day, around=around)
        yield partial(offers, desk, wish)


if __name__ == "__main__":
    run("offers for a wish", questions, target_s=TARGET_S)
