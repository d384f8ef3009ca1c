"""Splits of days (P11) and days worked one after another (P12), the history counted in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

from scheduler.domain.units import CarerId, Day, Seconds
from scheduler.domain.week import Week
from scheduler.referee import Round, Verdict

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Strain:
    """How one carer's days lie.

    Parameters
    ----------
    splits, most_splits
        Splits in the period, and on its worst day: idle gaps long enough to be free time, and
        every shift worked beyond the first of a day.
    split_days
        Most days with a split among any seven of the period.
    longest_span
        Greatest time from first start to last end of a day, seconds.
    days_worked, running
        Days with work, and most of them one after another, those just before counted in.
    over
        Which figures are above the rule pack's, in its words.
    """

    carer: CarerId
    days_worked: int
    splits: int
    most_splits: int
    split_days: int
    longest_span: Seconds
    running: int
    over: tuple[str, ...]


def strains(week: Week, verdict: Verdict) -> tuple[Strain, ...]:
    """Every carer of the week, by carer."""
    rounds: dict[CarerId, list[Round]] = defaultdict(list)
    for one in verdict.rounds:
        rounds[one.carer].append(one)
    before: dict[CarerId, set[Day]] = defaultdict(set)
    for past in week.history:
        before[past.carer].add(past.day)
    return tuple(_strain(week, carer, rounds[carer], before[carer]) for carer in sorted(week.carer))


def _strain(week: Week, carer: CarerId, rounds: list[Round], before: set[Day]) -> Strain:
    days: dict[Day, list[Round]] = defaultdict(list)
    for one in rounds:
        days[one.day].append(one)
    splits = {day: _splits(those, week.rules.pay.free_gap) for day, those in days.items()}
    split_days = [day for day, count in splits.items() if count]
    found = Strain(
        carer=carer,
        days_worked=len(days),
        splits=sum(splits.values()),
        most_splits=max(splits.values(), default=0),
        split_days=max(
            (sum(day <= one < day + DAYS_A_WEEK for one in split_days) for day in split_days),
            default=0,
        ),
        longest_span=max((_span(those) for those in days.values()), default=0),
        running=_running(set(days), before),
        over=(),
    )
    return _judged(week, found)


def _judged(week: Week, found: Strain) -> Strain:
    """The same with what is above the rule pack's figures."""
    rules, working = week.rules.ledgers, week.rules.working
    above = (
        ("splits_a_day", found.most_splits > rules.splits_a_day),
        ("split_days", found.split_days > rules.split_days),
        ("span", found.longest_span > working.span),
        ("running", found.running > rules.running),
    )
    return replace(found, over=tuple(name for name, is_over in above if is_over))


def _splits(rounds: list[Round], free_gap: Seconds) -> int:
    """Splits of one day."""
    gaps = sum(idle.lasts >= free_gap for one in rounds for idle in one.idles)
    return gaps + len(rounds) - 1


def _span(rounds: list[Round]) -> Seconds:
    """First start to last end of one day."""
    return max(one.ends for one in rounds) - min(one.begins for one in rounds)


def _running(days: set[Day], before: set[Day]) -> int:
    """Most days one after another that end in the period."""
    worked = sorted(days | before)
    most, run = (1 if days & set(worked[:1]) else 0), 1
    for last, day in pairwise(worked):
        run = run + 1 if day == last + 1 else 1
        if day in days:
            most = max(most, run)
    return most
