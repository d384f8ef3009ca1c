"""A calendar that is asked for again and again: every event keeps its identifier and counts up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from data.write.calendars import LONDON, PRODUCT

ASK_AGAIN = timedelta(hours=1)
"""How often a calendar is asked to look; some look once a day whatever they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEvent:
    """One visit or break in a feed.

    Parameters
    ----------
    uid
        Stays the same when the visit moves, so that calendars update and do not double it.
    sequence
        Goes up with every change of the event (RFC 5545, section 3.8.7.4).
    told_at
        When what it says now was published.
    status
        ``CONFIRMED``, ``TENTATIVE`` or ``CANCELLED``.
    """

    uid: str
    title: str
    start: datetime
    end: datetime
    told_at: datetime
    sequence: int = 0
    status: str = "CONFIRMED"


def feed_bytes(title: str, events: Sequence[FeedEvent], zone: str = "Europe/London") -> bytes:
    """An iCalendar file (RFC 5545) with ``METHOD:PUBLISH``; the same events give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", zone)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    if zone == "Europe/London":
        calendar.add_component(Timezone.from_ical(LONDON))
    for one in events:
        calendar.add_component(_event(one, ZoneInfo(zone)))
    if zone != "Europe/London":
        calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(one: FeedEvent, zone: ZoneInfo) -> Event:
    """As it is written; nothing but who, when and whether it stands."""
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("status", one.status)
    event.add("summary", one.title)
    event.add("dtstamp", one.told_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", one.told_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", one.start.astimezone(zone))
    event.add("dtend", one.end.astimezone(zone))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if one.status == "CANCELLED" else "OPAQUE")
    return event
