"""What is agreed or refused between one client and one carer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.units import CarerId, ClientId, Day


class PairKind(StrEnum):
    """A no-fault block carries no blame and is no performance fact; safeguarding is apart."""

    PREFER = "prefer"
    AVOID = "avoid"
    BLOCK_NO_FAULT = "block_nofault"
    BLOCK_SAFEGUARDING = "block_safeguarding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Holds from ``first`` to ``last`` day, both included; ``None`` is open-ended."""

    client: ClientId
    carer: CarerId
    kind: PairKind
    first: Day | None = None
    last: Day | None = None

    def holds_on(self, day: Day) -> bool:
        """Whether the agreement or refusal applies on ``day``."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
