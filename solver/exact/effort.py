"""Effort, counted and not timed: the same question with the same effort has the same answer."""

from __future__ import annotations

A_TABLE = 3e-4
A_LABEL = 2e-6
"""Effort of making one table of labels, and of each label in it."""

AN_ENTRY = 5e-9
"""Effort of a linear programme for each figure of its matrix and step of its search."""


class OutOfEffortError(RuntimeError):
    """There is no effort left; what is proved so far holds."""


class Effort:
    """What may be spent, and what has been; a unit takes a core about a second.

    Parameters
    ----------
    most
        In the unit of CP-SAT's deterministic time.
    """

    def __init__(self, most: float) -> None:
        self.most = most
        self.spent = 0.0

    @property
    def left(self) -> float:
        """What may still be spent."""
        return max(0.0, self.most - self.spent)

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left."""
        return self.spent >= self.most

    def spend(self, effort: float) -> None:
        """Count what a step took that is over already."""
        self.spent += effort

    def spend_on_labels(self, labels: int) -> None:
        """Count a table of labels.

        Raises
        ------
        OutOfEffortError
            If nothing is left.
        """
        self.spend(A_TABLE + A_LABEL * labels)
        if self.is_spent:
            raise OutOfEffortError
