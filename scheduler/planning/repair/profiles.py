"""The kinds of option a planner is offered, and what each holds dearest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.rota import Stage


class OptionKind(StrEnum):
    """What an option is best at."""

    AS_IT_IS = "as it is"
    LEAST_CHANGE = "least change"
    PEOPLE = "best for the people"
    CHEAPEST = "cheapest cover"
    SAME_TEAM = "the former team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How one kind of option is searched for.

    Parameters
    ----------
    stage
        At whose prices visits that could stay are changed.
    cost_first
        Whether money comes before what people feel; coverage comes before both.
    asks
        Whether carers may be asked to begin earlier, stay longer or work more hours.
    team_only
        Whether visits of clients who return are open to their former team alone.
    """

    kind: OptionKind
    stage: Stage
    cost_first: bool = False
    asks: bool = False
    team_only: bool = False


LEAST_CHANGE = Profile(kind=OptionKind.LEAST_CHANGE, stage=Stage.FROZEN)
PEOPLE = Profile(kind=OptionKind.PEOPLE, stage=Stage.PUBLISHED)
CHEAPEST = Profile(kind=OptionKind.CHEAPEST, stage=Stage.PUBLISHED, cost_first=True, asks=True)
SAME_TEAM = Profile(kind=OptionKind.SAME_TEAM, stage=Stage.PUBLISHED, team_only=True)

PROFILES = (LEAST_CHANGE, PEOPLE, CHEAPEST)
"""What is offered; ``SAME_TEAM`` comes first where a client returns."""
