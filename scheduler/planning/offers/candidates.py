"""Everything that could be offered, before any of it is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from scheduler.domain.units import HOUR, MINUTE, Moment, Seconds
from scheduler.domain.visit import Gap, Visit
from scheduler.domain.week import Week
from scheduler.planning.offers.desk import OfferDesk
from scheduler.planning.offers.offer import Face
from scheduler.planning.offers.wish import Wished
from solver.model import Flags
from solver.quote import AT_THE_MOMENT, Put, Way

REACH: Seconds = 3 * HOUR
"""How far from the time wished for an offer may lie."""

ALL_DAY: Seconds = 24 * HOUR
"""The same where nothing lies as near: the nearest yes may be a long way off."""

STEP: Seconds = 5 * MINUTE
"""Offers are made on times a family can keep in mind."""

NUDGE: Seconds = 15 * MINUTE
"""By how much visits of others may start earlier or later for it, within what they agreed."""

PAIRS = 6
"""Pairs of carers tried at each moment, the most familiar and cheapest first."""


class Candidate(NamedTuple):
    """One legal way of granting a wish; the least is the best.

    ``odd`` is a start on no whole five minutes of the clock, as a wish may be; ``change`` is what
    is made with ``way`` of ``task``; ``swapped`` of those are visits of
    others that another carer would make. ``start`` is that of the visit wished for, ``off`` how
    far it is from the wish.
    """

    far: bool
    new: bool
    swapped: int
    moved: bool
    bucket: int
    face: Face
    odd: bool
    off: Seconds
    way: Way
    carers: tuple[int, ...]
    task: int
    change: tuple[Put, ...]
    length: Seconds
    start: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A wish, the visit it makes for those who know the client or for a newcomer, and where.

    Parameters
    ----------
    allowed : shape (C,)
        Who may be offered.
    leaving
        What takes the visit it replaces off the rota.
    tasks
        Those of the visit, where it is one of the week that nobody makes; else spare ones.
    """

    wished: Wished
    visit: Visit
    moments: Sequence[Moment]
    allowed: Flags
    leaving: tuple[Put, ...]
    tasks: tuple[int, ...]

    def is_spare(self, desk: OfferDesk) -> bool:
        """Whether spare tasks stand for the visit."""
        return self.tasks[0] >= desk.counter.spares.alone


def asked_of(desk: OfferDesk, wished: Wished, *, newcomers: bool, reach: Seconds = REACH) -> Asked:
    """The wish, put to carers the client knows, or to newcomers with time for an introduction."""
    visit = wished.visit
    if newcomers:
        visit = introduced(desk.week, visit)
    moments = list(moments_for(desk, wished, visit, reach))
    wide = replace(
        visit,
        earliest=min([visit.agreed, *moments]),
        latest=max([visit.agreed, *moments]) + STEP,
    )
    allowed = desk.eligible(visit)
    faces = [desk.face(visit.client, carer.id) for carer in desk.week.carers]
    if visit.carers == 1 or not newcomers:
        allowed &= np.array([(face is Face.NEW) == newcomers for face in faces], dtype=np.uint8)
    return Asked(
        wished=wished,
        visit=wide,
        moments=moments,
        allowed=allowed,
        leaving=_leaving(desk, wished),
        tasks=_spares(desk, visit),
    )


def introduced(week: Week, visit: Visit) -> Visit:
    """A visit as long as a first one by a new face has to be."""
    rules = week.rules.visits
    length = max(visit.length + rules.introduction_extra, rules.introduction_least)
    return replace(visit, length=length)


def _spares(desk: OfferDesk, visit: Visit) -> tuple[int, ...]:
    spares = desk.counter.spares
    return (spares.alone,) if visit.carers == 1 else (spares.first, spares.second)


def moments_for(desk: OfferDesk, wished: Wished, visit: Visit, reach: Seconds) -> Iterator[Moment]:
    """Times of the day at which the client could do with the visit, as near as ``reach``.

    Whole five minutes of the clock, and the very time that was wished for.
    """
    horizon = desk.week.horizon
    around = visit.agreed
    first = max(around - reach, horizon.midnight(visit.day))
    last = min(around + reach, horizon.midnight(visit.day + 1) - 1)
    others = list(_others_of_client(desk, wished))
    bounds = list(_gap_bounds(desk, wished))
    for moment in sorted({around, *range(first + -first % STEP, last + 1, STEP)}):
        if (
            first <= moment <= last
            and not wished.is_past(moment)
            and all(ends <= moment or moment + visit.length <= begins for begins, ends in others)
            and all(least <= moment <= most for least, most in bounds)
        ):
            yield moment


def _others_of_client(desk: OfferDesk, wished: Wished) -> Iterator[tuple[Moment, Moment]]:
    """When the client has somebody there already."""
    old = None if wished.old is None else wished.old.id
    for one in desk.week.visits:
        if (
            one.client == wished.visit.client
            and one.id != old
            and abs(one.day - wished.visit.day) <= 1
        ):
            begins = desk.starts.get(one.id, one.agreed)
            yield begins, begins + one.length


def gaps_for(desk: OfferDesk, wished: Wished) -> Iterator[Gap]:
    """Gap rules about the visit: its own."""
    name = wished.visit.id
    return (gap for gap in desk.week.gaps if name in (gap.first, gap.second))


def _gap_bounds(desk: OfferDesk, wished: Wished) -> Iterator[tuple[Moment, Moment]]:
    """Bounds that gap rules set, others staying where they are."""
    for gap in gaps_for(desk, wished):
        forever = gap.at_most if gap.at_most is not None else 10**9
        if gap.second == wished.visit.id and gap.first in desk.starts:
            start = desk.starts[gap.first]
            yield start + gap.at_least, start + forever
        elif gap.first == wished.visit.id and gap.second in desk.starts:
            start = desk.starts[gap.second]
            yield start - forever, start - gap.at_least


def _leaving(desk: OfferDesk, wished: Wished) -> tuple[Put, ...]:
    if wished.old is None:
        return ()
    tasks = desk.counter.desk.formulation.rows.tasks_of(wished.old.id)
    return tuple(Put(task, -1, 0) for task in tasks)


def candidates(desk: OfferDesk, asked: Asked) -> Iterator[Candidate]:
    """Every legal way on the moments asked about."""
    if not asked.moments or not asked.allowed.any():
        return iter(())
    if asked.visit.carers == 1:
        return _alone(desk, asked)
    return _together(desk, asked)


def _alone(desk: OfferDesk, asked: Asked) -> Iterator[Candidate]:
    (task,), visit = asked.tasks, asked.visit
    if asked.is_spare(desk):
        desk.spell(task, visit, 0, asked.allowed)
    duties = desk.duties(asked.moments[0], asked.moments[-1], visit.length)
    for way in desk.counter.quote.ways(
        task, duties, asked.moments, change=asked.leaving, most=NUDGE
    ):
        yield made_of(desk, asked, task, way, asked.leaving)


def made_of(
    desk: OfferDesk,
    asked: Asked,
    task: int,
    way: Way,
    change: tuple[Put, ...],
    *,
    handed_on: Moment | None = None,
) -> Candidate:
    """A way as a candidate.

    Parameters
    ----------
    handed_on
        Start of the visit wished for, where ``way`` is that of a visit handed on to somebody else.
    """
    facts = desk.counter.desk.facts
    duties = {put.task: put.duty for put in change if put.task in asked.tasks}
    start = way.start if handed_on is None else handed_on
    if task in asked.tasks:
        duties[task] = way.duty
    carers = tuple(facts.duty_carer[duties[one]] for one in sorted(duties))
    names = [desk.week.carers[carer].id for carer in carers]
    face = max(desk.face(asked.visit.client, name) for name in names)
    off = abs(start - asked.visit.agreed)
    far = off > desk.week.rules.visits.grace
    return Candidate(
        far=far,
        new=face is Face.NEW,
        swapped=int(handed_on is not None),
        moved=way.moved > 0,
        bucket=off // (3 * STEP),
        face=face,
        odd=start % STEP != 0,
        off=off,
        way=way,
        carers=carers,
        task=task,
        change=change,
        length=asked.visit.length,
        start=start,
    )


def _together(desk: OfferDesk, asked: Asked) -> Iterator[Candidate]:
    """Pairs who can start together, moment by moment from the time wished for outwards."""
    quote, facts = desk.counter.quote, desk.counter.desk.facts
    leads, follows = asked.tasks
    if asked.is_spare(desk):
        for part, task in enumerate(asked.tasks):
            desk.spell(task, asked.visit, part, asked.allowed)
    alone = _each_alone(desk, asked)
    for moment in sorted(asked.moments, key=lambda one: (abs(one - asked.visit.agreed), one)):
        for first, second in _likely_pairs(desk, asked, [part.get(moment, []) for part in alone]):
            change = (*asked.leaving, Put(follows, second.duty, AT_THE_MOMENT))
            for way in quote.ways(leads, [first.duty], [moment], change=change, most=NUDGE):
                if facts.duty_carer[first.duty] != facts.duty_carer[second.duty]:
                    yield made_of(desk, asked, leads, way, change)


def _each_alone(desk: OfferDesk, asked: Asked) -> list[dict[Moment, list[Way]]]:
    """Ways of making each part as if it were a visit of its own, by moment."""
    found = []
    for part in range(2):
        length = asked.visit.length_of_part(part)
        single = replace(asked.visit, length=length, carers=1, second_length=None)
        desk.spell(desk.counter.spares.alone, single, 0, asked.allowed)
        duties = desk.duties(asked.moments[0], asked.moments[-1], length)
        by_moment: dict[Moment, list[Way]] = {}
        for way in desk.counter.quote.ways(
            desk.counter.spares.alone, duties, asked.moments, change=asked.leaving, most=NUDGE
        ):
            by_moment.setdefault(way.moment, []).append(way)
        found.append(by_moment)
    return found


def _likely_pairs(
    desk: OfferDesk, asked: Asked, parts: list[list[Way]]
) -> Iterable[tuple[Way, Way]]:
    """The most familiar and cheapest pairs of distinct carers, a few of them."""
    facts = desk.counter.desk.facts

    def rank(way: Way) -> tuple[Face, Way]:
        carer = desk.week.carers[facts.duty_carer[way.duty]].id
        return desk.face(asked.visit.client, carer), way

    first, second = (sorted(part, key=rank)[:PAIRS] for part in parts)
    pairs = [
        (one, other)
        for one in first
        for other in second
        if facts.duty_carer[one.duty] != facts.duty_carer[other.duty]
    ]
    pairs.sort(key=lambda pair: (max(rank(pair[0])[0], rank(pair[1])[0]), pair))
    return pairs[:PAIRS]
