"""Timefold, day by day; see README.md in the folder above."""

from benchmarks.peers.timefold.peer import SOLVER, available, prepare, solve

__all__ = ["SOLVER", "available", "prepare", "solve"]
