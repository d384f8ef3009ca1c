"""What each part of the cost weighs in an instance of ``uhhc``, or that it must be nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from solver.model import Term

HARD_TIER, COST_TIER = 0, 1

TERMS: Mapping[Term, str] = {
    Term.TRAVEL: "travel_time",
    Term.COMMUTE: "travel_time",
    Term.LATE: "total_tardiness",
    Term.GREATEST_LATE: "highest_tardiness",
    Term.WAITING: "total_waiting_time",
    Term.OVERTIME: "total_extra_time",
    Term.GREATEST_IDLE: "max_idle_time",
}
"""The component of the set that each of our terms is, where it is one alone."""

PER_PAIR = ("caregiver_preferences", "incompabilities", "qualification")
PER_UNIT = ("optional_patients", "missed_lunch_break")
HARD_IF_ABSENT = ("incompabilities", "qualification")
"""Spelt as the set spells them."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The components of one instance: each a whole number, "HARD", or absent.

    Raises
    ------
    ValueError
        If a component that is asked for is not one of those read here, or a weight is not a
        whole number.
    """

    given: Mapping[str, int | str | None]

    def __post_init__(self) -> None:
        read = {*TERMS.values(), *PER_PAIR, *PER_UNIT}
        if others := sorted(name for name in self.given if name not in read and self.given[name]):
            raise ValueError(f"cost components {', '.join(others)} are not read")
        for name, weight in self.given.items():
            if weight is not None and weight != "HARD" and not isinstance(weight, int):
                raise ValueError(f"{name} weighs {weight}, which is not a whole number")

    def is_hard(self, name: str) -> bool:
        """Whether the component must be nothing."""
        weight = self.given.get(name)
        return weight == "HARD" or (weight is None and name in HARD_IF_ABSENT)

    def tier(self, name: str) -> int:
        """Tier of the component."""
        return HARD_TIER if self.is_hard(name) else COST_TIER

    def soft(self, name: str) -> int:
        """Weight in the set's objective: 0 where the component is hard or absent."""
        weight = self.given.get(name)
        return weight if isinstance(weight, int) else 0

    def rate(self, name: str) -> int:
        """Points for each second: the weight, or 1 in the hard tier."""
        return 1 if self.is_hard(name) else self.soft(name)
