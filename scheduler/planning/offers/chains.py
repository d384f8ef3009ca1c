"""Room made for a wish by letting another carer make one visit of somebody else."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.domain.units import MINUTE, Moment, Seconds
from scheduler.planning.offers.candidates import NUDGE, STEP, Asked, Candidate, made_of
from scheduler.planning.offers.desk import OfferDesk
from scheduler.planning.offers.offer import Face
from solver.quote import Put, Way

FAMILIAR = 6
"""How many carers the client knows best are asked, the best known first."""

NEAR: Seconds = 30 * MINUTE
"""A visit so near the time wished for stands in its way."""

IN_THE_WAY = 2
"""How many of a carer's visits are tried, the nearest in time first."""


def by_handing_over(desk: OfferDesk, asked: Asked) -> Iterator[Candidate]:
    """Ways from the time wished for on, by somebody the client knows, one visit handed on.

    The way there may put the visit off: then it is as far from the wish as it comes to be.
    """
    moment, visit = asked.visit.agreed, asked.visit
    if visit.carers != 1 or moment not in asked.moments:
        return
    (task,) = asked.tasks
    if asked.is_spare(desk):
        desk.spell(task, visit, 0, asked.allowed)
    for duty in _familiar_duties(desk, asked):
        for other in _in_the_way(desk, asked, duty):
            change = (*asked.leaving, Put(task, duty, moment))
            ways = _elsewhere(desk, other, duty, change)
            if ways:
                start = _start_of(desk, task, other, min(ways), change)
                for way in ways:
                    yield made_of(desk, asked, other, way, change, handed_on=start)


def _familiar_duties(desk: OfferDesk, asked: Asked) -> list[int]:
    """Shifts at that time of those the client knows best."""
    facts, visit = desk.counter.desk.facts, asked.visit
    ranked = []
    for duty in desk.duties(visit.agreed, visit.agreed, visit.length):
        carer = facts.duty_carer[duty]
        face = desk.face(visit.client, desk.week.carers[carer].id)
        inside = facts.duty_start[duty] <= visit.agreed
        if asked.allowed[carer] and inside and face < Face.NEW:
            ranked.append((face, duty))
    return [duty for _, duty in sorted(ranked)[:FAMILIAR]]


def _in_the_way(desk: OfferDesk, asked: Asked, duty: int) -> list[int]:
    """Visits by one carer of a shift that lie about where the wish would."""
    facts, counter, visit = desk.counter.desk.facts, desk.counter, asked.visit
    leaving = {put.task for put in asked.leaving}
    found = []
    for task in counter.desk.board.tasks(duty):
        start = int(counter.quote.start[task])
        gap = max(start - visit.agreed - visit.length, visit.agreed - start - facts.duration[task])
        if gap <= NEAR and task not in leaving and len(facts.tasks_of(facts.unit_of[task])) == 1:
            found.append((gap, task))
    return [task for _, task in sorted(found)[:IN_THE_WAY]]


def _start_of(desk: OfferDesk, task: int, other: int, way: Way, change: tuple[Put, ...]) -> Moment:
    """When a task starts in fact once another one is handed on."""
    found = desk.counter.quote.repeat(other, way, change=change, most=NUDGE)
    assert found is not None
    return next(moved.now for moved in found.moved if moved.task == task)


def _elsewhere(desk: OfferDesk, task: int, duty: int, change: tuple[Put, ...]) -> list[Way]:
    """Ways of making a visit by another carer at about its own time, after a change."""
    facts, quote = desk.counter.desk.facts, desk.counter.quote
    start = int(quote.start[task])
    opens = max(facts.earliest[task], start - NUDGE)
    closes = min(facts.latest[task], start + NUDGE)
    moments = sorted({start, *range(opens, closes + 1, STEP)})
    duties = [
        one
        for one in desk.duties(opens, closes, facts.duration[task])
        if facts.duty_carer[one] != facts.duty_carer[duty]
    ]
    ways = quote.ways(task, duties, moments, change=change, most=NUDGE)
    return [way for way in ways if abs(way.start - start) <= NUDGE]
