"""The best rota that can be put together from the working days of many."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from solver.model import Problem, Solution
from solver.polish.candidates import Candidate, candidates
from solver.polish.choice import Choice
from solver.polish.day_price import DayPrice
from solver.polish.elsewhere import Elsewhere, elsewhere, units_of_tasks
from solver.polish.optimum import best_values
from solver.polish.shared_price import add_shared_prices
from solver.polish.starts import answer_at, best_starts
from solver.score.plan import lay_out


def recombine(
    problem: Problem,
    pool: Sequence[Solution],
    best: Solution,
    *,
    seconds: float = 10.0,
    clock: Callable[[], float] = time.monotonic,
) -> Solution | None:
    """A better answer made of the working days of others, or None if none was found.

    Day by day, each with an equal share of the seconds left: every carer gets one of the
    working days they have in ``pool``, or a day off, so that the whole costs least; the
    other days are those of the answer in hand. Then the starts are made best.

    Parameters
    ----------
    pool
        Legal answers.
    best
        The answer to beat.
    seconds
        Most seconds by ``clock``, kept to about a tenth.

    Returns
    -------
    solution
        Legal and of lower cost than ``best`` by ``solver.score``.
    """
    until, found = clock() + seconds, best
    days = np.unique(problem.duty_day).tolist()
    for place, day in enumerate(days):
        ends = clock() + (until - clock()) / (len(days) - place)
        chosen = best_day(problem, pool, found, day, ends - clock(), clock)
        if chosen is not None and chosen.cost < found.cost:
            found = chosen
    if found.cost >= best.cost:
        return None
    return best_starts(problem, found, seconds=max(1.0, until - clock()), clock=clock)


def best_day(
    problem: Problem,
    pool: Sequence[Solution],
    best: Solution,
    day: int,
    seconds: float,
    clock: Callable[[], float],
) -> Solution | None:
    """The answer in hand with one day chosen anew, or None if nothing legal was found."""
    plan = lay_out(problem, best.duty, best.start)
    rest, answers = elsewhere(plan, day), [best, *pool]
    price = DayPrice(rest, units_of_tasks(plan), _sole(rest, answers))
    found = candidates(rest, price, answers)
    choice = Choice(price, found, _in_hand(found, best))
    add_shared_prices(choice)
    values = best_values(choice.programme, seconds, clock)
    chosen = [candidate for candidate, value in zip(found, values, strict=False) if value]
    return _put_together(best, rest, chosen)


def _sole(rest: Elsewhere, answers: Sequence[Solution]) -> set[int]:
    """Time groups of which at most one task may be made on the day."""
    problem = rest.plan.problem
    is_today = np.zeros(len(problem.task_place), dtype=np.bool_)
    for answer in answers:
        is_today |= (answer.duty >= 0) & (problem.duty_day[answer.duty] == rest.day)
    is_today[list(rest.start)] = False
    groups = problem.task_time_group[is_today]
    found, count = np.unique(groups[groups >= 0], return_counts=True)
    return set(found[count == 1].tolist())


def _in_hand(found: list[Candidate], best: Solution) -> set[int]:
    """Places of the candidates that make up the day of the answer in hand."""
    places: dict[int, int] = {}
    for place, candidate in enumerate(found):
        agrees = all(
            best.duty[task] == row and best.start[task] == candidate.start[task]
            for task, row in candidate.duty.items()
        )
        most = found[places[candidate.carer]].duty if candidate.carer in places else {}
        # A day off agrees with everything; of those that do, the fullest is the real one.
        if agrees and len(candidate.duty) >= len(most):
            places[candidate.carer] = place
    return set(places.values())


def _put_together(best: Solution, rest: Elsewhere, chosen: list[Candidate]) -> Solution | None:
    """The rest of the answer in hand with the candidates chosen."""
    problem = rest.plan.problem
    is_today = (best.duty >= 0) & (problem.duty_day[best.duty] == rest.day)
    duty, start = best.duty.copy(), best.start.copy()
    duty[is_today] = -1
    for candidate in chosen:
        for task, row in candidate.duty.items():
            duty[task], start[task] = row, candidate.start[task]
    return answer_at(problem, duty, start)
