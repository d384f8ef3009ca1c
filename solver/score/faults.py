"""Every hard rule, one function each; a fault is a sentence in rows.

A sentence begins with the rule's word, so a test can ask for one rule. Nothing here is
clever: each rule reads the finished plan and knows nothing of how it was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from solver.model import Ints, Longs, Problem
from solver.score.carer_faults import CARER_RULES
from solver.score.legs import too_far
from solver.score.plan import Plan, lay_out, room
from solver.score.schedule import starts, tours
from solver.score.ways import closing, last_place, opening


def faults(problem: Problem, duty: Ints, release: Longs, start: Longs) -> list[str]:
    """Hard rules broken by a rota; empty if it is legal.

    Parameters
    ----------
    duty : shape (T,)
        Duty that makes each task, -1 for nobody.
    release, start : shape (T,), moments
        Read only where somebody makes the task.
    """
    plan = lay_out(problem, duty, start)
    found = [sentence for rule in (*RULES, *CARER_RULES) for sentence in rule(plan)]
    return [*found, *_schedule(plan, release)]


def _window(plan: Plan) -> Iterator[str]:
    """A start lies between earliest and latest."""
    for task in plan.made:
        start = int(plan.start[task])
        earliest = int(plan.problem.task_earliest[task])
        latest = int(plan.problem.task_latest[task])
        if not earliest <= start <= latest:
            yield f"window: task {task} starts at {start}, not within {earliest} to {latest}"


def _duty(plan: Plan) -> Iterator[str]:
    """A duty holds its tasks, and where asked the way to the first and from the last."""
    for spell in plan.spells:
        opens = opening(plan.problem, spell.duty, spell.way)
        closes = closing(plan.problem, spell.duty, spell.tasks, spell.last)
        end = int(plan.problem.duty_end[spell.duty])
        if spell.first < opens:
            yield f"duty: {spell.duty} cannot begin care before {opens}, planned {spell.first}"
        if closes > end:
            yield f"duty: {spell.duty} ends at {end}, planned until {closes}"


def _overlap(plan: Plan) -> Iterator[str]:
    """The carer has done one task and got to the next before it starts."""
    for leg in plan.legs:
        if leg.idle < 0:
            yield f"overlap: task {leg.after} starts {-leg.idle} s too soon after {leg.before}"
    for earlier, later in pairwise(plan.spells):
        gap = room(plan.problem, earlier, later, plan.start)
        if earlier.carer == later.carer and gap < 0:
            yield f"overlap: duties {earlier.duty} and {later.duty} are {-gap} s too close"


def _leg(plan: Plan) -> Iterator[str]:
    """No leg between two tasks of a duty is longer than its mode allows."""
    problem = plan.problem
    for spell in plan.spells:
        mode = int(problem.duty_mode[spell.duty])
        for leg in (leg for leg in spell.legs if not leg.way.is_commute):
            here, there = leg.way.here, leg.way.there
            if too_far(problem, int(problem.leg_limit[mode]), mode, here, there):
                yield f"leg: from task {leg.before} to {leg.after} is too far"


def _commute(plan: Plan) -> Iterator[str]:
    """Neither is the way to the first place or from the last, where it has another end."""
    problem = plan.problem
    for spell in plan.spells:
        mode = int(problem.duty_mode[spell.duty])
        limit = int(problem.commute_limit[mode])
        back = int(problem.duty_end_place[spell.duty])
        last = last_place(problem, spell.tasks)
        if any(too_far(problem, limit, mode, way.here, way.there) for way in spell.commutes):
            yield f"commute: duty {spell.duty} begins too far from its first place"
        if too_far(problem, limit, mode, last, back):
            yield f"commute: duty {spell.duty} ends too far from its last place"


def _allowed(plan: Plan) -> Iterator[str]:
    """A carer makes only tasks they may make."""
    for task in plan.made:
        if not plan.problem.allowed[plan.problem.task_pair[task], plan.carer_of(task)]:
            yield f"allowed: carer {plan.carer_of(task)} may not make task {task}"


def _unit(plan: Plan) -> Iterator[str]:
    """A unit is done whole, by distinct carers where it needs them, or not at all."""
    for unit in range(len(plan.problem.unit_group)):
        carers = [plan.carer_of(task) for task in plan.tasks_of(unit)]
        made = [carer for carer in carers if carer >= 0]
        if 0 < len(made) < len(carers):
            yield f"part: unit {unit} is done in part"
        if plan.problem.unit_distinct[unit] and len(set(made)) < len(made):
            yield f"twice: unit {unit} has one carer twice"


def _link(plan: Plan) -> Iterator[str]:
    """The starts of two linked tasks differ by no less and no more than agreed."""
    problem = plan.problem
    for link in range(len(problem.link_first)):
        first, second = int(problem.link_first[link]), int(problem.link_second[link])
        if plan.duty[first] < 0 or plan.duty[second] < 0:
            continue
        apart = int(plan.start[second]) - int(plan.start[first])
        least, most = int(problem.link_least[link]), int(problem.link_most[link])
        if not least <= apart <= most:
            yield f"link: tasks {first} and {second} are {apart} apart, not {least} to {most}"


def _schedule(plan: Plan, release: Longs) -> Iterator[str]:
    """Starts are exactly the least ones that follow from the releases."""
    if tours(plan.problem, plan.duty, release) != tours(plan.problem, plan.duty, plan.start):
        yield "order: releases and starts put the tasks of a duty in different orders"
    least = starts(plan.problem, plan.duty, release)
    if least is None:
        yield "release: no starts follow from these releases"
        return
    for task in np.flatnonzero((plan.duty >= 0) & (least != plan.start)):
        yield f"release: task {task} starts at {plan.start[task]}, not at {least[task]}"


Rule = Callable[[Plan], Iterator[str]]

RULES: tuple[Rule, ...] = (_window, _duty, _overlap, _leg, _commute, _allowed, _unit, _link)
