"""A plan for the carers who are left: red visits first, then by rules agreed beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.domain.client import Rag
from scheduler.domain.errors import InputError
from scheduler.domain.events import Fact, Merged, Unavailable, Wider
from scheduler.domain.rota import Assignment, Rota, Stage
from scheduler.domain.units import CarerId, ClientId, Day, Moment, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate, solution_of
from scheduler.interpret import rota_of
from scheduler.planning.reasons import Reason, reasons_of
from scheduler.planning.repair.facts import week_with
from scheduler.planning.repair.knock_on import is_red
from scheduler.planning.repair.search import Effort
from scheduler.planning.robust.agreed import merged, wider
from scheduler.planning.robust.without import about_red, safe
from scheduler.referee import Verdict, judge
from scheduler.rules.prices import Tier
from solver.model import Problem
from solver.params import Params
from solver.solve import solve
from solver.stop import Budget

USUAL = Effort(iterations=600_000)
MAKING_ROOM = Params(fit_share_warm=0.2)
"""Whoever has to be seen comes before everybody's wishes, and before staying as it was."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Emergency:
    """A plan for some of the carers.

    Parameters
    ----------
    carers
        Those who are left.
    week
        As it is then: their shifts alone, windows and calls by the rules that were used.
    facts
        Who does not work, and every rule used: what leads from the week given to this one.
    """

    carers: tuple[CarerId, ...]
    week: Week
    rota: Rota
    verdict: Verdict
    facts: tuple[Fact, ...]

    @property
    def rules_used(self) -> tuple[Wider | Merged, ...]:
        """Rules that changed a visit due: outside its old window, or two calls as one.

        A wider window of a call that was made one with another is part of that.
        """
        due = self.week.visit
        return tuple(
            fact
            for fact in self.facts
            if isinstance(fact, Merged) or (isinstance(fact, Wider) and fact.visit in due)
        )

    @cached_property
    def left_out(self) -> tuple[Visit, ...]:
        """Visits nobody makes, in the week's order."""
        made = {one.visit for one in self.rota.assignments}
        return tuple(visit for visit in self.week.visits if visit.id not in made)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why nobody makes them."""
        return reasons_of(formulate(self.week), self.rota)

    def left_out_by(self, *rags: Rag) -> int:
        """How many visits nobody makes are of clients at some risk, red ones left aside."""
        red = {one.id for one in self.left_out if is_red(self.week, one.id)}
        return sum(
            self.week.client[one.client].rag in rags and one.id not in red for one in self.left_out
        )

    @property
    def red_left_out(self) -> int:
        """How many visits nobody makes are time-critical or of clients at red risk."""
        return sum(is_red(self.week, one.id) for one in self.left_out)


def most_needed(week: Week, rota: Rota, count: int) -> tuple[CarerId, ...]:
    """The carers whose rounds hold most red care now, then most care; equals by id.

    Raises
    ------
    InputError
        If there are not so many, or none is asked for.
    """
    if not 1 <= count <= len(week.carers):
        raise InputError(
            f"Of {len(week.carers)} carers {count} cannot be left.\n"
            f"Maybe give a number from 1 to {len(week.carers)}."
        )
    red: Counter[CarerId] = Counter()
    care: Counter[CarerId] = Counter()
    for one in rota.assignments:
        for part, carer in enumerate(one.carers):
            lasts = week.visit[one.visit].length_of_part(part)
            care[carer] += lasts
            red[carer] += lasts * is_red(week, one.visit)
    ranked = sorted((carer.id for carer in week.carers), key=lambda c: (-red[c], -care[c], c))
    return tuple(sorted(ranked[:count]))


def emergency(
    week: Week, rota: Rota, left: Collection[CarerId], effort: Effort = USUAL
) -> Emergency:
    """Plan a week for the carers who are left.

    Where the search leaves a red visit out, red visits are planned alone and the others about
    them. Rules are used step by step, and only while visits are left out: first nothing is
    changed; then windows are widened; then calls of clients with a visit left out are made
    one; then those of everybody on such days. Each step begins with the best rota so
    far, and of all the one is given that leaves out fewest red visits, then fewest calls. The
    rules agreed are about two calls of a day, so a visit that is two calls already stays.

    Raises
    ------
    InputError
        If somebody left is not of this week.
    """
    unknown = sorted(set(left) - set(week.carer))
    if unknown:
        raise InputError("\n".join(f"No carer of this period has the id {one}." for one in unknown))
    facts: tuple[Fact, ...] = tuple(_absences(week, set(left)))
    best = found = _red_first(week, facts, rota, effort)
    for step in (_wider, _merged_for_left_out, _merged_on_days):
        more = tuple(step(found)) if best.left_out and not effort.is_halted else ()
        if more:
            plan = _red_first if best.red_left_out else _planned
            found = plan(week, (*found.facts, *more), best.rota, effort)
            best = min(best, found, key=_missed)
    return replace(_only_used(week, best), carers=tuple(sorted(left)))


def _missed(found: Emergency) -> tuple[int, int]:
    """Red visits, then calls of the week given, that nobody makes; of equals the first is kept."""
    once = _made_one(found)
    return found.red_left_out, sum(2 if one.id in once else 1 for one in found.left_out)


def _absences(week: Week, left: set[CarerId]) -> Iterator[Unavailable]:
    ends = max([week.horizon.end, *(shift.end for shift in week.shifts)])
    for carer in week.carers:
        if carer.id not in left and week.shifts_of[carer.id]:
            yield Unavailable(carer=carer.id, start=0, end=ends)


def _wider(found: Emergency) -> Iterator[Fact]:
    return wider(found.week)


def _merged_for_left_out(found: Emergency) -> Iterator[Fact]:
    """Calls of clients with a visit left out, on its day."""
    return merged(found.week, {(one.client, one.day) for one in found.left_out}, _made_one(found))


def _merged_on_days(found: Emergency) -> Iterator[Fact]:
    """Calls of everybody on days with a visit left out."""
    days: set[Day] = {one.day for one in found.left_out}
    everybody: set[tuple[ClientId, Day]] = {
        (client.id, day) for client in found.week.clients for day in days
    }
    return merged(found.week, everybody, _made_one(found))


def _made_one(found: Emergency) -> frozenset[VisitId]:
    """Visits that are two calls already."""
    return frozenset(fact.visit for fact in found.facts if isinstance(fact, Merged))


def _red_first(week: Week, facts: tuple[Fact, ...], rota: Rota, effort: Effort) -> Emergency:
    """A plan from the rota in force; where it leaves red visits out, one built round these.

    A rota in force full of other visits can keep red ones out for as long as anybody searches.
    What of it fits beside the red plan stays; only where that costs a red visit nothing does.
    """
    found = _planned(week, facts, rota, effort)
    if not found.red_left_out or effort.is_halted:
        return found
    alone = _planned(red_alone(week), facts, rota, effort)
    red = frozenset(one.id for one in week.visits if is_red(week, one.id))
    round_it = about_red(found.week, alone.rota, rota, red)
    about = _planned(week, facts, round_it, effort, reference=rota)
    if about.red_left_out > alone.red_left_out:
        about = _planned(week, facts, alone.rota, effort, reference=rota)
    return min(found, about, key=_missed)


def red_alone(week: Week) -> Week:
    """The week with its red visits alone, and what is said of these."""
    red = {visit.id for visit in week.visits if is_red(week, visit.id)}
    return replace(
        week,
        visits=tuple(visit for visit in week.visits if visit.id in red),
        gaps=tuple(gap for gap in week.gaps if {gap.first, gap.second} <= red),
        pins=tuple(pin for pin in week.pins if pin.visit in red),
    )


def _planned(
    week: Week,
    facts: tuple[Fact, ...],
    rota: Rota,
    effort: Effort,
    reference: Rota | None = None,
) -> Emergency:
    """A search from a rota, as far as it fits the week the facts lead to.

    Changes are counted against ``reference``, by default the rota begun with.
    """
    less = _without_pins_of_absent(week_with(week, facts))
    kept = tuple(_carried(less, rota))
    known = kept if reference is None else tuple(_carried(less, reference))
    now = replace(less, reference=Rota(assignments=known, stage=Stage.DRAFT))
    formulation = formulate(now)
    result = solve(
        red_before_all(formulation),
        Budget(iterations=effort.iterations),
        seed=effort.seed,
        threads=effort.threads,
        params=MAKING_ROOM,
        halt=effort.halt,
        warm=solution_of(formulation, replace(rota, assignments=kept)),
    )
    found = rota_of(formulation, result.solution.duty, result.solution.start)
    return Emergency(carers=(), week=now, rota=found, verdict=judge(now, found), facts=facts)


def red_before_all(formulation: Formulation) -> Problem:
    """The problem in which no number of other visits makes up for a red one left out."""
    problem, week = safe(formulation.problem), formulation.week
    tiers = problem.unit_left_out_tier.copy()
    for unit, visit in enumerate(formulation.rows.visits.names):
        if is_red(week, visit):
            tiers[unit] = Tier.SAFETY
    return replace(problem, unit_left_out_tier=tiers)


def _without_pins_of_absent(week: Week) -> Week:
    """The week without pins on carers who have no shift."""
    gone = {carer.id for carer in week.carers if not week.shifts_of[carer.id]}
    return replace(
        week,
        pins=tuple(pin for pin in week.pins if not gone & set(pin.carers)),
        run_pins=(),
    )


def _carried(week: Week, rota: Rota) -> Iterator[Assignment]:
    """Assignments of visits still due as they were.

    Calls made one are brought in anew: longer than the first of them, they would not fit in its
    place, and where one visit does not fit, others of the rota are refused as well, red ones too.
    """
    return (one for one in rota.assignments if one.visit in week.visit)


def _only_used(week: Week, found: Emergency) -> Emergency:
    """The same plan with windows widened only where it starts outside the old one."""
    made = {one.visit: one.start for one in found.rota.assignments}
    merged_away = {old for f in found.facts if isinstance(f, Merged) for old in (f.first, f.second)}
    facts = tuple(
        fact
        for fact in found.facts
        if not isinstance(fact, Wider)
        or fact.visit in merged_away
        or _is_outside(week.visit[fact.visit], made.get(fact.visit))
    )
    reference = found.week.reference
    now = replace(_without_pins_of_absent(week_with(week, facts)), reference=reference)
    return replace(found, week=now, facts=facts, verdict=judge(now, found.rota))


def _is_outside(visit: Visit, start: Moment | None) -> bool:
    return start is not None and not visit.earliest <= start <= visit.latest
