"""Another carer in place of one: whether it could be done, at what price, or why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.domain.units import MINUTE, CarerId, Points, Seconds
from scheduler.domain.units import Moment as Instant
from scheduler.planning.changed import Change, breaches_of, changed_rota
from scheduler.planning.explain.parts import Part, cost_of_parts, parts_of, price_in_words
from scheduler.planning.whatif import Counter
from scheduler.planning.words import Why, clock
from solver.quote import AT_THE_MOMENT, Put, Way, WhatIf

NUDGE: Seconds = 15 * MINUTE
"""By how much other visits may start earlier or later to let another carer make this one."""

MOST_MOMENTS = 240
"""How many starts within a window are tried at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instead:
    """One other carer who might make one part of a visit.

    Parameters
    ----------
    of
        The carer in whose place; ``None`` for a visit nobody makes.
    why
        ``FREE`` where it could be done, else the first thing in the way.
    parts
        What it would cost by rule, everything else staying as it is; empty where it cannot
        be done.
    change
        The rota's change, which the referee has judged legal; ``None`` where it cannot be done.
    others
        How many other visits would start at another time, by at most ``furthest`` seconds.
    remedy
        What would have to change for it to be possible; empty where nothing would.
    """

    carer: CarerId
    of: CarerId | None
    why: Why
    sentence: str
    parts: tuple[Part, ...] = ()
    change: Change | None = None
    start: Instant | None = None
    others: int = 0
    furthest: Seconds = 0
    remedy: str = ""

    @property
    def cost(self) -> tuple[Points, ...]:
        """Points by tier that it would add; all 0 where it cannot be done."""
        return cost_of_parts(self.parts)


def possible(counter: Counter, unit: int, part: int) -> Mapping[int, Instead]:
    """By row of carer, everybody else who could make a part of a visit, at their cheapest.

    The other part of a double-up stays with whoever makes it; both may start at another
    moment. Other visits start at most ``NUDGE`` earlier or later.
    """
    facts = counter.desk.facts
    tasks = facts.tasks_of(unit)
    task = tasks[part]
    with_it = [
        Put(other, int(counter.quote.duty[other]), AT_THE_MOMENT)
        for other in tasks
        if other != task
    ]
    taken = {counter.carer_of(other) for other in tasks}
    found: dict[int, Instead] = {}
    for carer, ways in _ways(counter, task, with_it).items():
        if carer not in taken:
            best = min(ways)
            instead = _judged(counter, task, best, with_it)
            if instead is not None:
                found[carer] = instead
    return found


def _ways(counter: Counter, task: int, with_it: list[Put]) -> Mapping[int, list[Way]]:
    """Legal ways of making a task by row of carer."""
    facts, quote = counter.desk.facts, counter.quote
    opens, closes = facts.earliest[task], facts.latest[task]
    duties = [
        duty
        for duty, begins in enumerate(facts.duty_start)
        if begins <= closes and opens + facts.duration[task] <= facts.duty_end[duty]
    ]
    found: defaultdict[int, list[Way]] = defaultdict(list)
    moments = moments_between(opens, closes, counter.problem.grid)
    for way in quote.ways(task, duties, moments, change=with_it, most=NUDGE):
        found[facts.duty_carer[way.duty]].append(way)
    return found


def moments_between(opens: Instant, closes: Instant, grid: Seconds) -> list[Instant]:
    """Whole minutes of a window, its ends among them; every so many where it is long."""
    if opens > closes:
        return []
    step = max(MINUTE, grid)
    step *= max(1, (closes - opens) // (step * MOST_MOMENTS))
    first = -(-opens // step) * step
    return sorted({opens, *range(first, closes + 1, step), closes})


def _judged(counter: Counter, task: int, way: Way, with_it: list[Put]) -> Instead | None:
    """The way as the referee and the planner see it."""
    desk = counter.desk
    found = counter.quote.repeat(task, way, change=with_it, most=NUDGE)
    assert found is not None
    duties = {task: way.duty}
    change = Change(assignments=counter.assignments(found.moved, duties))
    rota = changed_rota(desk.formulation, desk.rota, change)
    rows = desk.formulation.rows
    carer = rows.carers.names[desk.facts.duty_carer[way.duty]]
    before = counter.carer_of(task)
    of = None if before < 0 else rows.carers.names[before]
    breaches = breaches_of(desk.week, rota, change)
    if breaches:
        return Instead(carer=carer, of=of, why=Why.JUDGED, sentence=breaches[0].sentence)
    return _could(counter, way, found, (carer, of, change))


def _could(
    counter: Counter, way: Way, found: WhatIf, who: tuple[CarerId, CarerId | None, Change]
) -> Instead:
    (carer, of, change), horizon = who, counter.desk.week.horizon
    parts = parts_of(counter.problem, found)
    nudged = f", with {_others(way)}" if way.moved else ""
    sentence = f"could come at {clock(horizon, way.start)}{nudged}: {price_in_words(parts)}."
    return Instead(
        carer=carer,
        of=of,
        why=Why.FREE,
        sentence=sentence,
        parts=parts,
        change=change,
        start=way.start,
        others=way.moved,
        furthest=way.furthest,
    )


def _others(way: Way) -> str:
    many = "1 other visit" if way.moved == 1 else f"{way.moved} other visits"
    return f"{many} moved by up to {-(-way.furthest // MINUTE)} min"
