"""See README.md in this folder."""

from solver.polish.recombination import recombine
from solver.polish.starts import best_starts

__all__ = ["best_starts", "recombine"]
