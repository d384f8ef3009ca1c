"""N-1: the week without any one carer, really planned again, to see that red visits are made.

It reaches no further than it must: first what is missing is added to the rota in force, then what
lies near it makes way, then its days, at last the week.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from scheduler.domain.rota import Assignment, Rota, Stage
from scheduler.domain.units import HOUR, MINUTE, CarerId, Moment, Seconds, VisitId
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

NEAR: Seconds = 2 * HOUR
"""How far from a missing visit others make way for it before a whole day does."""

TO_SPARE: Seconds = 15 * MINUTE
"""Between a red visit put in and the next kept beside it: about one way."""

Reach = Callable[[Assignment], bool]
"""Whether what is planned makes way for what is missing."""


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

    Every change of the rota in force has its price. Where some red visits are not covered, others
    near them make way, then all others of their days, in the end of the week. What made way is
    then brought back.
    """
    known = _priced(formulation, rota)
    best = _searched(known, rota, red, effort)
    for reach in (_near, _of_days, _anywhere):
        missing = red - {one.visit for one in best.assignments}
        if not missing:
            return best
        gives_way = reach(formulation.week, missing)
        kept = [a for a in rota.assignments if a.visit in red or not gives_way(a)]
        found = _searched(known, replace(rota, assignments=tuple(kept)), red, effort)
        if len(red - {one.visit for one in found.assignments}) < len(missing):
            best = brought_back(formulation, found, rota, red, effort)
    return best


def _near(week: Week, missing: frozenset[VisitId]) -> Reach:
    """What begins shortly before, during or after the time at which a visit is missing."""
    spells = [
        (visit.earliest - NEAR, visit.latest + visit.length + NEAR)
        for visit in (week.visit[name] for name in missing)
    ]
    return lambda one: any(opens <= one.start <= closes for opens, closes in spells)


def _of_days(week: Week, missing: frozenset[VisitId]) -> Reach:
    """What lies on a day on which a visit is missing."""
    days = {week.visit[name].day for name in missing}
    return lambda one: week.visit[one.visit].day in days


def _anywhere(_week: Week, _missing: frozenset[VisitId]) -> Reach:
    """Everything."""
    return lambda _: True


def _priced(formulation: Formulation, rota: Rota) -> Formulation:
    """The same week, with each departure from a rota at the price of a published one."""
    priced = replace(rota, stage=Stage.PUBLISHED)
    return formulate(replace(formulation.week, reference=priced))


def brought_back(
    formulation: Formulation, found: Rota, rota: Rota, red: frozenset[VisitId], effort: Effort
) -> Rota:
    """A rota with as many visits as one more search brings in, each change of carers priced.

    It begins with the rota in force about the red visits as they were found, so that few others
    change hands; with what was found, where that would give up a red visit.
    """
    known = _priced(formulation, rota)
    wanted = red & {one.visit for one in found.assignments}
    about = _searched(known, about_red(formulation.week, found, rota, red), None, effort)
    if wanted <= {one.visit for one in about.assignments}:
        return about
    return _searched(known, found, None, effort)


def about_red(week: Week, found: Rota, rota: Rota, red: frozenset[VisitId]) -> Rota:
    """The red visits of ``found``, and of ``rota`` what can stay beside them.

    What would be made at the same time as one of them, or hardly a way apart, or by somebody who
    does not work then, is left away; the search brings it in elsewhere.
    """
    firm = [one for one in found.assignments if one.visit in red]
    busy: dict[CarerId, list[tuple[Moment, Moment]]] = {}
    for one in firm:
        for carer, spell in _spells(week, one):
            busy.setdefault(carer, []).append(spell)
    stays = [
        one
        for one in rota.assignments
        if one.visit in week.visit and one.visit not in red and _fits(week, one, busy)
    ]
    return replace(rota, assignments=(*firm, *stays))


def _fits(week: Week, one: Assignment, busy: dict[CarerId, list[tuple[Moment, Moment]]]) -> bool:
    return all(
        any(shift.start <= spell[0] and spell[1] <= shift.end for shift in week.shifts_of[carer])
        and all(
            spell[1] + TO_SPARE <= begins or ends + TO_SPARE <= spell[0]
            for begins, ends in busy.get(carer, ())
        )
        for carer, spell in _spells(week, one)
    )


def _spells(week: Week, one: Assignment) -> Iterator[tuple[CarerId, tuple[Moment, Moment]]]:
    """Each carer of a visit, and from when to when."""
    for part, carer in enumerate(one.carers):
        yield carer, (one.start, one.start + week.visit[one.visit].length_of_part(part))


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
