"""The terms about who comes: faces, strangers, wishes, and departures from the rota in force."""

from __future__ import annotations

from solver.score.plan import Plan


def met(plan: Plan) -> dict[int, list[int]]:
    """Distinct carers planned for each group that is visited at all."""
    found: dict[int, set[int]] = {}
    for unit, group in enumerate(plan.problem.unit_group):
        carers = {plan.carer_of(task) for task in plan.tasks_of(unit)} - {-1}
        if group >= 0 and carers:
            found.setdefault(int(group), set()).update(carers)
    return {group: sorted(carers) for group, carers in sorted(found.items())}


def _excess_squared(count: int, limit: int) -> int:
    return max(0, count - limit) ** 2


def faces(plan: Plan) -> int:
    """Each distinct carer of a group, and the square of how many exceed the usual."""
    problem, points = plan.problem, 0
    for group, carers in met(plan).items():
        over = _excess_squared(len(carers), int(problem.group_usual[group]))
        points += int(problem.group_face[group]) * len(carers)
        points += int(problem.group_crowd[group]) * over
    return points


def window_faces(plan: Plan) -> int:
    """The square of how many carers, those of the recent past included, exceed the cap."""
    problem, points = plan.problem, 0
    for group, carers in met(plan).items():
        new = sum(not problem.in_window[group, carer] for carer in carers)
        over = _excess_squared(int(problem.group_met[group]) + new, int(problem.group_cap[group]))
        points += int(problem.group_over_cap[group]) * over
    return points


def stranger(plan: Plan) -> int:
    """Each distinct carer of a group who is not of its team, by how little they have met."""
    joins = plan.problem.join
    return sum(int(joins[group, c]) for group, carers in met(plan).items() for c in carers)


def dislike(plan: Plan) -> int:
    """What a client would rather not have, task by task."""
    table, row = plan.problem.dislike, plan.problem.task_pair
    return sum(int(table[row[task], plan.carer_of(task)]) for task in plan.made)


def moved(plan: Plan) -> int:
    """Each reference carer who no longer comes, and each unit that starts at another time."""
    problem, points = plan.problem, 0
    for unit, reference in enumerate(problem.unit_reference):
        before = [int(carer) for carer in reference if carer >= 0]
        now = {plan.carer_of(task) for task in plan.tasks_of(unit)}
        points += int(problem.unit_moved_carer[unit]) * sum(c not in now for c in before)
        if before and plan.is_done(unit) and _has_shifted(plan, unit):
            points += int(problem.unit_moved_time[unit])
    return points


def _has_shifted(plan: Plan, unit: int) -> bool:
    first = plan.tasks_of(unit)[0]
    shift = int(plan.start[first]) - int(plan.problem.unit_reference_start[unit])
    return abs(shift) > plan.problem.moved_grace
