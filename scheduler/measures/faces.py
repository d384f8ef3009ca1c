"""Faces one client meets: distinct in a window, known, new, and the main carer's share.

``seen`` is one client's attendances in order of start, history and rota together;
``period`` the days measured, which may be those planned or days of the history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.domain.client import Client
from scheduler.domain.units import CarerId, Day, Moment
from scheduler.domain.week import Week
from scheduler.measures.attendance import Attendance, Attendances
from scheduler.measures.continuity import Continuity, continuity
from scheduler.measures.definitions import Definitions
from scheduler.measures.figures import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """Continuity of one client.

    Parameters
    ----------
    continuity
        Indices over the period alone.
    distinct_at_end
        By window length in days: distinct carers in the window that ends with the period.
    distinct_at_most
        By window length: the most in any window whose last day lies in the period.
    service_distinct
        Distinct staff by the Swedish definition; ``None`` for clients it leaves out.
    known
        Planned carer-visits by somebody the client knows by then.
    new_faces
        Carers of the period never met before it, as far as the history given goes.
    main_carer
        Visits at which the named main carer is present; ``None`` where none is named.
    """

    continuity: Continuity
    distinct_at_end: Mapping[int, int | None]
    distinct_at_most: Mapping[int, int | None]
    service_distinct: int | None
    known: Share
    new_faces: int
    main_carer: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceWindow:
    """First and last day of the window of the Swedish measure."""

    first: Day
    last: Day

    @property
    def days(self) -> int:
        """Number of days."""
        return self.last - self.first + 1


def faces(
    week: Week,
    client: Client,
    seen: Sequence[Attendance],
    period: range,
    service_distinct: int | None,
    terms: Definitions,
) -> Faces:
    """Everything about the faces of one client in ``period``."""
    rules = week.rules.visits
    last = period.stop - 1
    return Faces(
        continuity=continuity([one.carer for one in within(seen, period)]),
        distinct_at_end={days: distinct_carers(seen, last, days) for days in terms.windows},
        distinct_at_most={days: most_distinct(seen, period, days) for days in terms.windows},
        service_distinct=service_distinct,
        known=known_share(seen, period, rules.known_after, rules.known_days),
        new_faces=new_faces(seen, period),
        main_carer=main_carer_share(seen, period, client.main_carer),
    )


def within(seen: Sequence[Attendance], period: range) -> tuple[Attendance, ...]:
    """Attendances on the days of ``period``."""
    return tuple(one for one in seen if one.day in period)


def distinct_carers(seen: Sequence[Attendance], last: Day, days: int) -> int | None:
    """Distinct carers met on the ``days`` days that end with ``last``; ``None`` if nobody came."""
    return len({one.carer for one in within(seen, range(last - days + 1, last + 1))}) or None


def most_distinct(seen: Sequence[Attendance], ends: range, days: int) -> int | None:
    """Most distinct carers in any window of ``days`` days whose last day lies in ``ends``."""
    return max((distinct_carers(seen, last, days) or 0 for last in ends), default=0) or None


def known_share(
    seen: Sequence[Attendance], period: range, known_after: int, known_days: int
) -> Share:
    """Share of the period's carer-visits by someone the client knows by then.

    Known: at least ``known_after`` earlier visits on the visit's day or the ``known_days``
    days before it, in the history or earlier in the rota.
    """
    counted = within(seen, period)
    known = sum(
        sum(
            past.carer == now.carer and past.day >= now.day - known_days and past.start < now.start
            for past in seen
        )
        >= known_after
        for now in counted
    )
    return Share(numerator=known, denominator=len(counted))


def new_faces(seen: Sequence[Attendance], period: range) -> int:
    """Carers of the period whom the client has not met before it, in all the history given."""
    met = {one.carer for one in seen if one.day < period.start}
    return len({one.carer for one in within(seen, period)} - met)


def main_carer_share(
    seen: Sequence[Attendance], period: range, main: CarerId | None
) -> Share | None:
    """Share of the period's visits at which the main carer is present; ``None`` without one.

    A double-up is one visit here, so the main carer can reach the whole.
    """
    if main is None:
        return None
    counted = within(seen, period)
    return Share(
        numerator=len({one.start for one in counted if one.carer == main}),
        denominator=len({one.start for one in counted}),
    )


def service_window(known: Attendances, last: Day, days: int) -> ServiceWindow:
    """Window of ``days`` days that ends with ``last``, as far back as is known.

    Where the records of all clients begin later than that, the window is shorter.
    """
    first_known = min((one.day for those in known.values() for one in those), default=last)
    return ServiceWindow(first=min(max(last - days + 1, first_known), last), last=last)


def service_distinct(
    week: Week,
    seen: Sequence[Attendance],
    due: Sequence[tuple[Day, Moment]],
    window: ServiceWindow,
    terms: Definitions,
) -> int | None:
    """Distinct staff by the Swedish definition, or ``None`` for a client it leaves out.

    Counted are visits that start from 07:00 to 22:00 in the window; each carer of a
    double-up counts. Left out are clients with fewer than two such visits a day on average,
    and people away: those with a day without any visit although one is recorded or due on
    the same weekday elsewhere in the window. Meal and alarm deliveries are no visits here.

    Parameters
    ----------
    seen
        The client's attendances in order of start.
    due
        Day and agreed start of the client's visits in the period, made or not: a visit that
        nobody makes means neither that the client is away nor that less care is due.
    """
    days = range(window.first, window.last + 1)
    there = within(seen, days)
    met = [one for one in there if _in_service(week, one.start, terms)]
    past = {one.start for one in met if one.day < 0}
    coming = sum(day in days and _in_service(week, start, terms) for day, start in due)
    if not met or len(past) + coming < terms.service_visits_a_day * window.days:
        return None
    present = {one.day for one in there} | {day for day, _ in due}
    weekdays = {day % 7 for day in present}
    if any(day not in present and day % 7 in weekdays for day in days):
        return None
    return len({one.carer for one in met})


def _in_service(week: Week, start: Moment, terms: Definitions) -> bool:
    """Whether a visit that starts then counts in the Swedish measure."""
    return terms.service_start <= week.horizon.clock(start) <= terms.service_end
