"""Mending a rota in force; see README.md in this folder."""

from scheduler.planning.repair.options import Option, repair
from scheduler.planning.repair.search import Effort
from scheduler.planning.repair.situation import Situation, situation_of

__all__ = ["Effort", "Option", "Situation", "repair", "situation_of"]
