"""The definition of starts, cost and faults in plain Python; see README.md in this folder."""

from solver.score.faults import faults
from solver.score.schedule import starts
from solver.score.terms import Score, score

__all__ = ["Score", "faults", "score", "starts"]
