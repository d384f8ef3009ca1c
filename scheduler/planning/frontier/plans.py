"""Plans of a frontier, what it took to find them, and taking one of them over."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota
from scheduler.planning.frontier.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One plan that no other beats in everything.

    Parameters
    ----------
    name
        "plan-1" and so on; the base plan, where it is on the frontier, comes first.
    direction
        Where the search was sent: a name from ``directions``, or ``"base"``.
    trade
        What it gives and costs beside the base plan, in a sentence.
    best
        The aims in which no other plan of the frontier is better, by name.
    """

    name: str
    direction: str
    rota: Rota
    outcome: Outcome
    trade: str
    best: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search that was made for another plan.

    Parameters
    ----------
    iterations
        Steps of all threads.
    fate
        What became of its plan, in a few words.
    """

    direction: str
    iterations: int
    fate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """Plans none of which beats another, and how they were found.

    Parameters
    ----------
    base
        The plan all others are told against, whether or not it is on the frontier.
    base_iterations
        Steps of all threads that the base plan took; ``None`` where it was given.
    searches
        Every search for another plan, in order.
    wanted
        How many plans were asked for; there may be fewer, and ``shortfall`` says why.
    """

    plans: tuple[Plan, ...]
    base_rota: Rota
    base: Outcome
    base_iterations: int | None
    searches: tuple[Search, ...]
    wanted: int
    seed: int
    threads: int

    @property
    def other_iterations(self) -> int:
        """Steps of all threads that all other searches took together."""
        return sum(search.iterations for search in self.searches)

    @property
    def shortfall(self) -> str:
        """Why there are fewer plans than were asked for; empty where there are enough."""
        if len(self.plans) >= self.wanted:
            return ""
        count = f"{len(self.plans)} plan{'' if len(self.plans) == 1 else 's'}"
        return (
            f"Only {count} found of {self.wanted} wanted: {len(self.searches)} searches met no "
            "other that is better in anything without leaving out more or breaking more.\n"
            "Maybe search longer, or unpin some visits: where little can be chosen, plans are few."
        )


def adopt(frontier: Frontier, name: str) -> Rota:
    """The rota of one plan, to become the draft in force.

    Parameters
    ----------
    name
        "plan-3", or "3".

    Raises
    ------
    InputError
        If no plan is called that, or the plan breaks a hard rule.
    """
    plan = next((one for one in frontier.plans if one.name in (name, f"plan-{name}")), None)
    if plan is None:
        raise InputError(
            f"No plan is called {name}.\n"
            f"Maybe take one of {', '.join(one.name for one in frontier.plans)}."
        )
    if not plan.outcome.verdict.is_legal:
        codes = ", ".join(sorted(set(plan.outcome.verdict.codes())))
        raise InputError(
            f"{plan.name} breaks hard rules ({codes}), as the base plan does.\n"
            "Maybe mend the base plan first, and look for its frontier again."
        )
    return plan.rota
