"""At least five plans none of which beats another, for less than the effort of a second plan.

The base plan is searched for in full. Every other search starts from a finished plan, goes in
one direction (``directions``) and has a twelfth of the base's effort; what it finds is judged
by the referee and measured with the rest, at the week's own prices. A plan that leaves out
more or breaks more than the plan they start from is set aside, however little it drives.

References
----------
Haimes, Lasdon and Wismer (1971) and Geoffrion (1968) on weighted directions; hard floors under
some aims while others are traded are the epsilon constraints of the former.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from time import monotonic

from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate, solution_of
from scheduler.planning.frontier.directions import DIRECTIONS, Direction, further, towards
from scheduler.planning.frontier.dominance import far_apart, non_dominated
from scheduler.planning.frontier.outcome import Aim, Outcome, outcome_of
from scheduler.planning.frontier.plans import Frontier, Plan, Search
from scheduler.planning.frontier.words import trade
from scheduler.planning.week import Planned, budget_of, plan_formulated
from solver.params import Params
from solver.solve import Watch
from solver.stop import Budget, Halt

SHARES = 12
"""Each search after the base has one share of so many; all within the budget have one fewer."""

LEAST_OF_SHARE = 0.25
"""Judging and measuring a plan is counted in its share; so much of one is searched in any case."""

ROUGH = Params(polish_share=0.0, fit_share=0.0)
"""Choosing the best starts would take longer than a short search itself."""

SETTLING = 3
"""Shares that may go into visits the base plan leaves out before anything is traded."""

MOST_SEARCHES = 30
"""Where too few plans were found within the budget, so many searches are made at most."""

FEWEST, MOST = 5, 8
"""Plans wanted, and shown at most."""

BASE = "base"
SETTLED = "own prices"
"""Names of the base plan, and of a search that goes on from it before anything is traded."""

Told = Callable[[str], None]
"""Given the name of each search before it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard to search for the base plan; iterations, where given, repeat exactly.

    ``halt`` ends the search under way, and no other begins; the plans found by then are the
    answer.
    """

    seconds: float | None = 60.0
    iterations: int | None = None
    seed: int = 1
    threads: int = 2
    halt: Halt | None = None

    @property
    def is_halted(self) -> bool:
        """Whether no further search is to begin."""
        return self.halt is not None and self.halt.is_set

    @property
    def whole(self) -> Budget:
        """For the base plan."""
        return budget_of(self.seconds, self.iterations)

    def share(self, beside: float) -> Budget:
        """For each other; by seconds, less those it takes beside its steps, as far as it can be."""
        if self.iterations is not None:
            return budget_of(None, max(1, self.iterations // SHARES))
        assert self.seconds is not None
        whole = self.seconds / SHARES
        return budget_of(max(whole - max(0.0, beside), whole * LEAST_OF_SHARE), None)


def frontier(
    week: Week,
    base: Rota | None = None,
    *,
    effort: Effort | None = None,
    plans: int = FEWEST,
    watch: Watch | None = None,
    told: Told | None = None,
) -> Frontier:
    """Plans over faces, familiar carers, times, travel and paid hours, none beaten by another.

    Parameters
    ----------
    base
        The rota to trade from; searched for where none is given.
    effort
        What the base plan costs, or would: the other searches are measured by it.
    plans
        How many are wanted at least. Up to ``MOST`` are given, those farthest apart.
    watch, told
        Shown the progress of each search; given the name of each.

    Raises
    ------
    InputError
        If fewer than two plans are asked for; and as ``formulate``.
    """
    if plans < 2:
        raise InputError(f"{plans} plans leave nothing to choose.\nMaybe ask for five.")
    exploring = _Exploring(week, effort or Effort(), plans, watch, told)
    exploring.begin(base)
    exploring.settle(given=base is not None)
    exploring.explore()
    return exploring.result()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    direction: str
    rota: Rota
    outcome: Outcome


@dataclass(slots=True)
class _Exploring:
    """One frontier in the making.

    ``found`` begins with the base plan; every other plan in it is nowhere behind ``start`` in
    what is protected. ``beside`` are the seconds the last search took beside its steps.
    """

    week: Week
    effort: Effort
    wanted: int
    watch: Watch | None
    told: Told | None
    found: list[_Candidate] = field(default_factory=list)
    spent: list[tuple[str, int]] = field(default_factory=list)
    base_iterations: int | None = None
    beside: float = 0.0

    def begin(self, base: Rota | None) -> None:
        """The base plan: given, or searched for in full."""
        if base is None:
            if self.told is not None:
                self.told(BASE)
            planned = self._search(formulate(self.week), self.effort.whole)
            base, self.base_iterations = planned.rota, planned.iterations
        self.found.append(
            _Candidate(direction=BASE, rota=base, outcome=outcome_of(self.week, base))
        )

    def settle(self, *, given: bool) -> None:
        """Go on at the week's own prices from a rota given, or while visits are left out.

        Where that helps, the base plan is set aside: nobody is offered less driving for a
        visit that could have been made.
        """
        formulation = formulate(self.week)
        for turn in range(SETTLING):
            whole = not self.start.outcome.protected.left_out and not (given and turn == 0)
            if whole or self.effort.is_halted:
                return
            planned = self._searched(SETTLED, formulation, self.start)
            if planned.outcome.protected.is_within(self.start.outcome.protected):
                self.found.append(planned)

    def explore(self) -> None:
        """The named directions, then others while there is effort left or plans are missing."""
        for direction in DIRECTIONS:
            if self.effort.is_halted:
                return
            self._go(direction)
        for direction in islice(further(self.effort.seed), MOST_SEARCHES - len(self.spent)):
            beyond = len(self.spent) >= SHARES - 1
            enough = beyond and len(self._frontier()) >= self.wanted
            if enough or self.effort.is_halted:
                return
            # A small week's plan can be a dead end: then a start from nothing leads farther.
            self._go(direction, anew=beyond and len(self.spent) % 2 == 1)

    def result(self) -> Frontier:
        """The plans that are left, those farthest apart where there are many."""
        kept = self._frontier()
        points = [one.outcome.point for one in kept]
        always = [place for place, one in enumerate(kept) if one.direction == BASE]
        chosen = [kept[place] for place in far_apart(points, max(MOST, self.wanted), always)]
        base = self.found[0]
        return Frontier(
            plans=tuple(_plan(number, one, chosen, base) for number, one in enumerate(chosen, 1)),
            base_rota=base.rota,
            base=base.outcome,
            base_iterations=self.base_iterations,
            searches=tuple(
                Search(direction=name, iterations=steps, fate=self._fate(name, kept, chosen))
                for name, steps in self.spent
            ),
            wanted=self.wanted,
            seed=self.effort.seed,
            threads=self.effort.threads,
        )

    @property
    def start(self) -> _Candidate:
        """The base plan, or what settling made of it: the last plan at the week's own prices."""
        return [one for one in self.found if one.direction in (BASE, SETTLED)][-1]

    def _go(self, direction: Direction, *, anew: bool = False) -> None:
        """One search in a direction, kept where nothing protected suffers."""
        before = next((one for one in self.found if one.direction == direction.after), self.start)
        given = towards(self.week, direction)
        made = self._searched(direction.name, given, None if anew else before)
        if made.outcome.protected.is_within(self.start.outcome.protected):
            self.found.append(made)

    def _searched(self, name: str, given: Formulation, before: _Candidate | None) -> _Candidate:
        """One search from a plan or from nothing, judged and measured."""
        if self.told is not None:
            self.told(name)
        budget, began = self.effort.share(self.beside), monotonic()
        planned = self._search(given, budget, None if before is None else before.rota, ROUGH)
        self.spent.append((name, planned.iterations))
        outcome = outcome_of(self.week, planned.rota)
        self.beside = monotonic() - began - (budget.seconds or 0.0)
        return _Candidate(direction=name, rota=planned.rota, outcome=outcome)

    def _search(
        self,
        given: Formulation,
        budget: Budget,
        start: Rota | None = None,
        params: Params | None = None,
    ) -> Planned:
        return plan_formulated(
            given,
            budget,
            seed=self.effort.seed,
            threads=self.effort.threads,
            watch=self.watch,
            halt=self.effort.halt,
            warm=None if start is None else solution_of(given, start),
            params=params,
        )

    def _frontier(self) -> list[_Candidate]:
        """Plans that protect what the start does, of which no other beats any."""
        floor = self.start.outcome.protected
        kept = [one for one in self.found if one.outcome.protected.is_within(floor)]
        return [kept[place] for place in non_dominated([one.outcome.point for one in kept])]

    def _fate(self, name: str, kept: list[_Candidate], chosen: list[_Candidate]) -> str:
        if any(one.direction == name for one in chosen):
            return "on the frontier"
        if any(one.direction == name for one in kept):
            return "on the frontier, near another plan, not shown"
        if any(one.direction == name for one in self.found):
            return "another plan is as good or better in everything"
        return "set aside: leaves out or breaks more"


def _plan(number: int, one: _Candidate, chosen: list[_Candidate], base: _Candidate) -> Plan:
    """A candidate as it is shown, among those shown beside it."""
    aims = one.outcome.aims
    return Plan(
        name=f"plan-{number}",
        direction=one.direction,
        rota=one.rota,
        outcome=one.outcome,
        trade="The base plan." if one is base else trade(base.outcome, one.outcome),
        best=tuple(
            aim.value for aim in Aim if aims[aim] == min(o.outcome.aims[aim] for o in chosen)
        ),
    )
