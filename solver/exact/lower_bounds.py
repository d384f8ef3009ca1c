"""All that can be said about how good a rota could be, each with the method that proves it.

Costs are compared tier by tier, and so is the bound: no legal rota costs less. Rotas that
cost as much as the bound in the tiers where units are left out leave out only few, or none:
what is said of later tiers is said of those.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.exact.effort import Effort
from solver.exact.fewest_left_out import LeftOut, fewest_left_out
from solver.exact.least_terms import Least, Question, terms_of
from solver.exact.least_travel import Legs
from solver.exact.peaks import Demand, demand
from solver.exact.possible import may_make
from solver.exact.proof import NotProvableError, Proof, prove
from solver.exact.teams import fewest_faces
from solver.model import Longs, Problem, Solution, Term
from solver.score import score

LEGS = (Term.TRAVEL, Term.COMMUTE)
"""Terms that can be bounded together with units left out."""

EFFORT = 2.0
"""Of all but the proof of a whole day; a week of 1,800 tasks takes several seconds beside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermBound:
    """The least some terms come to together.

    Parameters
    ----------
    least : points
        No rota that leaves out no more than ``spared`` units has less.
    reached
        What the solution given has; ``None`` without one.
    """

    terms: tuple[Term, ...]
    least: int
    spared: int
    reached: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LowerBounds:
    """What is certain about a Problem.

    Parameters
    ----------
    cost : length ``tiers``, points
        No legal rota costs less, compared tier by tier.
    left_out
        Units that every rota leaves out, and why.
    chained
        Tasks that every rota leaves out, as carers cannot be at all of them one after the
        other.
    units
        Fewest units left out, by whichever of the two says more.
    teams : shape (G,)
        Distinct carers each group has at least, if all its tasks are made.
    spared
        Units left out by a rota that costs no more than ``cost`` in all tiers in which units
        can be left out, at most. What follows is said of rotas that leave out no more.
    faces
        Carers of all groups, counted group by group.
    driving : seconds
        Of legs within duties.
    terms
        Those of which anything is known, each with the units left out that it allows for.
    proof
        Of a whole day; ``None`` where none was asked for, or ``unprovable`` says why not.
    solution
        The best rota known: the one given, or a better one that the proof found.
    is_optimal
        Whether that costs exactly ``cost``: no rota is better.
    effort
        Spent, counted.
    """

    cost: tuple[int, ...]
    left_out: LeftOut
    chained: int
    units: int
    teams: Longs
    spared: int
    faces: int
    driving: int
    terms: tuple[TermBound, ...]
    proof: Proof | None
    unprovable: tuple[str, ...]
    solution: Solution | None
    is_optimal: bool
    effort: float


def lower_bounds(
    problem: Problem,
    solution: Solution | None = None,
    *,
    effort: float = EFFORT,
    proof_effort: float = 0.0,
) -> LowerBounds:
    """What every rota of the Problem costs at least, part by part.

    Runs repeat exactly: effort is counted, not timed.

    Parameters
    ----------
    solution
        A legal rota; what it reaches stands beside each bound.
    effort
        For peaks and teams, half each.
    proof_effort
        For a proof of the whole cost, if the Problem is a day that can be proved. About a
        second each.
    """
    told = _Told(problem, solution, effort)
    cost, last = told.cost(), told.asked(told.spared)
    proof, unprovable = _proof(problem, solution, proof_effort)
    if proof is not None and not proof.is_impossible:
        cost = max(cost, proof.bound)
    best = solution if proof is None or proof.solution is None else proof.solution
    return LowerBounds(
        cost=cost,
        left_out=told.left,
        chained=told.chained,
        units=max(told.left.units, _fewest_units(problem, told.chained)),
        teams=told.few,
        spared=told.spared,
        faces=last.without_dearest(told.few),
        driving=last.legs.least(1, 0, last.spared_tasks),
        terms=tuple(told.terms),
        proof=proof,
        unprovable=unprovable,
        solution=best,
        is_optimal=best is not None and best.cost == cost,
        effort=told.spent + (0.0 if proof is None else proof.effort),
    )


class _Told:
    """Bounds tier by tier, each from what the tiers before allow to be left out."""

    def __init__(self, problem: Problem, solution: Solution | None, effort: float) -> None:
        self.problem = problem
        self.wanted: Demand = demand(problem)
        self.legs = Legs(problem)
        peaks, teams = Effort(effort / 2), Effort(effort / 2)
        self.left = fewest_left_out(problem, self.wanted, peaks)
        self.chained = self.legs.fewest_spared()
        self.few = fewest_faces(problem, self.wanted, may_make(problem), teams)
        self.spent = peaks.spent + teams.spent
        self.counted = score(problem, solution.duty, solution.start).terms if solution else None
        self.terms: list[TermBound] = []
        self.spared = 0

    def asked(self, spared: int) -> Question:
        """What terms are asked about, where so many units may be left out."""
        return Question(
            problem=self.problem,
            wanted=self.wanted,
            legs=self.legs,
            few=self.few,
            spared=spared,
        )

    def cost(self) -> tuple[int, ...]:
        """Points by tier that no legal rota falls short of, compared tier by tier."""
        problem, cost = self.problem, []
        of_peaks = True
        for tier in range(problem.tiers):
            here = problem.unit_left_out_tier == tier
            later = int((problem.unit_left_out_tier >= tier).sum())
            legs, others = self._terms(tier, self.spared + later)
            # What peaks say of a tier is said of rotas that leave out no more before it.
            apart = legs + (self.left.points[tier] if of_peaks else 0)
            together = max(apart, self._with_legs(tier)) if here.any() else apart
            of_peaks = of_peaks and together == apart
            self.spared += _affordable(problem.unit_left_out[here], together)
            cost.append(others + together)
        return tuple(cost)

    def _terms(self, tier: int, spared: int) -> tuple[int, int]:
        """Points of legs, and of all other terms of the tier; ``spared`` units left out."""
        asked = self.asked(spared)
        points = {
            terms: self._bounded(terms, least, asked)
            for terms, least in terms_of(self.problem).items()
            if self.problem.tier_of_term[terms[0]] == tier
        }
        legs = sum(least for terms, least in points.items() if terms[0] in LEGS)
        return legs, sum(points.values()) - legs

    def _bounded(self, terms: tuple[Term, ...], least: Least, asked: Question) -> int:
        points = least(asked)
        reached = None if self.counted is None else sum(self.counted[term] for term in terms)
        self.terms.append(
            TermBound(terms=terms, least=points, spared=asked.spared, reached=reached)
        )
        return points

    def _with_legs(self, tier: int) -> int:
        """Points of units of the tier left out, and of legs if those count there as well.

        Each task left out costs its part of the unit's price; units of other tiers nothing.
        """
        problem = self.problem
        sizes = np.diff(problem.unit_offset)
        priced = np.where(problem.unit_left_out_tier == tier, problem.unit_left_out // sizes, 0)
        prices = {Term.TRAVEL: problem.travel, Term.COMMUTE: problem.commute}
        here = {
            term: price if problem.tier_of_term[term] == tier else 0
            for term, price in prices.items()
        }
        skip = priced[self.wanted.unit].astype(np.int64)
        return self.legs.with_price(here[Term.TRAVEL], here[Term.COMMUTE], skip)


def _affordable(prices: Longs, points: int) -> int:
    """Most units that can be left out for so many points."""
    return int(np.searchsorted(np.cumsum(np.sort(prices)), points, side="right"))


def _fewest_units(problem: Problem, tasks: int) -> int:
    """Fewest units that so many tasks belong to."""
    largest = np.cumsum(np.sort(np.diff(problem.unit_offset))[::-1])
    return int(np.searchsorted(largest, tasks)) + 1 if tasks else 0


def _proof(
    problem: Problem, solution: Solution | None, effort: float
) -> tuple[Proof | None, tuple[str, ...]]:
    """A proof of the whole, or why there can be none."""
    if effort <= 0:
        return None, ()
    try:
        return prove(problem, solution, effort=effort), ()
    except NotProvableError as refused:
        return None, tuple(str(refused).splitlines())
