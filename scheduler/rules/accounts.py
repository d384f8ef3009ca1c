"""Figures of the ledgers kept beside a rota, and of learning from what really happened."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.units import Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRules:
    """P7, P8, P11 and P12, as far as they are counted and not planned by.

    Parameters
    ----------
    guaranteed_weeks
        P7: weeks of the reference period.
    guaranteed_least, guaranteed_most
        P7: workers with contracts of up to this much a week would be offered the hours they
        work; the least and the greatest threshold proposed.
    guaranteed_status, notice_status
        How far P7 and P8 are law, in words.
    notice_options
        P8: days of notice proposed as reasonable, fewest first.
    notice_target, notice_aim
        P8: days before its first day by which a rota should be out, and better be out.
    splits_a_day, split_days
        P11: most splits of one day, and most split days in seven.
    running, running_target
        P12: most days worked one after another, and how many are aimed at.
    """

    guaranteed_weeks: int
    guaranteed_least: Seconds
    guaranteed_most: Seconds
    guaranteed_status: str
    notice_options: tuple[int, ...]
    notice_target: int
    notice_aim: int
    notice_status: str
    splits_a_day: int
    split_days: int
    running: int
    running_target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningRules:
    """PL18: when records of visits made are reason enough to propose something.

    Parameters
    ----------
    quantile_permille
        The visit should last for this share of the times it was made.
    over_permille
        How far that must lie above the planned length before anything is proposed.
    step
        Proposed lengths are whole multiples of this.
    visits, days, carers
        Least visits, days between the first and the last of them, and different carers.
    shortest_permille, longest_permille
        An attendance shorter or longer than this share of the planned length is no measure
        of care (signed in and out at once, or a clock left running) and is set aside.
    aside_permille
        Where more than this share had to be set aside, nothing is proposed.
    legs
        Least times a leg was travelled with no waiting behind it.
    leg_quantile_permille, leg_step
        Share of those times a leg should be enough for, and the step of extra time.
    leg_longest
        A leg that took this much longer than planned held something else, and is set aside.
    """

    quantile_permille: int
    over_permille: int
    step: Seconds
    visits: int
    days: int
    carers: int
    shortest_permille: int
    longest_permille: int
    aside_permille: int
    legs: int
    leg_quantile_permille: int
    leg_step: Seconds
    leg_longest: Seconds
