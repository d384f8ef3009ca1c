"""Whether a carer may have a working day beside their other days."""

from __future__ import annotations

from itertools import pairwise

from solver.model import NEVER, Longs, Problem
from solver.score.plan import WorkingDay, room


def fits(problem: Problem, days: list[WorkingDay], start: Longs) -> bool:
    """Whether one carer's days keep every rule that looks beyond a single day.

    Parameters
    ----------
    days
        All working days of one carer, in any order; each legal by itself.
    start : shape (T,), moments
        Starts of their tasks.
    """
    ordered = sorted(days, key=lambda day: day.spells[0].duty)
    if not ordered:
        return True
    return (
        len(ordered) <= problem.carer_most_days[ordered[0].carer]
        and sum(day.work for day in ordered) <= problem.carer_most_work[ordered[0].carer]
        and _rests(problem, ordered)
        and _rests_in_the_week(problem, ordered)
        and _gets_there(problem, ordered, start)
    )


def _rests(problem: Problem, days: list[WorkingDay]) -> bool:
    """Between working days, and after the last end before the block."""
    rest, before = problem.carer_rest[days[0].carer], int(problem.carer_last_end[days[0].carer])
    if before != NEVER and days[0].first - before < rest:
        return False
    return all(later.first - earlier.last >= rest for earlier, later in pairwise(days))


def _rests_in_the_week(problem: Problem, days: list[WorkingDay]) -> bool:
    """Once in the block for long enough."""
    carer = days[0].carer
    spells = [spell for day in days for spell in day.spells]
    ends = [max(problem.block_start, int(problem.carer_last_end[carer]))]
    ends += [spell.last for spell in spells]
    begins = [*(spell.first for spell in spells), problem.block_end]
    longest = max(begin - end for end, begin in zip(ends, begins, strict=True))
    return bool(longest >= problem.carer_weekly_rest[carer])


def _gets_there(problem: Problem, days: list[WorkingDay], start: Longs) -> bool:
    """From the last task of a day to the first of the next."""
    return all(
        room(problem, earlier.spells[-1], later.spells[0], start) >= 0
        for earlier, later in pairwise(days)
    )
