"""How long a hospital waits for a quote: packages like those of clients there are.

python -m benchmarks.answers.quote --seed 1 --questions 20 --rota rota/ --out quote.json
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from benchmarks.answers.frame import Question, Table, run
from scheduler.domain.units import ClientId, VisitId
from scheduler.domain.week import Week
from scheduler.planning.offers import quote

TARGET_S = 10.0


def with_twin(week: Week, client: ClientId) -> tuple[Week, ClientId]:
    """The week with somebody new beside a client: the same home and calls, nobody known."""
    twin = ClientId(f"{client}-twin")
    person = replace(week.client[client], id=twin, team=(), main_carer=None)
    visits = tuple(
        replace(visit, id=VisitId(f"{visit.id}-twin"), client=twin)
        for visit in week.visits
        if visit.client == client
    )
    return replace(week, clients=(*week.clients, person), visits=(*week.visits, *visits)), twin


def questions(table: Table) -> Iterator[Question]:
    """Twins of clients of the week, without gap rules."""
    for client in table.chance.sample(table.week.clients, table.count):
        week, twin = with_twin(table.week, client.id)
        if any(visit.client == twin for visit in week.visits):
            yield partial(quote, week, table.rota, twin)


if __name__ == "__main__":
    run("quote for a package", questions, target_s=TARGET_S, count=20)
