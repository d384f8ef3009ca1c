"""Working days a carer could have, taken from a pool of answers and priced one by one.

A candidate holds all of one carer's duties of one day at the starts they had; so every rule
and price of that day is known before any is chosen. The other days of the rota in hand are
given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from solver.model import Longs, Solution
from solver.polish.day_price import DayPrice
from solver.polish.elsewhere import Elsewhere
from solver.polish.week_rules import fits
from solver.score.plan import WorkingDay, lay_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One carer's work on one day; without tasks, a day off.

    Parameters
    ----------
    duty, start
        Duty and start, a moment, of each of its tasks.
    points : shape (tiers,)
        What it costs apart from what it shares with other candidates.
    day
        The working day, None for a day off.
    """

    carer: int
    duty: dict[int, int]
    start: dict[int, int]
    points: Longs
    day: WorkingDay | None


def candidates(rest: Elsewhere, price: DayPrice, answers: Iterable[Solution]) -> list[Candidate]:
    """Days off of all carers, and the days of the answers that fit the rest of the rota.

    Each once, carers in order, then as met.
    """
    carers = range(len(rest.plan.problem.carer_rest))
    found = [[_day_off(rest, price, carer)] for carer in carers]
    seen: set[bytes] = set()
    for answer in answers:
        for day in _new_days(rest, answer, seen):
            if _is_possible(rest, day, answer.start):
                found[day.carer].append(_candidate(rest, price, day, answer.start))
    return [candidate for of_carer in found for candidate in of_carer]


def _day_off(rest: Elsewhere, price: DayPrice, carer: int) -> Candidate:
    points = price.of_carer(carer, rest.days.get(carer, []))
    return Candidate(carer=carer, duty={}, start={}, points=points, day=None)


def _candidate(rest: Elsewhere, price: DayPrice, day: WorkingDay, start: Longs) -> Candidate:
    days = [*rest.days.get(day.carer, []), day]
    duty = {task: spell.duty for spell in day.spells for task in spell.tasks}
    return Candidate(
        carer=day.carer,
        duty=duty,
        start={task: int(start[task]) for task in duty},
        points=price.of_carer(day.carer, days) + price.of_day(day, start),
        day=day,
    )


def _new_days(rest: Elsewhere, answer: Solution, seen: set[bytes]) -> tuple[WorkingDay, ...]:
    """Working days of an answer, on the day chosen anew, that are not in ``seen``; now they are.

    Most days of most answers are known, and laying them out is what takes time.
    """
    problem = rest.plan.problem
    today = np.flatnonzero((answer.duty >= 0) & (problem.duty_day[answer.duty] == rest.day))
    carer_of = problem.duty_carer[answer.duty[today]]
    duty = np.full(len(answer.duty), -1, dtype=np.int32)
    for carer in np.unique(carer_of):
        tasks = today[carer_of == carer]
        key = np.concatenate([[carer], tasks, answer.duty[tasks], answer.start[tasks]]).tobytes()
        if key not in seen:
            seen.add(key)
            duty[tasks] = answer.duty[tasks]
    return lay_out(problem, duty, answer.start).days if (duty >= 0).any() else ()


def _is_possible(rest: Elsewhere, day: WorkingDay, start: Longs) -> bool:
    """Whether nobody makes its tasks on another day, and the carer may have it besides theirs."""
    tasks = [task for spell in day.spells for task in spell.tasks]
    if any(task in rest.start for task in tasks):
        return False
    starts = rest.plan.start.copy()
    starts[tasks] = start[tasks]
    return fits(rest.plan.problem, [*rest.days.get(day.carer, []), day], starts)
