"""Why a visit is unallocated: what stands in each carer's way, and the least that would help.

The rota is taken as it stands: nobody is moved to make room. Counts add up to the number
of carers, so nobody is passed over in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.domain.rota import Rota
from scheduler.domain.units import Moment, VisitId
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate
from scheduler.planning.board import Board
from scheduler.planning.days import Limit
from scheduler.planning.desk import desk_with
from scheduler.planning.insertion import candidate_starts
from scheduler.planning.relaxation import Case, Relaxation
from scheduler.planning.rungs import least_harmful
from scheduler.planning.words import MEANING, Why, visit_in_words
from scheduler.rules.eligibility import Need, first_failure, needs_of

DEPTH = {why: depth for depth, why in enumerate(Why)}
"""How far a carer gets before being stopped; the furthest counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one visit is unallocated.

    Parameters
    ----------
    counts
        How many carers each word stops, commonest first; they add up to all carers.
    relaxation
        The most harmless single change that would let somebody make it.
    sentence
        Counts and relaxation for a planner.
    """

    visit: VisitId
    counts: Mapping[Why, int]
    relaxation: Relaxation
    sentence: str


def reasons(week: Week, rota: Rota, visits: Iterable[VisitId] | None = None) -> tuple[Reason, ...]:
    """Reason for each unallocated visit, or for those of ``visits``, in the week's order.

    Raises
    ------
    InputError
        As ``formulate``.
    """
    return reasons_of(formulate(week), rota, visits)


def reasons_of(
    formulation: Formulation, rota: Rota, visits: Iterable[VisitId] | None = None
) -> tuple[Reason, ...]:
    """As ``reasons``, for a week that is already formulated."""
    week, made = formulation.week, {one.visit for one in rota.assignments}
    wanted = None if visits is None else set(visits)
    open_visits = tuple(
        visit
        for visit in week.visits
        if visit.id not in made and (wanted is None or visit.id in wanted)
    )
    desk, row = desk_with(formulation, rota), formulation.rows.visits.row
    return tuple(
        _reason(Case(formulation, desk.board, desk.people, row(visit.id)), need)
        for visit, need in zip(open_visits, needs_of(week, open_visits), strict=True)
    )


def _reason(case: Case, need: Need) -> Reason:
    found = [why_not(case, need, carer) for carer in range(len(case.week.carers))]
    relaxation = least_harmful(case, need, found)
    if relaxation.is_needed and Why.FREE in found:
        found = [Why.PARTNER if why is Why.FREE else why for why in found]
    counts = dict(sorted(Counter(found).items(), key=lambda item: (-item[1], DEPTH[item[0]])))
    listed = ", ".join(f"{count} {MEANING[why]}" for why, count in counts.items())
    what = visit_in_words(case.week.horizon, case.visit)
    return Reason(
        visit=case.visit.id,
        counts=counts,
        relaxation=relaxation,
        sentence=f"Nobody makes {what}. Carers: {listed or 'none'}. {relaxation.sentence}",
    )


def why_not(case: Case, need: Need, carer: int) -> Why:
    """What keeps one carer from the visit; ``FREE`` if nothing does."""
    facts, (opens, closes) = case.board.facts, case.board.window(case.unit)
    if opens > closes:
        return Why.WINDOW
    tasks = facts.tasks_of(case.unit)
    open_duties = [
        (task, duty)
        for task in tasks
        for duty in facts.duties_of[carer]
        if max(opens, facts.duty_start[duty])
        <= min(closes, facts.duty_end[duty] - facts.duration[task])
    ]
    if not open_duties:
        return Why.OFF
    rule = first_failure(need, case.week.carers[carer])
    if rule is not None:
        return Why(rule.REASON)
    if not any(facts.may(task, carer) for task in tasks):
        return Why.PINNED
    return max((_in_duty(case, *one) for one in open_duties), key=DEPTH.__getitem__)


def _in_duty(case: Case, task: int, duty: int) -> Why:
    """How far the carer of a duty gets with one part of the visit."""
    board = case.board
    slots = list(board.slots(task, duty, board.window(case.unit)))
    tried = [start for slot in slots for start in candidate_starts(board.facts, case.unit, [slot])]
    return _furthest(board, task, duty, tried)


def why_tried(board: Board, task: int, duty: int, starts: Sequence[Moment]) -> Why:
    """How far the carer of a duty gets with a task at one of ``starts``, in ascending order."""
    slots = list(board.slots(task, duty, (starts[0], starts[-1])))
    tried = [start for start in starts if any(slot.opens <= start <= slot.closes for slot in slots)]
    return _furthest(board, task, duty, tried)


def _furthest(board: Board, task: int, duty: int, starts: Iterable[Moment]) -> Why:
    """What stops a carer at starts that fit the round; too far or busy where there are none."""
    furthest = Why.BUSY if board.is_near(task, duty) else Why.TRAVEL
    for start in starts:
        trial = board.try_task(task, duty, start)
        if trial.limit is not None:
            found = Why.HOURS if trial.limit is Limit.HOURS else Why.REST
        else:
            found = Why.BREAK if trial.loses_break else Why.FREE
        furthest = max(furthest, found, key=DEPTH.__getitem__)
    return furthest
