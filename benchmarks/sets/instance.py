"""What every set gives: an instance with its Problem, its own objective and its own answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from solver.model import Problem, Solution
from solver.result import Progress

Answer: TypeAlias = dict[str, Any]
"""A solution in the set's own format, ready for JSON."""


class Instance(Protocol):
    """One instance of a set."""

    @property
    def name(self) -> str:
        """The file's name without its ending."""

    @property
    def problem(self) -> Problem:
        """The instance in rows."""

    def objective(self, solution: Solution) -> float:
        """The set's own objective, as its judge computes it."""

    def at_most(self, progress: Progress) -> float:
        """What the objective is no greater than, while only the cost by tier is known.

        Infinite while something that must be done is not.
        """

    def at_least(self, cost: tuple[int, ...]) -> float | None:
        """No accepted answer has a lower objective, if none costs less than ``cost``.

        ``None`` where the cost by tier does not say.
        """

    def answer(self, solution: Solution) -> Answer:
        """The solution in the set's own format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the set's own judge says of an answer.

    Parameters
    ----------
    accepted
        ``None`` where there is no judge beside the instances.
    objective
        As the judge computes it; ``None`` if it computed none.
    unassigned
        Clients or visits left out; ``None`` if the judge does not say.
    text
        Why it was rejected; empty where it was not.
    """

    accepted: bool | None
    objective: float | None = None
    unassigned: int | None = None
    text: str = ""

    def in_words(self, objective: float) -> str:
        """The verdict as a benchmark row shows it, beside our own ``objective``.

        Objectives are sums of a few hundred numbers of three decimals at most, so a
        difference beyond a millionth is a difference of meaning, not of rounding.
        """
        if self.accepted is None:
            return "not judged"
        if not self.accepted:
            return f"rejected: {self.text}"
        if self.objective is None or abs(self.objective - objective) > 1e-6:
            return f"objective differs: the judge finds {self.objective}"
        return "accepted"


def in_short(faults: Sequence[str], shown: int = 3) -> str:
    """The first faults in one line, and how many more there are."""
    more = f" and {len(faults) - shown} more" if len(faults) > shown else ""
    return "; ".join(faults[:shown]) + more


NOT_JUDGED = Verdict(accepted=None)
GOOD_WORDS = ("accepted", "not judged")
