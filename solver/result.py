"""What a search gives back."""

from __future__ import annotations

from dataclasses import dataclass

from solver.model import Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One look at a search under way.

    ``cost`` is the best so far by tier; ``left_out`` counts units nobody makes; ``faces`` is
    the mean number of distinct carers a group sees.
    """

    elapsed: float
    cost: tuple[int, ...]
    left_out: int
    faces: float
    iterations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The best answer and how it was reached.

    Parameters
    ----------
    first_legal_s
        Seconds until the first answer in which every unit had been tried and nobody lacked a
        due break; all of ``seconds`` if there was none. Every other hard rule always holds.
    curve
        Progress after each slice, oldest first.
    moves
        For each move: its name, and how often it was tried, legal and kept.
    build
        Compiler of the core.
    """

    solution: Solution
    seconds: float
    first_legal_s: float
    iterations: int
    seed: int
    threads: int
    curve: tuple[Progress, ...]
    moves: tuple[tuple[str, int, int, int], ...]
    build: str
