"""The whole answer about one visit."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from scheduler.domain.errors import InputError
from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import CarerId, VisitId
from scheduler.domain.week import Week
from scheduler.formulate.tasks import pins_of
from scheduler.planning.desk import Desk, desk_of, desk_with
from scheduler.planning.explain.instead import Instead, possible
from scheduler.planning.explain.parts import price_in_words
from scheduler.planning.explain.refusal import refusal
from scheduler.planning.reasons import Reason, reasons_of
from scheduler.planning.relaxation import Case
from scheduler.planning.whatif import Counter, counter_of
from scheduler.planning.words import MEANING, Why, clock, visit_in_words
from scheduler.rules.eligibility import Need, needs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a visit is made by whom it is, or by nobody.

    Parameters
    ----------
    made
        As the rota has it; ``None`` where nobody makes it.
    others
        Everybody else, for each carer of the visit in turn: those who could first, the least
        costly before the others, then those who could not, by what is in the way.
    reason
        Of a visit nobody makes: counts of carers by what stops them, and the least that helps.
    sentences
        The answer in short, for a planner.
    """

    visit: VisitId
    made: Assignment | None
    others: tuple[Instead, ...]
    reason: Reason | None
    sentences: tuple[str, ...]

    def counts(self, of: CarerId | None = None) -> Mapping[Why, int]:
        """How many carers each word stops from coming in place of one, commonest first."""
        found = Tally(one.why for one in self.others if one.of == of)
        return dict(found.most_common())


def explain(week: Week, rota: Rota, visit: VisitId) -> Explanation:
    """Why this carer, why not each other one, and what would have to change.

    Raises
    ------
    InputError
        If there is no such visit, the week cannot be formulated, or the rota is not legal.
    """
    return explain_on(counter_of(desk_of(week, rota)), visit)


def explain_on(counter: Counter, visit: VisitId) -> Explanation:
    """As ``explain``, on a desk that is laid out already."""
    desk = counter.desk
    if visit not in desk.formulation.rows.visits:
        raise InputError(f"There is no visit {visit} in this week.\n{_like(desk, visit)}")
    made = next((one for one in desk.rota.assignments if one.visit == visit), None)
    unit = desk.formulation.rows.visits.row(visit)
    if made is None or counter.quote.duty[desk.facts.tasks_of(unit)[0]] < 0:
        return _of_unallocated(counter, visit, unit)
    (need,) = needs_of(desk.week, (desk.week.visit[visit],))
    refuse = _Refusals(_without(desk, visit, unit), need)
    others = tuple(
        one for part in range(len(made.carers)) for one in _in_place_of(counter, refuse, part, made)
    )
    return Explanation(
        visit=visit,
        made=made,
        others=others,
        reason=None,
        sentences=tuple(_sentences(desk, made, others)),
    )


def _of_unallocated(counter: Counter, visit: VisitId, unit: int) -> Explanation:
    """Why nobody makes a visit; who could with others nudged, where it takes one carer."""
    desk = counter.desk
    (reason,) = reasons_of(
        desk.formulation, replace(desk.rota, assignments=_rest(desk.rota, visit)), [visit]
    )
    (need,) = needs_of(desk.week, (desk.week.visit[visit],))
    refuse = _Refusals(_without(desk, visit, unit), need)
    could: Mapping[int, Instead] = {}
    if desk.week.visit[visit].carers == 1:
        could = possible(counter, unit, 0)
    others = tuple(_ordered(refuse, could, None, range(len(desk.week.carers))))
    sentences = [reason.sentence]
    if could:
        best = min(could.values(), key=_by_cost)
        sentences.append(f"Carer {best.carer} {best.sentence}")
    return Explanation(
        visit=visit, made=None, others=others, reason=reason, sentences=tuple(sentences)
    )


def _rest(rota: Rota, visit: VisitId) -> tuple[Assignment, ...]:
    return tuple(one for one in rota.assignments if one.visit != visit)


def _without(desk: Desk, visit: VisitId, unit: int) -> Case:
    """The case of the visit, as if nobody made it."""
    rota = replace(desk.rota, assignments=_rest(desk.rota, visit))
    bare = desk_with(desk.formulation, rota)
    return Case(desk.formulation, bare.board, bare.people, unit)


class _Refusals:
    """Why each carer cannot make a visit: the same whoever they would come in place of."""

    def __init__(self, case: Case, need: Need) -> None:
        self.case = case
        self._need = need
        self._known: dict[int, Instead] = {}

    def __call__(self, carer: int, of: CarerId | None) -> Instead:
        if carer not in self._known:
            self._known[carer] = refusal(self.case, self._need, carer, of)
        return replace(self._known[carer], of=of)


def _in_place_of(
    counter: Counter, refuse: _Refusals, part: int, made: Assignment
) -> Iterator[Instead]:
    carers = counter.desk.formulation.rows.carers
    could = possible(counter, refuse.case.unit, part)
    own = {carers.row(carer) for carer in made.carers}
    rest = [row for row in range(len(carers)) if row not in own]
    return _ordered(refuse, could, made.carers[part], rest)


def _ordered(
    refuse: _Refusals,
    could: Mapping[int, Instead],
    of: CarerId | None,
    rows: range | list[int],
) -> Iterator[Instead]:
    """Those who could come, cheapest first, then those who could not, nearest to it first."""
    able = [one for one in could.values() if one.change is not None]
    yield from sorted(able, key=_by_cost)
    refused = [one for one in could.values() if one.change is None]
    refused += [refuse(row, of) for row in rows if row not in could]
    depth = {why: number for number, why in enumerate(Why)}
    yield from sorted(refused, key=lambda one: (-depth[one.why], one.carer))


def _by_cost(one: Instead) -> tuple[tuple[int, ...], CarerId]:
    return one.cost, one.carer


def _sentences(desk: Desk, made: Assignment, others: tuple[Instead, ...]) -> Iterator[str]:
    horizon, visit = desk.week.horizon, desk.week.visit[made.visit]
    agreed = "as agreed" if made.start == visit.agreed else f"agreed {clock(horizon, visit.agreed)}"
    who = " and ".join(made.carers)
    noun = "carer" if len(made.carers) == 1 else "carers"
    what = visit_in_words(horizon, visit)
    what = what[0].upper() + what[1:]
    yield f"{what} is made by {noun} {who} at {clock(horizon, made.start)} ({agreed})."
    pinned = {carer for pin in pins_of(desk.week).get(made.visit, ()) for carer in pin.carers}
    for carer in made.carers:
        if carer in pinned:
            yield f"Carer {carer} is pinned to it."
        yield _against_the_next(carer, [one for one in others if one.of == carer])


def _against_the_next(carer: CarerId, others: list[Instead]) -> str:
    """Why one carer rather than the next best."""
    able = [one for one in others if one.change is not None]
    if not able:
        tally = Tally(one.why for one in others)
        listed = ", ".join(f"{count} {MEANING[why]}" for why, count in tally.most_common())
        return f"Nobody else could come in place of {carer}: {listed or 'there is nobody else'}."
    best = able[0]
    return (
        f"Why {carer}: of {len(able)} others who could come, the next best is {best.carer}, "
        f"{price_in_words(best.parts)}."
    )


def _like(desk: Desk, visit: str) -> str:
    """Visits somebody may have meant."""
    client = visit.split("-", maxsplit=1)[0]
    own = [one.id for one in desk.week.visits if one.client == client][:3]
    if own:
        return f"Maybe one of the visits of client {client}: {', '.join(own)}."
    return "Maybe look its id up in rota.csv or unallocated.csv."
