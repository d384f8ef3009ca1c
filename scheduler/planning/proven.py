"""What no rota of a week can do better, in words a planner understands.

The engine proves it in rows (``solver.exact.lower_bounds``); here rows become visits and clock
times. Whatever is said holds for every legal rota, not only for those that were looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from scheduler.domain.rota import Rota
from scheduler.domain.units import MINUTE, Seconds
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate, solution_of
from scheduler.measures.proven import Least, Proven, Rush
from scheduler.planning.words import clock, hours, visit_in_words, weekday
from solver.exact.fewest_left_out import Peak
from solver.exact.lower_bounds import lower_bounds
from solver.model import Problem, Solution, Term
from solver.score import score


def proven(week: Week, rota: Rota) -> Proven:
    """What no rota of the week can do better, beside what this one does.

    The same week and rota give the same answer: effort is counted, not timed.

    Parameters
    ----------
    rota
        A legal one: another may be below what no rota can do better.

    Raises
    ------
    InputError
        As ``formulate``.
    """
    formulation = formulate(week)
    solution = solution_of(formulation, rota)
    found = lower_bounds(formulation.problem, solution)
    problem, names = formulation.problem, formulation.rows.visits.names
    left_out = int((solution.duty[problem.unit_offset[:-1]] < 0).sum())
    said = Proven(
        cost=tuple(a + b for a, b in zip(found.cost, formulation.unavoidable, strict=True)),
        is_optimal=found.is_optimal,
        unallocated=Least(least=found.units, reached=left_out),
        spared=found.spared,
        faces=Least(least=found.faces, reached=_faces(problem, solution)),
        driving=Least(least=found.driving, reached=_driving(problem, solution)),
        rushes=tuple(_rush(formulation, peak) for peak in found.left_out.peaks),
        nobody=tuple(names[unit] for unit in found.left_out.nobody),
    )
    return replace(said, sentences=(_cover(said), *_why(week, said), *_rest(said)))


def _cover(said: Proven) -> str:
    """Visits unallocated."""
    least, reached = said.unallocated.least, said.unallocated.reached
    if not reached:
        return "Every visit has its carers, which no rota can better."
    if not least:
        return (
            f"Nothing proves that a visit must stay unallocated; {_visits(reached)} of this rota "
            f"{_is(reached)}."
        )
    if least == reached:
        return f"{_visits(reached)} unallocated is the fewest there can be."
    return f"At least {_visits(least)} must stay unallocated in any rota; here it is {reached}."


def _why(week: Week, said: Proven) -> Iterator[str]:
    """What keeps visits unallocated whatever the rota."""
    for rush in said.rushes:
        when = f"{weekday(week.horizon, rush.moment)} {clock(week.horizon, rush.moment)}"
        yield (
            f"{when}: {_visits(len(rush.visits))} must be under way at once, and of all carers "
            f"only {len(rush.carers)} may make them: {rush.unallocated} cannot be made."
        )
    for visit in said.nobody:
        yield f"Nobody can make {visit_in_words(week.horizon, week.visit[visit])}."


def _rest(said: Proven) -> Iterator[str]:
    """Faces and driving, and whether anything could be better at all."""
    who = "No rota" if not said.spared else f"No rota with {said.spared} or fewer unallocated"
    faces, driving = said.faces, said.driving
    yield (
        f"{who} does with fewer than {faces.least:,} carers, counted client by client; "
        f"here they are {faces.reached:,}."
    )
    yield (
        f"{who} drives less than {hours(driving.least // MINUTE * MINUTE)} h between visits; "
        f"here it is {hours(driving.reached)} h."
    )
    if said.is_optimal:
        yield "No rota at all costs less than this one."


def _visits(count: int) -> str:
    return "1 visit" if count == 1 else f"{count:,} visits"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _rush(formulation: Formulation, peak: Peak) -> Rush:
    """A peak in ids; a visit once, though both its parts be under way."""
    rows = formulation.rows
    units = sorted({int(unit) for unit in rows.task_units()[list(peak.tasks)]})
    return Rush(
        moment=peak.moment,
        visits=tuple(rows.visits.names[unit] for unit in units),
        carers=tuple(rows.carers.names[carer] for carer in peak.carers),
        unallocated=peak.units,
    )


def _faces(problem: Problem, solution: Solution) -> int:
    """Distinct carers of each client, added up."""
    group = np.repeat(problem.unit_group, np.diff(problem.unit_offset))
    made = (solution.duty >= 0) & (group >= 0)
    return len(set(zip(group[made], problem.duty_carer[solution.duty[made]], strict=True)))


def _driving(problem: Problem, solution: Solution) -> Seconds:
    """Between visits."""
    priced = replace(problem, travel=1)
    return score(priced, solution.duty, solution.start).terms[Term.TRAVEL]
