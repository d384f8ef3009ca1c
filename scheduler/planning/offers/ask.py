"""A family's question answered: at most five honest options, or the nearest yes and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import MINUTE, CarerId, Moment, Seconds
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate import formulate
from scheduler.planning.changed import Change, breaches_of, changed_rota, changed_week
from scheduler.planning.offers.candidates import (
    ALL_DAY,
    NUDGE,
    REACH,
    STEP,
    Candidate,
    asked_of,
    candidates,
    gaps_for,
)
from scheduler.planning.offers.chains import by_handing_over
from scheduler.planning.offers.desk import OfferDesk, stands_without_holds
from scheduler.planning.offers.no import note_on, pinned, somebody_works, why_no
from scheduler.planning.offers.offer import Answer, Certainty, Effect, Face, Offer
from scheduler.planning.offers.wish import Wish, Wished, at, wished
from solver.quote import WhatIf

MOST_OFFERS = 5
EACH_CARER = 2
"""Offers by the same carers, at most."""
APART = 30 * MINUTE
"""Two offers by the same carers differ by at least this, or nobody could choose between them."""


def offers(desk: OfferDesk, wish: Wish) -> Answer:
    """At most five ways of granting a wish, the best first; legal, and promised as they stand.

    Nobody is moved beyond the window agreed with them. A newcomer's first visit is as long as
    an introduction asks.

    Raises
    ------
    InputError
        As ``wished``.
    """
    asking = wished(desk.week, wish)
    fixed = pinned(desk, asking)
    begun = "" if fixed else _begun(desk, asking)
    if fixed or begun:
        return _answer(desk, asking, (), fixed or begun)
    chosen = _within(desk, asking, REACH) or _within(desk, asking, ALL_DAY)
    return _answer(desk, asking, tuple(chosen), "")


def _begun(desk: OfferDesk, asking: Wished) -> str:
    """Why a visit that has begun already stays as it is; "" where it has not."""
    if asking.old is None or asking.old.id not in desk.starts:
        return ""
    if not asking.is_past(desk.starts[asking.old.id]):
        return ""
    return f"Visit {asking.old.id} has begun already."


def _within(desk: OfferDesk, asking: Wished, reach: Seconds) -> list[Offer]:
    """The best offers no further from the time wished for than ``reach``."""
    known = asked_of(desk, asking, newcomers=False, reach=reach)
    found = sorted(candidates(desk, known))
    if not any(not one.far and one.face <= Face.TEAM for one in found):
        found = sorted([*found, *by_handing_over(desk, known)])
    chosen = list(_chosen(desk, asking, found))
    if len(chosen) < MOST_OFFERS or abs(chosen[0].off) > _grace(desk):
        new = asked_of(desk, asking, newcomers=True, reach=reach)
        strangers = [one for one in sorted(candidates(desk, new)) if one.new]
        more = list(_chosen(desk, asking, strangers))
        chosen = _best([*chosen, *more], _grace(desk))
    return chosen


def _answer(desk: OfferDesk, asking: Wished, found: tuple[Offer, ...], fixed: str) -> Answer:
    is_yes = any(abs(one.off) <= _grace(desk) for one in found)
    return Answer(
        client=asking.visit.client,
        visit=asking.visit,
        is_yes=is_yes,
        offers=found,
        reason=fixed or ("" if is_yes else _why(desk, asking, found)),
        note=note_on(asking),
        somebody_works=is_yes or somebody_works(desk, asking),
    )


def _why(desk: OfferDesk, asking: Wished, found: tuple[Offer, ...]) -> str:
    reason = why_no(desk, asking)
    return reason if found else f"{reason} Nor is there any other time that day."


def _grace(desk: OfferDesk) -> int:
    return desk.week.rules.visits.grace


def _best(chosen: Iterable[Offer], grace: int) -> list[Offer]:
    """The best of all, those within the grace first; outside it the nearest first."""

    def rank(one: Offer) -> tuple[object, ...]:
        off = abs(one.off)
        far, odd = off > grace, one.start % STEP != 0
        return far, off // MINUTE if far else 0, one.face, one.certainty, odd, off

    return sorted(chosen, key=rank)[:MOST_OFFERS]


def _chosen(desk: OfferDesk, asking: Wished, found: Sequence[Candidate]) -> Iterator[Offer]:
    """The best candidates that differ enough to be a choice; the nearest of all among them."""
    nearest = [min(found, key=lambda one: (one.off, one))] if found else []
    taken: list[Offer] = []
    for one in (*(nearest if found and found[0].far else []), *found):
        if len(taken) == MOST_OFFERS:
            return
        carers = {desk.week.carers[row].id for row in one.carers}
        if _adds(carers, one.start, taken):
            offer = _offer(desk, asking, one)
            if offer is not None and _adds(carers, offer.start, taken):
                taken.append(offer)
                yield offer


def _adds(carers: set[CarerId], start: Moment, taken: Sequence[Offer]) -> bool:
    """Whether carers at a time are another choice than those already taken."""
    same = [other for other in taken if set(other.carers) == carers]
    return len(same) < EACH_CARER and all(abs(other.start - start) >= APART for other in same)


def _offer(desk: OfferDesk, asking: Wished, one: Candidate) -> Offer | None:
    """A candidate in full; ``None`` where something the engine does not know forbids it."""
    counter, spares = desk.counter, desk.counter.spares
    found = counter.quote.repeat(one.task, one.way, change=one.change, most=NUDGE)
    assert found is not None
    starts = {moved.task: moved.now for moved in found.moved}
    mine = spares.alone if spares.alone in starts else spares.first
    start = starts[mine]
    carers = tuple(desk.week.carers[row].id for row in one.carers)
    agreed = at(asking.visit, start)
    agreed = replace(agreed, length=one.length)
    change = Change(
        assignments=(
            Assignment(visit=agreed.id, carers=carers, start=start),
            *_of_others(desk, asking, one, found),
        ),
        visits=(agreed,),
    )
    if not (
        _is_to_come(desk, asking, change)
        and _keeps_gaps(desk, asking, change)
        and _keeps_pay(desk, change, carers)
        and stands_without_holds(desk, change)
    ):
        return None
    faces = tuple(desk.face(agreed.client, carer) for carer in carers)
    effect = _effect(desk, change)
    return Offer(
        start=start,
        off=start - asking.visit.agreed,
        carers=carers,
        faces=faces,
        certainty=_certainty(effect, change),
        effect=effect,
        cost=one.way.cost,
        introduction=_introduction(asking.visit, agreed, carers, faces),
        change=change,
    )


def _of_others(
    desk: OfferDesk, asking: Wished, one: Candidate, found: WhatIf
) -> tuple[Assignment, ...]:
    """Assignments of other visits as they would be."""
    duties = {put.task: put.duty for put in one.change if put.duty >= 0}
    if one.task < desk.counter.spares.alone:
        duties[one.task] = one.way.duty
    old = None if asking.old is None else asking.old.id
    return tuple(
        each for each in desk.counter.assignments(found.moved, duties) if each.visit != old
    )


def _effect(desk: OfferDesk, change: Change) -> Effect:
    """What a change does to clients other than the one who asks."""
    asking = change.visits[0].client
    before = {one.visit: one for one in desk.rota.assignments}
    times: dict[str, int] = {}
    faces: set[str] = set()
    for one in change.assignments[1:]:
        client = desk.week.visit[one.visit].client
        if client != asking:
            was = before[one.visit]
            if was.start != one.start:
                times[client] = max(times.get(client, 0), abs(was.start - one.start))
            if set(was.carers) != set(one.carers):
                faces.add(client)
    return Effect(
        other_time=len(times), furthest=max(times.values(), default=0), other_carer=len(faces)
    )


def _certainty(effect: Effect, change: Change) -> Certainty:
    if effect.other_carer:
        return Certainty.ASKING
    return Certainty.NUDGES if len(change.assignments) > 1 else Certainty.FIRM


def _introduction(
    wanted: Visit, agreed: Visit, carers: Sequence[CarerId], faces: Sequence[Face]
) -> str:
    new = [carer for carer, face in zip(carers, faces, strict=True) if face is Face.NEW]
    if not new:
        return ""
    return (
        f"first visit by {' and '.join(new)}: {agreed.length // MINUTE} min instead of "
        f"{wanted.length // MINUTE}, or somebody they know comes along"
    )


def _is_to_come(desk: OfferDesk, asking: Wished, change: Change) -> bool:
    """Whether nothing that has begun already would start at another time, or have to."""
    return not any(
        asking.is_past(min(one.start, desk.starts.get(one.visit, one.start)))
        for one in change.assignments
    )


def _keeps_gaps(desk: OfferDesk, asking: Wished, change: Change) -> bool:
    """Whether gap rules about the visit hold with everybody where they would be."""
    starts = dict(desk.starts) | {one.visit: one.start for one in change.assignments}
    for gap in gaps_for(desk, asking):
        if gap.first in starts and gap.second in starts:
            apart = starts[gap.second] - starts[gap.first]
            if apart < gap.at_least or (gap.at_most is not None and apart > gap.at_most):
                return False
    return True


def _keeps_pay(desk: OfferDesk, change: Change, carers: Sequence[CarerId]) -> bool:
    """Whether the wage floor holds (P1): certain at once for most, else asked of the referee."""
    floor = desk.week.rules.pay.floor_pence
    touched = {carer for one in change.assignments for carer in one.carers} | set(carers)
    for name in touched:
        carer = desk.week.carer[name]
        terms = carer.contract
        whole = terms.pays_travel and terms.pays_waiting
        if not whole or terms.hourly_pence < floor.get(carer.age_band, 0):
            return not breaches_of(*accepted(desk, change), change)
    return True


def accepted(desk: OfferDesk, change: Change) -> tuple[Week, Rota]:
    """The week and the rota once an offer is taken up."""
    week = changed_week(desk.week, change)
    return week, changed_rota(formulate(week), desk.rota, change)
