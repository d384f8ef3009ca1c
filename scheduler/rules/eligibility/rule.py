"""What every eligibility rule offers; each rule is one module of this folder."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from scheduler.domain.carer import Carer
from scheduler.rules.eligibility.need import Need


class EligibilityRule(Protocol):
    """One reason why a carer may not make a visit, whatever the hour.

    ``CODE`` is that of docs/OBJECTIVE.md; ``REASON`` is the word it is counted under.
    """

    CODE: str
    REASON: str

    def looks_at(self, need: Need) -> Hashable:
        """The part of a need the rule depends on; equal parts fail the same carers."""
        ...

    def fails(self, need: Need, carer: Carer) -> bool:
        """Whether the carer may not meet the need."""
        ...

    def breach(self, need: Need, carer: Carer) -> str:
        """The breach as a sentence, with ids only; asked only where the rule fails."""
        ...
