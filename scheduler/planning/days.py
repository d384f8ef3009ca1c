"""One carer's working day in figures, and whether a week of such days is legal.

Nothing here chooses; ``board`` asks, with one more visit in the day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from scheduler.domain.units import Moment, Seconds
from scheduler.planning.facts import Facts
from solver.model import NEVER, Term


class Limit(StrEnum):
    """Which kind of limit keeps a carer from one more visit that would fit the round."""

    HOURS = "hours"
    REST = "rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """What one shift amounts to; all in seconds but ``splits``.

    ``longest`` is the longest idle gap, -1 where there is none.
    """

    first: Moment
    last: Moment
    work: Seconds
    night: Seconds
    longest: Seconds
    splits: int
    awkward: Seconds
    travel: Seconds
    commute: Seconds
    waiting: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShape:
    """What one working day amounts to: first start, last end, seconds of work and so on."""

    spells: tuple[Spell, ...]
    first: Moment
    last: Moment
    work: Seconds
    visits: int
    longest: Seconds


Rounds = Sequence[tuple[int, Sequence[int]]]
"""Duty and its tasks in order of start, for each duty of a day that has any."""


def shape_of(facts: Facts, rounds: Rounds, start: Mapping[int, Moment]) -> DayShape:
    """Shape of a day on which the legs are known to fit."""
    spells = tuple(_spell(facts, duty, tasks, start) for duty, tasks in rounds)
    between = []
    for (_, earlier), (duty, later) in pairwise(rounds):
        reached = _ready(facts, duty, earlier[-1], later[0], start)
        between.append(start[later[0]] - reached)
    longest = max(between, default=-1)
    return DayShape(
        spells=spells,
        first=spells[0].first,
        last=spells[-1].last,
        work=sum(spell.work for spell in spells),
        visits=sum(len(tasks) for _, tasks in rounds),
        longest=max([longest, *(spell.longest for spell in spells)]),
    )


def _ready(facts: Facts, duty: int, before: int, after: int, start: Mapping[int, Moment]) -> Moment:
    leave = start[before] + facts.duration[before]
    return facts.ready(duty, leave, facts.place_end[before], facts.place[after])


def _spell(facts: Facts, duty: int, tasks: Sequence[int], start: Mapping[int, Moment]) -> Spell:
    problem, mode = facts.problem, facts.duty_mode[duty]
    first = start[tasks[0]]
    last = max(start[task] + facts.duration[task] for task in tasks)
    gaps, travel = [], 0
    for before, after in pairwise(tasks):
        leave = start[before] + facts.duration[before]
        here, there = facts.place_end[before], facts.place[after]
        under_way = facts.drive(duty, leave, here, there)
        travel += under_way
        gaps.append(start[after] - leave - under_way - int(problem.extra[mode, here, there]))
    free = [gap for gap in gaps if gap >= problem.free_gap]
    paid = [gap for gap in gaps if gap < problem.free_gap]
    falls, ends = facts.night[duty]
    return Spell(
        first=first,
        last=last,
        work=last - first - sum(free),
        night=max(0, min(last, ends) - max(first, falls)),
        longest=max(gaps, default=-1),
        splits=len(free),
        awkward=sum(gap - problem.paid_gap for gap in paid if gap > problem.paid_gap),
        travel=travel,
        commute=int(problem.drive[mode, facts.duty_from[duty], facts.place[tasks[0]]])
        + int(problem.drive[mode, facts.place_end[tasks[-1]], facts.duty_to[duty]]),
        waiting=sum(paid),
    )


def limit_broken(facts: Facts, carer: int, days: Sequence[DayShape]) -> Limit | None:
    """First kind of limit that a carer's days, in order, break; ``None`` if all are kept."""
    if _too_much(facts, carer, days):
        return Limit.HOURS
    if _too_little_rest(facts, carer, days) or _night_too_long(facts, days):
        return Limit.REST
    return None


def _too_much(facts: Facts, carer: int, days: Sequence[DayShape]) -> bool:
    """Whether W1, W6, C1 or what was declared (L1, L2, L3) is exceeded."""
    problem = facts.problem
    most_span = int(problem.carer_most_span[carer])
    most_day = int(problem.carer_most_day_work[carer])
    return (
        len(days) > facts.most_days[carer]
        or sum(day.work for day in days) > facts.most_work[carer]
        or any(
            day.visits > facts.most_visits[carer]
            or day.last - day.first > most_span
            or day.work > most_day
            for day in days
        )
    )


def _too_little_rest(facts: Facts, carer: int, days: Sequence[DayShape]) -> bool:
    """Whether daily (W2) or weekly rest (W3) is missing."""
    problem, rest = facts.problem, int(facts.problem.carer_rest[carer])
    before = int(problem.carer_last_end[carer])
    if days and before != NEVER and days[0].first - before < rest:
        return True
    if any(later.first - earlier.last < rest for earlier, later in pairwise(days)):
        return True
    spells = [spell for day in days for spell in day.spells]
    edges = [
        (problem.block_start, problem.block_start),
        *((spell.first, spell.last) for spell in spells),
        (problem.block_end, problem.block_end),
    ]
    longest = max(later[0] - earlier[1] for earlier, later in pairwise(edges))
    return longest < int(problem.carer_weekly_rest[carer])


def _night_too_long(facts: Facts, days: Sequence[DayShape]) -> bool:
    """Whether a working day with enough of it at night is too long (W5)."""
    problem = facts.problem
    for day in days:
        at_night = sum(spell.night for spell in day.spells)
        if 0 < at_night >= problem.night_counts_from and day.work > problem.night_most:
            return True
    return False


def cost_of(facts: Facts, carer: int, days: Sequence[DayShape]) -> tuple[int, ...]:
    """Points by tier of everything that one carer's days decide alone."""
    problem = facts.problem
    work = sum(day.work for day in days)
    spells = [spell for day in days for spell in day.spells]
    target_span = int(problem.carer_target_span[carer])
    points = {
        Term.BREAK_MISSING: problem.break_missing * breaks_missing(facts, carer, days),
        Term.SHORT_HOURS: problem.short_hours * max(0, int(problem.carer_contracted[carer]) - work),
        Term.LONG_WEEK: problem.long_week * max(0, work - int(problem.carer_warn_work[carer])),
        Term.LONG_SPAN: problem.long_span
        * sum(max(0, day.last - day.first - target_span) for day in days),
        Term.AWKWARD: problem.awkward * sum(spell.awkward for spell in spells),
        Term.SPLIT: problem.split
        * (sum(spell.splits for spell in spells) + len(spells) - len(days)),
        Term.EXTRA_DAY: problem.extra_day
        * max(0, len(days) - int(problem.carer_target_days[carer])),
        Term.TRAVEL: problem.travel * sum(spell.travel for spell in spells),
        Term.COMMUTE: problem.commute * sum(spell.commute for spell in spells),
        Term.WAITING: problem.waiting * sum(spell.waiting for spell in spells),
    }
    return by_tier(facts, points)


def breaks_missing(facts: Facts, carer: int, days: Sequence[DayShape]) -> int:
    """Working days long enough for a break that have no gap to hold it."""
    after = facts.problem.carer_break_after[carer]
    length = facts.problem.carer_break_length[carer]
    return sum(day.work > after and day.longest < length for day in days)


def by_tier(facts: Facts, points: Mapping[Term, int]) -> tuple[int, ...]:
    """Points of terms added up by tier."""
    totals = [0] * facts.problem.tiers
    for term, amount in points.items():
        totals[int(facts.problem.tier_of_term[term])] += amount
    return tuple(totals)
