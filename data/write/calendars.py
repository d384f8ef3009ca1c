"""A calendar file for each carer: who and when in as few words as will do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from icalendar import Calendar, Event, Timezone

from data.write.day_sheets import DaySheet, Piece, Spell
from data.write.labels import Labels
from scheduler.domain.units import CarerId
from scheduler.domain.week import Week

PRODUCT = "-//carerota//rota//EN"

LONDON = """\
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19810329T010000
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
"""
"""British clocks since 1996 [1]_. Written out because generated zones begin summer time an
hour late: the onset is told by the clock in use before it (RFC 5545, section 3.6.5).

References
----------
.. [1] The Summer Time Order 2002, SI 2002/262.
"""


def calendars(
    week: Week, sheets: Sequence[DaySheet], labels: Labels, written: datetime
) -> Mapping[CarerId, bytes]:
    """One iCalendar file [1]_ for each carer who works.

    An event is titled with the client's initials and the call, and says no address. Its
    identifier stays the same when the visit moves, so that calendars update and do not
    double it.

    Parameters
    ----------
    written
        Aware date and time the files are stamped with.

    References
    ----------
    .. [1] RFC 5545 (2009). Internet Calendaring and Scheduling Core Object Specification.
    """
    carers = sorted({sheet.carer for sheet in sheets})
    return {
        carer: _calendar(week, [one for one in sheets if one.carer == carer], labels, written)
        for carer in carers
    }


def _calendar(week: Week, sheets: Sequence[DaySheet], labels: Labels, written: datetime) -> bytes:
    """All events of one carer, with the time zone they are told in."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Rota {sheets[0].carer}")
    if week.horizon.zone == "Europe/London":
        calendar.add_component(Timezone.from_ical(LONDON))
    for sheet in sheets:
        day = week.horizon.date_of(sheet.day)
        rests = [piece for piece in sheet.pieces if piece.kind is Spell.BREAK]
        named = [(f"break-{day}-{number}", "Break", rest) for number, rest in enumerate(rests, 1)]
        named += [
            (one.visit.id, f"{labels.initials(one.visit.client)} {one.visit.call}", one)
            for one in sheet.pieces
            if one.visit is not None
        ]
        for name, title, piece in named:
            calendar.add_component(_event(week, piece, f"{name}-{sheet.carer}", title, written))
    if week.horizon.zone != "Europe/London":
        calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(week: Week, piece: Piece, name: str, title: str, written: datetime) -> Event:
    """One visit or break."""
    event = Event()
    event.add("uid", f"{name}@carerota")
    event.add("summary", title)
    event.add("dtstamp", written.astimezone(UTC))
    event.add("dtstart", week.horizon.instant(piece.start))
    event.add("dtend", week.horizon.instant(piece.end))
    return event
