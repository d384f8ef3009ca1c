"""Several plans of one week, none of which beats another; see README.md in this folder."""

from scheduler.planning.frontier.explore import Effort, frontier
from scheduler.planning.frontier.outcome import Aim, Outcome, outcome_of
from scheduler.planning.frontier.plans import Frontier, Plan, Search, adopt

__all__ = [
    "Aim",
    "Effort",
    "Frontier",
    "Outcome",
    "Plan",
    "Search",
    "adopt",
    "frontier",
    "outcome_of",
]
