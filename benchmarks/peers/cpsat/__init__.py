"""CP-SAT, one model a day; see README.md in the folder above."""

from benchmarks.peers.cpsat.peer import SOLVER, available, solve

__all__ = ["SOLVER", "available", "solve"]
