"""All that can be said about how good a rota could be, each with the method that proves it.

Sentences are in rows, as everything here: who says them in the words of care translates rows
into names.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from solver.exact.fewest_left_out import LeftOut, fewest_left_out
from solver.exact.least_terms import least_terms
from solver.exact.peaks import Demand, demand, moments
from solver.exact.proof import NotProvableError, prove
from solver.model import Problem, Solution, Term
from solver.score import score

LEAST_FOR_A_PROOF = 5.0
"""Seconds below which no proof of the whole is begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One bound.

    Parameters
    ----------
    name
        What is bounded: "units left out", "carers at once", "whole", or a term's name.
    least
        Units, carers or points: no rota has fewer.
    complete
        Whether that is only said of rotas that leave nothing out.
    reached
        What the solution given has; ``None`` without one.
    method
        What proves it.
    sentence
        The same for people, in rows.
    """

    name: str
    least: int
    complete: bool
    reached: int | None
    method: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What is certain about a Problem.

    Parameters
    ----------
    items
        One for each thing that is bounded.
    left_out : length ``tiers``, points
        Every rota leaves out at least so many, compared tier by tier.
    complete : length ``tiers``, points
        What a rota that leaves nothing out costs at least in each tier.
    seconds
        Spent.
    """

    items: tuple[Item, ...]
    left_out: tuple[int, ...]
    complete: tuple[int, ...]
    seconds: float


def bounds(
    problem: Problem,
    solution: Solution | None = None,
    seconds: float = 1.0,
    *,
    clock: Callable[[], float] = time.monotonic,
) -> Bounds:
    """What every rota of the Problem costs at least, part by part.

    Parameters
    ----------
    seconds
        About what to spend. All but the last item take about a second together for 1,800
        tasks, and are always there; where ``LEAST_FOR_A_PROOF`` or more is left then, a
        proof of the whole is tried, if the Problem is one that can be proved.
    """
    began = clock()
    wanted = demand(problem)
    left = fewest_left_out(problem, wanted)
    known = least_terms(problem, wanted)
    complete = np.zeros(problem.tiers, dtype=np.int64)
    for terms, points in known.items():
        complete[int(problem.tier_of_term[terms[0]])] += points
    items = [_units(problem, left, solution), _at_once(wanted), *_terms(problem, known, solution)]
    spare = seconds - (clock() - began)
    if spare >= LEAST_FOR_A_PROOF:
        items += _whole(problem, solution, spare, clock)
    return Bounds(
        items=tuple(items),
        left_out=left.points,
        complete=tuple(complete.tolist()),
        seconds=clock() - began,
    )


def _units(problem: Problem, left: LeftOut, solution: Solution | None) -> Item:
    """How many units no rota can avoid leaving out, and why."""
    reasons = [
        f"at {peak.moment} tasks {_rows(peak.tasks)} must all be under way, and only carers "
        f"{_rows(peak.carers)} may make them: {peak.units} left out"
        for peak in left.peaks
    ]
    if left.nobody:
        reasons.append(f"units {_rows(left.nobody)} can be made by nobody")
    reached = None
    if solution is not None:
        reached = int((solution.duty[problem.unit_offset[:-1]] < 0).sum())
    return Item(
        name="units left out",
        least=left.units,
        complete=False,
        reached=reached,
        method="one moment at a time: matching, CP-SAT",
        sentence=f"{left.units} units must be left out" + "".join(f"; {one}" for one in reasons),
    )


def _at_once(wanted: Demand) -> Item:
    """How many carers are needed at one moment."""
    busiest = max(moments(wanted), key=lambda one: len(one[1]), default=(0, np.zeros(0)))
    moment, count = busiest[0], len(busiest[1])
    return Item(
        name="carers at once",
        least=count,
        complete=True,
        reached=None,
        method="compulsory parts",
        sentence=f"at {moment} {count} tasks must be under way, each by its own carer",
    )


def _terms(
    problem: Problem, known: dict[tuple[Term, ...], int], solution: Solution | None
) -> Iterator[Item]:
    """Each term, or terms together, that cost anything."""
    counted = score(problem, solution.duty, solution.start).terms if solution else None
    for terms, points in known.items():
        reached = None if counted is None else sum(counted[term] for term in terms)
        name = ", ".join(term.name for term in terms)
        if points or reached:
            yield Item(
                name=name,
                least=points,
                complete=True,
                reached=reached,
                method=_METHODS[terms[0]],
                sentence=f"{name}: {points} points at least where nothing is left out",
            )


_METHODS = {
    Term.TRAVEL: "assignment of legs",
    Term.COMMUTE: "assignment of legs",
    Term.DISLIKE: "each task by who is disliked least",
    Term.FACES: "carers one unit or one moment needs",
    Term.WINDOW_FACES: "carers one unit or one moment needs",
    Term.STRANGER: "carers one unit or one moment needs",
    Term.LONG_WEEK: "all work against all weeks",
}


def _whole(
    problem: Problem, solution: Solution | None, seconds: float, clock: Callable[[], float]
) -> Iterator[Item]:
    """The whole cost, where it can be proved."""
    try:
        proof = prove(problem, solution, seconds=seconds, clock=clock)
    except NotProvableError:
        return
    tier = int(np.argmax(proof.bound))
    says = "the best rota there is" if proof.is_optimal else "not the best for certain"
    yield Item(
        name="whole",
        least=proof.bound[tier],
        complete=True,
        reached=None if proof.solution is None else proof.solution.cost[tier],
        method="rounds, prices and parts (branch and price)",
        sentence=f"tier {tier} costs {proof.bound[tier]} points at least: {says}",
    )


def _rows(rows: tuple[int, ...]) -> str:
    return ", ".join(str(row) for row in rows)
