"""N-1: the week without any one carer, really planned again, to see that red visits are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scheduler.domain.rota import Rota, Stage
from scheduler.domain.units import CarerId, VisitId
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate, solution_of
from scheduler.interpret import rota_of
from scheduler.planning.reasons import Reason, reasons_of
from scheduler.planning.repair.knock_on import is_red
from scheduler.planning.repair.narrow import BREAKS_AS_VISITS
from scheduler.planning.repair.search import CALM, Effort
from scheduler.referee import judge
from scheduler.rules.prices import Tier
from solver.model import Problem, Term
from solver.result import Progress
from solver.solve import solve
from solver.stop import Budget


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """The week without one carer.

    Parameters
    ----------
    red
        Red visits the carer makes: time-critical, or of a client at red risk.
    gaps
        Red visits that no rota found covers though the rota in force does, with the reason.
    moved, left_out
        In the rota found: visits made by others than now besides the carer's own, and visits
        of any risk nobody makes that somebody makes now. The search is short, so a longer one
        would leave out fewer.
    legal
        Whether the referee finds nothing wrong with that rota but what was wrong before.
    """

    carer: CarerId
    red: int
    gaps: tuple[Reason, ...]
    moved: int
    left_out: int
    legal: bool

    @property
    def is_covered(self) -> bool:
        """Whether every red visit is still made, lawfully."""
        return self.legal and not self.gaps


def without_each(
    week: Week,
    rota: Rota,
    carers: Iterable[CarerId] | None = None,
    effort: Effort | None = None,
) -> Iterator[Without]:
    """The week without each of ``carers``, by default of all who work, in the week's order."""
    busy = {carer for one in rota.assignments for carer in one.carers}
    wanted = busy if carers is None else set(carers)
    known = frozenset(judge(week, rota).codes())
    for carer in week.carers:
        if carer.id in wanted:
            yield _without(week, rota, carer.id, (known, effort or Effort()))


def _without(week: Week, rota: Rota, carer: CarerId, how: tuple[frozenset[str], Effort]) -> Without:
    known, effort = how
    less = week_without(week, {carer})
    formulation = formulate(less)
    kept = tuple(one for one in rota.assignments if carer not in one.carers)
    red = _red_made(week, rota)
    found = _planned(formulation, replace(rota, assignments=kept), red, effort)
    made = {one.visit for one in found.assignments}
    gaps = [visit for visit in red if visit not in made]
    own = {one.visit for one in rota.assignments if carer in one.carers}
    then = {one.visit: set(one.carers) for one in rota.assignments}
    return Without(
        carer=carer,
        red=len(red & own),
        gaps=reasons_of(formulation, found, gaps) if gaps else (),
        moved=sum(
            one.visit not in own and set(one.carers) != then.get(one.visit, set(one.carers))
            for one in found.assignments
        ),
        left_out=sum(visit not in made for visit in then),
        legal=set(judge(less, found).codes()) <= known,
    )


def week_without(week: Week, carers: Iterable[CarerId]) -> Week:
    """The week in which some carers do not work; pins that need them go."""
    gone = set(carers)
    return replace(
        week,
        shifts=tuple(shift for shift in week.shifts if shift.carer not in gone),
        pins=tuple(pin for pin in week.pins if not gone & set(pin.carers)),
        run_pins=tuple(run for run in week.run_pins if run.carer not in gone),
        reference=week.reference,
    )


def _red_made(week: Week, rota: Rota) -> frozenset[VisitId]:
    """Red visits that somebody makes."""
    return frozenset(one.visit for one in rota.assignments if is_red(week, one.visit))


def _planned(formulation: Formulation, rota: Rota, red: frozenset[VisitId], effort: Effort) -> Rota:
    """A rota that covers as many red visits as the search finds; it ends once all are.

    Where some are not, the days they lie on are planned anew from their red visits alone; in
    the end the whole week is. What was planned anew is then brought back towards the rota in
    force, and other visits back in.
    """
    visits = formulation.week.visit
    best = _searched(formulation, rota, red, effort)
    for days in (None, frozenset(visit.day for visit in visits.values())):
        missing = red - {one.visit for one in best.assignments}
        if not missing:
            return best
        anew = {visits[visit].day for visit in missing} if days is None else days
        kept = [a for a in rota.assignments if a.visit in red or visits[a.visit].day not in anew]
        found = _searched(formulation, replace(rota, assignments=tuple(kept)), red, effort)
        if len(red - {one.visit for one in found.assignments}) < len(missing):
            best = brought_back(formulation, found, rota, effort)
    return best


def brought_back(formulation: Formulation, found: Rota, rota: Rota, effort: Effort) -> Rota:
    """A rota with as many visits as one more search brings in, each change of carers priced.

    It never gives up a red visit: the search begins with what was found and is judged by it.
    """
    priced = replace(rota, stage=Stage.PUBLISHED)
    known = formulate(replace(formulation.week, reference=priced))
    return _searched(known, found, None, effort)


def _searched(
    formulation: Formulation, rota: Rota, red: frozenset[VisitId] | None, effort: Effort
) -> Rota:
    """A search from a rota, ended once all ``red`` visits are made, or never where ``None``."""
    harm = -1 if red is None else _harm_of_others(formulation, red)

    def covered(progress: Progress) -> bool:
        return progress.cost[Tier.SAFETY] > harm

    result = solve(
        safe(formulation.problem),
        Budget(iterations=effort.iterations),
        seed=effort.seed,
        threads=effort.threads,
        params=CALM,
        watch=covered,
        halt=effort.halt,
        warm=solution_of(formulation, rota),
    )
    return rota_of(formulation, result.solution.duty, result.solution.start)


def safe(problem: Problem) -> Problem:
    """The problem in which no visit is worth a due break: what is found is then lawful."""
    tiers = problem.tier_of_term.copy()
    tiers[Term.BREAK_MISSING] = Tier.SAFETY
    gravest = BREAKS_AS_VISITS * int(problem.unit_left_out.max(initial=1))
    return replace(problem, tier_of_term=tiers, break_missing=gravest)


def _harm_of_others(formulation: Formulation, red: frozenset[VisitId]) -> int:
    """Points of safety that are lost anyway: red visits nobody makes now."""
    problem, names = formulation.problem, formulation.rows.visits.names
    return sum(
        int(problem.unit_left_out[unit])
        for unit, visit in enumerate(names)
        if visit not in red and int(problem.unit_left_out_tier[unit]) == Tier.SAFETY
    )
