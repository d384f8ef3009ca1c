"""What a rota is like for clients, carers and payers; see README.md in this folder."""

from scheduler.measures.continuity import Continuity, continuity
from scheduler.measures.definitions import STANDARD, Definitions
from scheduler.measures.figures import Share, Spread
from scheduler.measures.floor import Floor
from scheduler.measures.summary import HistoryMeasures, Measures, measure, measure_history

__all__ = [
    "STANDARD",
    "Continuity",
    "Definitions",
    "Floor",
    "HistoryMeasures",
    "Measures",
    "Share",
    "Spread",
    "continuity",
    "measure",
    "measure_history",
]
