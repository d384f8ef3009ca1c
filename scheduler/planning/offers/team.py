"""A team of few faces for the visits of one client, laid into a rota one visit after another."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scheduler.domain.rota import Assignment
from scheduler.domain.units import CarerId
from scheduler.domain.visit import Visit
from scheduler.planning.changed import Change
from scheduler.planning.explain.instead import moments_between
from scheduler.planning.offers.candidates import NUDGE, Asked, Candidate, candidates
from scheduler.planning.offers.chains import by_handing_over
from scheduler.planning.offers.desk import OfferDesk, stands_without_holds
from scheduler.planning.offers.wish import Wished
from scheduler.planning.whatif import counter_of
from solver.quote import Moved

ROUNDS = 12
"""How many times the team is tried with one face less."""

RETRIES = 3
"""How many times visits that found no place are brought in before the others."""

WAYS_TRIED = 12
"""How many ways of making a visit are tried for one that stands whether or not holds lapse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who makes the visits of one client.

    Parameters
    ----------
    change
        Assignments of the client's visits, and of visits of others that are moved for them.
    missing
        Visits nobody can make.
    cost
        Points by tier of the whole rota with it.
    faces
        Who comes to the client, and how often; most often first.
    desk
        The rota with all of it made.
    """

    change: Change
    missing: tuple[Visit, ...]
    cost: tuple[int, ...]
    faces: tuple[tuple[CarerId, int], ...]
    desk: OfferDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class _Laid:
    """One try: the rota with the visits in it, those that found no place, and who comes."""

    desk: OfferDesk
    missing: tuple[Visit, ...]
    faces: tuple[tuple[CarerId, int], ...]

    @property
    def rank(self) -> tuple[int, int, tuple[int, ...]]:
        """The less the better: visits missing, then faces, then cost."""
        return len(self.missing), len(self.faces), self.desk.counter.quote.cost


def team_for(desk: OfferDesk, visits: Sequence[Visit]) -> Team:
    """The best team found: cheapest insertion, then again with one face after another left out.

    It stands whether what is held is taken up or lapses; where the best would not, each visit
    is brought in at the cheapest way that does.

    Parameters
    ----------
    visits
        Visits of one client that are in the week and made by nobody, in the order in which
        they are brought in.
    """
    best = _with_few_faces(desk, visits, _complete(desk, visits))
    if not stands_without_holds(desk, _change(best, visits)):
        best = _laid(desk, visits, (), standing=True)
    return Team(
        change=_change(best, visits),
        missing=best.missing,
        cost=best.desk.counter.quote.cost,
        faces=best.faces,
        desk=_as_laid(best.desk),
    )


def _with_few_faces(desk: OfferDesk, visits: Sequence[Visit], best: _Laid) -> _Laid:
    """The same with one face after another left out, as far as that is better."""
    banned: set[CarerId] = set()
    for _ in range(0 if best.missing else ROUNDS):
        spare = [name for name, _ in reversed(best.faces) if name not in banned]
        if not spare:
            break
        banned.add(spare[0])
        kept = {name for name, _ in best.faces}
        trial = _laid(desk, visits, banned - kept | {spare[0]})
        if trial.rank < best.rank:
            best = trial
    return best


def _change(laid: _Laid, visits: Sequence[Visit]) -> Change:
    return Change(assignments=_changed(laid.desk), visits=tuple(visits))


def _as_laid(desk: OfferDesk) -> OfferDesk:
    """A desk on which starts are those of its rota in the engine."""
    names, facts, quote = (
        desk.counter.desk.formulation.rows.visits.names,
        desk.counter.desk.facts,
        desk.counter.quote,
    )
    firsts = ((name, facts.tasks_of(unit)[0]) for unit, name in enumerate(names))
    starts = {name: int(quote.start[task]) for name, task in firsts if quote.duty[task] >= 0}
    return replace(desk, starts=starts)


def _complete(desk: OfferDesk, visits: Sequence[Visit]) -> _Laid:
    """As many visits as can be had: those that found no place come first in the next try."""
    best = _laid(desk, visits, ())
    order = list(visits)
    for _ in range(RETRIES):
        if not best.missing:
            break
        hard = {visit.id for visit in best.missing}
        order.sort(key=lambda visit: visit.id not in hard)
        trial = _laid(desk, order, ())
        if trial.rank < best.rank:
            best = trial
    return best


def _laid(
    desk: OfferDesk,
    visits: Sequence[Visit],
    without: Collection[CarerId],
    *,
    standing: bool = False,
) -> _Laid:
    """The visits brought in one by one, each at its cheapest, by anybody but some.

    With ``standing``, each at the cheapest way that holds whether or not holds lapse.
    """
    desk = replace(desk, counter=counter_of(desk.counter.desk))
    missing, tally = [], Tally[CarerId]()
    for visit in visits:
        ways = _ways(desk, visit, without)
        if standing:
            ways = [one for one in ways[:WAYS_TRIED] if _stands(desk, visits, one)][:1]
        one = ways[0] if ways else None
        if one is None:
            missing.append(visit)
            continue
        desk.counter.quote.repeat(one.task, one.way, change=one.change, most=NUDGE, keep=True)
        tally.update(desk.week.carers[row].id for row in one.carers)
    faces = tuple(sorted(tally.items(), key=lambda item: (-item[1], item[0])))
    return _Laid(desk=desk, missing=tuple(missing), faces=faces)


def _stands(desk: OfferDesk, visits: Sequence[Visit], one: Candidate) -> bool:
    """Whether what is laid so far, with one visit more, holds if everything held lapses."""
    counter = desk.counter
    found = counter.quote.repeat(one.task, one.way, change=one.change, most=NUDGE)
    assert found is not None
    duties = {put.task: put.duty for put in one.change if put.duty >= 0}
    own = counter.assignments(found.moved, duties | {one.task: one.way.duty})
    anew = {each.visit for each in own}
    before = (each for each in _changed(desk) if each.visit not in anew)
    return stands_without_holds(desk, Change(assignments=(*before, *own), visits=tuple(visits)))


def _ways(desk: OfferDesk, visit: Visit, without: Collection[CarerId]) -> list[Candidate]:
    """Ways of making a visit by anybody but some, the cheapest first."""
    allowed = desk.eligible(visit)
    for carer in without:
        allowed[desk.counter.desk.formulation.rows.carers.row(carer)] = 0
    facts = desk.counter.desk.facts
    tasks = desk.counter.desk.formulation.rows.tasks_of(visit.id)
    opens, closes = facts.earliest[tasks[0]], facts.latest[tasks[0]]
    opens, closes = _within_gaps(desk, visit, opens, closes)
    asked = Asked(
        wished=Wished(visit=visit, old=None),
        visit=visit,
        moments=moments_between(opens, closes, 300),
        allowed=allowed,
        leaving=(),
        tasks=tuple(tasks),
    )
    found = list(candidates(desk, asked))
    barred = {desk.counter.desk.formulation.rows.carers.row(carer) for carer in without}
    found = [one for one in found if not barred & set(one.carers)]
    if not found:
        found = [one for one in by_handing_over(desk, asked) if not barred & set(one.carers)]
    return sorted(found, key=lambda one: (one.way.cost, one))


def _within_gaps(desk: OfferDesk, visit: Visit, opens: int, closes: int) -> tuple[int, int]:
    """The window less what gap rules with visits already brought in forbid."""
    quote, rows = desk.counter.quote, desk.counter.desk.formulation.rows
    (task, *_) = rows.tasks_of(visit.id)
    for other, least, most in desk.counter.desk.facts.links_of[task]:
        if quote.duty[other] >= 0:
            start = int(quote.start[other])
            opens, closes = max(opens, start + least), min(closes, start + most)
    return opens, closes


def _changed(desk: OfferDesk) -> tuple[Assignment, ...]:
    """Assignments of the visits that are made otherwise than on the desk, or anew."""
    before, quote = desk.counter.desk, desk.counter.quote
    duty, start = quote.duty[: len(before.duty)], quote.start[: len(before.duty)]
    other = (duty != before.duty) | ((duty >= 0) & (start != before.start))
    moved = [Moved(task, 0, int(start[task])) for task in np.flatnonzero(other).tolist()]
    return desk.counter.assignments(moved, {})
