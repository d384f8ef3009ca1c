"""The parts of the cost by name; docs/OBJECTIVE.md defines each."""

from __future__ import annotations

from enum import IntEnum


class Term(IntEnum):
    """Every part of the cost except units left out, whose tier is their own."""

    BREAK_MISSING = 0
    LATE = 1
    EARLY = 2
    FACES = 3
    WINDOW_FACES = 4
    STRANGER = 5
    DISLIKE = 6
    UNEVEN = 7
    MOVED = 8
    SHORT_HOURS = 9
    LONG_WEEK = 10
    LONG_SPAN = 11
    AWKWARD = 12
    SPLIT = 13
    EXTRA_DAY = 14
    TRAVEL = 15
    COMMUTE = 16
    WAITING = 17
    NEAR = 18
    GREATEST_LATE = 19
    OVERTIME = 20
    GREATEST_IDLE = 21
