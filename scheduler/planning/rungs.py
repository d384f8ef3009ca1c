"""The ladder of single changes, the most harmless first; see ``least_harmful``.

Law, safeguarding, gender, gap rules and time-critical windows are never relaxed. Each
change is tried on the board in full, with nobody else moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from scheduler.domain.carer import Carer, Limits, Shift
from scheduler.domain.units import MINUTE, Seconds
from scheduler.formulate import NO_LIMIT
from scheduler.formulate.people import DAYS_A_WEEK, most_work, night_of
from scheduler.formulate.tasks import pins_of, window
from scheduler.planning.facts import Facts, changed
from scheduler.planning.insertion import Choice, cheapest
from scheduler.planning.relaxation import Case, Relaxation, RelaxationKind
from scheduler.planning.words import Why, clock, hours, minutes, weekday
from scheduler.rules.eligibility import Need, first_failure

Found = Sequence[Why]
"""What keeps each carer from the visit, by row."""


class Attempt(NamedTuple):
    """Facts with one change, the carer it is about if any, and how to tell of a choice."""

    facts: Facts
    through: int | None
    tell: Callable[[Choice], Relaxation]


Rung = Callable[[Case, Need, Found], Iterator[Attempt]]


def least_harmful(case: Case, need: Need, found: Found) -> Relaxation:
    """First rung of the ladder with an answer, and on it the cheapest answer."""
    for rung in LADDER:
        relaxation = _cheapest_of(case, rung(case, need, found))
        if relaxation is not None:
            return relaxation
    return _cover(case)


def least_harmful_through(case: Case, need: Need, carer: int, why: Why) -> Relaxation | None:
    """As ``least_harmful``, for one carer whom ``why`` stops; ``None`` where nothing helps.

    Asked only of carers whom the rules let make the visit, or would after an introduction.
    """
    found = [why if row == carer else Why.BLOCKED for row in range(len(case.week.carers))]
    for rung in LADDER:
        if why is Why.STRANGER and rung is not introduction:
            continue
        attempts = (one._replace(through=carer) for one in rung(case, need, found))
        relaxation = _cheapest_of(case, attempts)
        if relaxation is not None:
            return relaxation
    return None


def _cheapest_of(case: Case, attempts: Iterable[Attempt]) -> Relaxation | None:
    best: tuple[Choice, Attempt] | None = None
    for attempt in attempts:
        board = case.board.relaxed(attempt.facts)
        choice = cheapest(board, case.people, case.unit, attempt.through)
        if choice is not None and (best is None or choice < best[0]):
            best = choice, attempt
    return None if best is None else best[1].tell(best[0])


def as_it_stands(case: Case, need: Need, found: Found) -> Iterator[Attempt]:
    """Nothing is changed: somebody is free after all."""

    def tell(choice: Choice) -> Relaxation:
        sentence = f"{_who(case, choice)} could make it at {_when(case, choice)} as things stand."
        return _answer(case, RelaxationKind.NOTHING, choice, sentence)

    yield Attempt(case.board.facts, None, tell)


def wider_window(case: Case, need: Need, found: Found, *, by: Seconds) -> Iterator[Attempt]:
    """The visit may start this much earlier or later, within what a critical visit allows."""
    visit, facts = case.visit, case.board.facts
    if any(pin.start is not None for pin in pins_of(case.week).get(visit.id, ())):
        return
    wide = replace(visit, earliest=visit.earliest - by, latest=visit.latest + by)
    opens, closes = window(wide, (), case.week.rules.visits.critical_window)
    earliest, latest = facts.earliest, facts.latest
    for task in facts.tasks_of(case.unit):
        earliest, latest = changed(earliest, task, opens), changed(latest, task, closes)

    def tell(choice: Choice) -> Relaxation:
        start = choice.start
        late = start > visit.latest
        off = minutes(start - visit.latest if late else visit.earliest - start)
        side = "later than its window allows" if late else "earlier than its window allows"
        sentence = (
            f"If it could start at {_when(case, choice)}, {off} {side}, "
            f"{_who(case, choice)} could make it."
        )
        wider = replace(visit, earliest=min(visit.earliest, start), latest=max(visit.latest, start))
        return replace(_answer(case, RelaxationKind.WINDOW, choice, sentence), visit=wider)

    yield Attempt(replace(facts, earliest=earliest, latest=latest), None, tell)


def more_hours(case: Case, need: Need, found: Found) -> Iterator[Attempt]:
    """A carer's contract lets them work more this week, as far as the law lets them."""
    facts = case.board.facts
    for row in _stopped_by(found, Why.HOURS):
        carer = case.week.carers[row]
        unbound = replace(carer, contract=replace(carer.contract, most=NO_LIMIT))
        by_law = most_work(case.week, unbound)
        if by_law > facts.most_work[row]:
            more = replace(facts, most_work=changed(facts.most_work, row, by_law))
            yield Attempt(more, row, partial(_tell_hours, case, row, more))


def _tell_hours(case: Case, row: int, facts: Facts, choice: Choice) -> Relaxation:
    carer, days = case.week.carers[row], case.week.horizon.days
    offer = next(one for one in choice.offers if one.carer == row)
    board = case.board.relaxed(facts)
    work = board.try_task(offer.task, offer.slot.duty, offer.start).work
    most = -(-work * DAYS_A_WEEK // days)
    sentence = (
        f"If {carer.id} could work {hours(most)} a week instead of {hours(carer.contract.most)}, "
        f"{_who(case, choice)} could make it at {_when(case, choice)}."
    )
    longer = replace(carer, contract=replace(carer.contract, most=most))
    return replace(_answer(case, RelaxationKind.HOURS, choice, sentence), carer=longer)


def longer_shift(case: Case, need: Need, found: Found, *, by: Seconds) -> Iterator[Attempt]:
    """One shift of a carer begins this much earlier, or ends this much later."""
    for row in _stopped_by(found, Why.OFF, Why.BUSY):
        if first_failure(need, case.week.carers[row]) is None and _may(case, row):
            for shift in case.week.shifts_of[case.week.carers[row].id]:
                for longer in _longer(case, shift, by):
                    yield _with_shift(case, row, longer)


def _longer(case: Case, shift: Shift, by: Seconds) -> Iterator[Shift]:
    """The shift begun earlier and the shift ended later, where the visit could then fit."""
    own, horizon = case.week.shifts_of[shift.carer], case.week.horizon
    at = own.index(shift)
    begins = max(shift.start - by, own[at - 1].end if at else shift.start - by)
    last = at + 1 == len(own)
    ends = shift.end + by if last else min(shift.end + by, own[at + 1].start)
    opens, closes = case.board.window(case.unit)
    touches = begins <= closes and opens + case.visit.length <= ends
    if touches and begins < shift.start and horizon.day_of(begins) == shift.day:
        yield replace(shift, start=begins)
    if touches and ends > shift.end:
        yield replace(shift, end=ends)


def _with_shift(case: Case, row: int, longer: Shift) -> Attempt:
    facts, duty = case.board.facts, case.formulation.rows.duties.row(longer.id)
    nights = list(facts.night)
    nights[duty] = night_of(case.week.horizon, case.week.rules.night, longer)
    relaxed = replace(
        facts,
        duty_start=changed(facts.duty_start, duty, longer.start),
        duty_end=changed(facts.duty_end, duty, longer.end),
        night=nights,
    )
    return Attempt(relaxed, row, partial(_tell_shift, case, longer))


def _tell_shift(case: Case, longer: Shift, choice: Choice) -> Relaxation:
    week, shift = case.week, case.week.shift[longer.id]
    offer = next(o for o in choice.offers if week.carers[o.carer].id == shift.carer)
    ends = offer.start + case.board.facts.duration[offer.task]
    begun = replace(shift, start=min(shift.start, offer.start), end=max(shift.end, ends))
    side, new, old = "begin", begun.start, shift.start
    if longer.start == shift.start:
        side, new, old = "end", begun.end, shift.end
    sentence = (
        f"If the {weekday(week.horizon, old)} shift of {shift.carer} could {side} at "
        f"{clock(week.horizon, new)} instead of {clock(week.horizon, old)}, "
        f"{_who(case, choice)} could make it at {_when(case, choice)}."
    )
    return replace(_answer(case, RelaxationKind.SHIFT, choice, sentence), shift=begun)


def more_declared(case: Case, need: Need, found: Found) -> Iterator[Attempt]:
    """A carer agrees to one visit more that day, or to one day more that week."""
    facts = case.board.facts
    for row in _stopped_by(found, Why.HOURS):
        limits = case.week.carers[row].limits
        if limits.visits_a_day is not None:
            asked = replace(limits, visits_a_day=limits.visits_a_day + 1)
            more = changed(facts.most_visits, row, limits.visits_a_day + 1)
            tell = partial(_tell_declared, case, row, asked, "one visit more a day")
            yield Attempt(replace(facts, most_visits=more), row, tell)
        if limits.days < DAYS_A_WEEK:
            asked = replace(limits, days=limits.days + 1)
            more = changed(facts.most_days, row, limits.days + 1)
            tell = partial(_tell_declared, case, row, asked, "one day more that week")
            yield Attempt(replace(facts, most_days=more), row, tell)


def _tell_declared(case: Case, row: int, asked: Limits, what: str, choice: Choice) -> Relaxation:
    carer: Carer = replace(case.week.carers[row], limits=asked)
    sentence = (
        f"If {carer.id} agreed to {what}, {_who(case, choice)} could make it at "
        f"{_when(case, choice)}."
    )
    return replace(_answer(case, RelaxationKind.DECLARED, choice, sentence), carer=carer)


def introduction(case: Case, need: Need, found: Found) -> Iterator[Attempt]:
    """A carer is introduced to the client first, and joins the team: no stranger any more."""
    if any(pin.carers for pin in pins_of(case.week).get(case.visit.id, ())):
        return
    for row in _stopped_by(found, Why.STRANGER):
        yield Attempt(case.board.facts, row, partial(_tell_introduction, case, row))


def _tell_introduction(case: Case, row: int, choice: Choice) -> Relaxation:
    carer, client = case.week.carers[row], case.week.client[case.visit.client]
    sentence = (
        f"If {carer.id} were introduced to client {client.id} first, {_who(case, choice)} could "
        f"make it at {_when(case, choice)}."
    )
    known = replace(client, team=(*client.team, carer.id))
    return replace(_answer(case, RelaxationKind.INTRODUCTION, choice, sentence), client=known)


LADDER: tuple[Rung, ...] = (
    as_it_stands,
    partial(wider_window, by=15 * MINUTE),
    partial(wider_window, by=30 * MINUTE),
    more_hours,
    partial(longer_shift, by=15 * MINUTE),
    partial(longer_shift, by=30 * MINUTE),
    partial(wider_window, by=60 * MINUTE),
    partial(longer_shift, by=60 * MINUTE),
    more_declared,
    introduction,
)
"""What is tried, in order of harmlessness."""


def _cover(case: Case) -> Relaxation:
    """Where no single change helps: what would have to come from outside the team."""
    visit, horizon = case.visit, case.week.horizon
    skills = "".join(f", {name} at level {level}" for name, level in visit.skills)
    many = "one carer" if visit.carers == 1 else "two carers"
    span = f"{clock(horizon, visit.agreed)} to {clock(horizon, visit.agreed + visit.length)}"
    sentence = (
        f"No single change is enough; it needs cover from outside the rota: {many}{skills}, "
        f"{weekday(horizon, visit.agreed)} {span}."
    )
    return Relaxation(kind=RelaxationKind.COVER, sentence=sentence)


def _stopped_by(found: Found, *whys: Why) -> list[int]:
    """Carers whom one of ``whys`` keeps from the visit."""
    return [row for row, why in enumerate(found) if why in whys]


def _may(case: Case, row: int) -> bool:
    """Whether the engine would let the carer make some part; pins may forbid it."""
    facts = case.board.facts
    return any(facts.may(task, row) for task in facts.tasks_of(case.unit))


def _answer(case: Case, kind: RelaxationKind, choice: Choice, sentence: str) -> Relaxation:
    names = case.formulation.rows.carers.names
    carers = tuple(names[offer.carer] for offer in choice.offers)
    return Relaxation(kind=kind, sentence=sentence, carers=carers, start=choice.start)


def _who(case: Case, choice: Choice) -> str:
    names = case.formulation.rows.carers.names
    return " and ".join(names[offer.carer] for offer in choice.offers)


def _when(case: Case, choice: Choice) -> str:
    return clock(case.week.horizon, choice.start)
