"""What every measure counts, as figures in one place, with a version.

Figures of law and policy (tolerance, critical window, wage floor, near miles) come from the
week's rule pack and not from here; these are choices of measurement.
"""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.units import HOUR, MINUTE, Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """The figures behind the measures.

    Parameters
    ----------
    version
        Changes whenever a formula or a figure below does; published beside every result.
    late_call
        A start this far from the agreed one is late (or early) by the providers' own
        standard [1]_; the stricter tolerance is ``grace`` of the rule pack.
    service_start, service_end
        Clock times, both included, between which a start counts in the Swedish measure [2]_.
    service_days
        Days over which the Swedish measure counts.
    service_visits_a_day
        A client counts with at least this many visits a day on average [2]_.
    windows
        Rolling windows, in days, over which distinct carers are counted.
    unsocial_before, unsocial_from
        Clock times: care before the one or from the other on is given at unsocial hours.
    unsocial_weekdays
        Weekdays (Monday 0) whose every hour is unsocial.
    fewest_shown
        A group of fewer clients than this is not shown, so that nobody is recognised.

    References
    ----------
    .. [1] London Borough of Southwark, homecare specification: a call 30 minutes late is
           reported. Essex County Council, homecare KPI: within 30 minutes.
    .. [2] Socialstyrelsen and Kolada, Sweden: distinct staff met in 14 days, visits from
           07:00 to 22:00, people with two or more visits a day, people away left out.
    """

    version: str = "1.0"
    late_call: Seconds = 30 * MINUTE
    service_start: Seconds = 7 * HOUR
    service_end: Seconds = 22 * HOUR
    service_days: int = 14
    service_visits_a_day: int = 2
    windows: tuple[int, ...] = (14, 19, 28)
    unsocial_before: Seconds = 7 * HOUR
    unsocial_from: Seconds = 20 * HOUR
    unsocial_weekdays: frozenset[int] = frozenset({5, 6})
    fewest_shown: int = 5


STANDARD = Definitions()
"""The definitions used unless a caller names others."""
