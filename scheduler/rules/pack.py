"""A rule pack: the dated law and policy of one nation, as plain figures.

Figures never stand in code. ``data.rule_packs`` reads packs from TOML, where each figure
has its source; this file only gives them names, units and types. Rule letters (W1, P6,
V7, T5 ...) are those of ``scheduler/rules/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.domain.carer import AgeBand
from scheduler.domain.travel import Mode
from scheduler.domain.units import Seconds
from scheduler.rules.prices import Prices


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTime:
    """Limits on work and rest for one age group, seconds unless named otherwise.

    Parameters
    ----------
    average_week, average_weeks
        W1: mean working week over this many weeks, unless the worker opted out.
    daily_rest
        W2: between the last end of one working day and the first start of the next.
    weekly_rest
        W3: uninterrupted, inside each seven days counted from the first day planned.
    break_after, break_length
        W4: a working day longer than ``break_after`` holds a rest break this long.
    most_a_day, most_a_week
        Absolute limits where the law sets one (W6), else ``None``.
    """

    average_week: Seconds
    average_weeks: int
    daily_rest: Seconds
    weekly_rest: Seconds
    break_after: Seconds
    break_length: Seconds
    most_a_day: Seconds | None = None
    most_a_week: Seconds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NightWork:
    """W5: a working day with at least ``counts_from`` of work between ``start`` and ``end``
    (clock seconds, crossing midnight) holds at most ``most`` of work.
    """

    start: Seconds
    end: Seconds
    counts_from: Seconds
    most: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """P1 to P6: wage floors and what counts.

    Parameters
    ----------
    floor_pence
        P1: least pay for an hour worked, by age band, pence.
    real_living_wage_pence
        P2: a voluntary yardstick.
    mileage_pence, mileage_threshold_miles, mileage_pence_after
        P5: rate a mile up to the threshold in a year, and after it, by mode.
    paid_gap
        P6: an idle gap up to this long is ordinary paid waiting.
    free_gap
        P6: an idle gap at least this long is free time: unpaid, and a split of the day.
        Anything between the two is paid waiting that serves nobody.
    """

    floor_pence: Mapping[AgeBand, int]
    real_living_wage_pence: int
    mileage_pence: Mapping[Mode, int]
    mileage_threshold_miles: int
    mileage_pence_after: Mapping[Mode, int]
    paid_gap: Seconds
    free_gap: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """P11, P12: shape of a working day and week beyond the law.

    ``span`` is first start to last end of a day; ``target_days`` days worked in seven;
    ``weekly_warning`` the week above which work is priced (W1, soft).
    """

    span: Seconds
    target_days: int
    weekly_warning: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRules:
    """V1 to V13.

    Parameters
    ----------
    short_visit
        V1: personal care shorter than this needs a carer the client knows.
    critical_window
        V7: a time-critical visit starts within this of its agreed time, hard.
    grace
        V8: a start within this of the agreed time is on time and costs the person nothing.
    window_days
        V12: the rolling window over which distinct carers are counted.
    cap_single, cap_double
        V12: cap = usual team + this, for single-handed and double-handed clients.
    usual_one_call, usual_more_calls, usual_double_one_call, usual_double_more_calls
        Usual smallest team by pattern (single-handed or not; at most one call a day or more).
    known_after, known_days
        A carer with at least ``known_after`` visits in the last ``known_days`` days is known.
    even_grace
        Spread of starts of one call that counts as steady.
    introduction_least, introduction_extra
        V13: a first visit by a new face lasts at least the one, and so much more than agreed.
    """

    short_visit: Seconds
    critical_window: Seconds
    grace: Seconds
    window_days: int
    cap_single: int
    cap_double: int
    usual_one_call: int
    usual_more_calls: int
    usual_double_one_call: int
    usual_double_more_calls: int
    known_after: int
    known_days: int
    even_grace: Seconds
    introduction_least: Seconds
    introduction_extra: Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class TrafficPeriod:
    """A speed that holds on some weekdays between two clock times, in one kind of area.

    ``slower_permille`` is how much longer a leg takes than in free flow: 1170 means 17 %.
    """

    weekdays: frozenset[int]
    start: Seconds
    end: Seconds
    slower_permille: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelRules:
    """T1 to T5.

    Parameters
    ----------
    access_rural, access_town
        T3: parking and reaching the door, seconds a stop; nothing at the same address.
    buffer_least, buffer_permille
        T4: each leg keeps max(least, free-flow seconds x permille // 1000) spare; nothing
        at the same address.
    longest_leg
        T5: free-flow seconds of one leg between visits, by mode.
    longest_commute
        Free-flow seconds between home and the first or last visit of a shift, by mode.
    isolated_extra
        T5: added to both limits when either end is an isolated place.
    traffic
        Peak factors for cars and buses; other modes flow freely.
    near_miles_tenths
        T6: a carer living within this of a client is local, tenths of a mile.
    """

    access_rural: Seconds
    access_town: Seconds
    buffer_least: Seconds
    buffer_permille: int
    longest_leg: Mapping[Mode, Seconds]
    longest_commute: Mapping[Mode, Seconds]
    isolated_extra: Seconds
    traffic: tuple[TrafficPeriod, ...]
    near_miles_tenths: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """Every figure that holds for one nation between two dates.

    ``sources`` maps a figure's dotted name, or its section's, to where it comes from.
    """

    name: str
    nation: str
    first_day: date
    last_day: date
    adult: WorkingTime
    under_18: WorkingTime
    night: NightWork
    pay: Pay
    working: Working
    visits: VisitRules
    travel: TravelRules
    prices: Prices
    sources: Mapping[str, str]
