"""Two rotas of one week side by side; see README.md in this folder."""

from scheduler.planning.compare.compare import Comparison, compare
from scheduler.planning.compare.notices import Notice
from scheduler.planning.compare.people import CarerDifference, ClientDifference
from scheduler.planning.compare.visits import Change, VisitChange

__all__ = [
    "CarerDifference",
    "Change",
    "ClientDifference",
    "Comparison",
    "Notice",
    "VisitChange",
    "compare",
]
