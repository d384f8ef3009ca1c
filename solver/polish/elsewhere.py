"""What the other days of a rota settle while the work of one day is chosen anew."""

from __future__ import annotations

from dataclasses import dataclass

from solver.score.plan import Plan, WorkingDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """All of a rota but one day.

    Parameters
    ----------
    plan
        The whole rota.
    day
        Number of the day that is chosen anew.
    days
        Other working days of each carer, in order.
    start
        Start of each task made on another day, moments.
    faces
        Carers each group meets on other days.
    offsets
        Seconds after the preferred start, of tasks of each time group made on other days.
    """

    plan: Plan
    day: int
    days: dict[int, list[WorkingDay]]
    start: dict[int, int]
    faces: dict[int, set[int]]
    offsets: dict[int, list[int]]


def elsewhere(plan: Plan, day: int) -> Elsewhere:
    """The rest of a rota beside ``day``."""
    problem = plan.problem
    others = [one for one in plan.days if one.day != day]
    tasks = [task for one in others for spell in one.spells for task in spell.tasks]
    days: dict[int, list[WorkingDay]] = {}
    for one in others:
        days.setdefault(one.carer, []).append(one)
    faces: dict[int, set[int]] = {}
    offsets: dict[int, list[int]] = {}
    unit_of = units_of_tasks(plan)
    for task in tasks:
        faces.setdefault(int(problem.unit_group[unit_of[task]]), set()).add(plan.carer_of(task))
        offset = int(plan.start[task] - problem.task_preferred[task])
        offsets.setdefault(int(problem.task_time_group[task]), []).append(offset)
    return Elsewhere(
        plan=plan,
        day=day,
        days=days,
        start={task: int(plan.start[task]) for task in tasks},
        faces=faces,
        offsets=offsets,
    )


def units_of_tasks(plan: Plan) -> list[int]:
    """Unit of each task."""
    units = range(len(plan.problem.unit_group))
    return [unit for unit in units for _ in plan.tasks_of(unit)]
