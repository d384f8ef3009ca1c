"""Calendar files that calendars understand, on ordinary days and when the clocks change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from data.write.calendars import calendars
from scheduler.domain.horizon import Horizon
from scheduler.domain.rota import Rota
from tests.builders import a_rota, a_visit, a_week
from tests.data.write.a_week import LABELS, WRITTEN, the_rota, the_sheets, the_week


def test_each_carer_has_an_event_for_each_visit_and_break() -> None:
    """A has eight parts and one break, B six parts; a title is initials and call."""
    week = the_week()
    made = calendars(week, the_sheets(week, the_rota(week)), LABELS, WRITTEN)
    events = {carer: Calendar.from_ical(text).walk("VEVENT") for carer, text in made.items()}
    assert {carer: len(found) for carer, found in events.items()} == {"A": 9, "B": 6}
    titles = [str(event["SUMMARY"]) for event in events["A"]]
    assert "B# lunch" in titles
    assert titles.count("Break") == 1


def test_an_event_says_no_more_than_who_and_when() -> None:
    """No address, no name, no reason: five properties and no others."""
    week = the_week()
    made = calendars(week, the_sheets(week, the_rota(week)), LABELS, WRITTEN)
    for text in made.values():
        assert b"insulin" not in text
        assert b"Sample" not in text
        for event in Calendar.from_ical(text).walk("VEVENT"):
            assert set(event) == {"UID", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP"}


def test_an_event_keeps_its_identifier_when_the_visit_moves() -> None:
    """A calendar then moves the event instead of showing it twice."""
    week = the_week()
    rota = the_rota(week)
    later = [replace(one, start=one.start + 300) for one in rota.assignments]
    moved = replace(rota, assignments=tuple(later))

    def identifiers(rota: Rota) -> list[str]:
        text = calendars(week, the_sheets(week, rota), LABELS, WRITTEN)["A"]
        return sorted(str(one["UID"]) for one in Calendar.from_ical(text).walk("VEVENT"))

    assert identifiers(moved) == identifiers(rota)


@pytest.mark.parametrize(
    ("first", "before", "after"),
    [(date(2026, 3, 28), 0, 1), (date(2026, 10, 24), 1, 0)],
    ids=["spring", "autumn"],
)
def test_visits_keep_their_clock_time_across_a_clock_change(
    first: date, before: int, after: int
) -> None:
    """08:00 on Saturday and 08:00 on Sunday are 23 or 25 hours apart; offsets are right."""
    sunday = 24 * 3600 + (before - after) * 3600
    week = a_week(
        a_visit("v1", at="08:00"),
        a_visit("v2", at="08:00"),
        days=2,
        horizon=Horizon(first_day=first, days=2),
    )
    rota = a_rota(week, {"v1": "A", "v2": "A"}, {"v2": 8 * 3600 + sunday})
    made = Calendar.from_ical(calendars(week, the_sheets(week, rota), LABELS, WRITTEN)["A"])
    starts = sorted(event["DTSTART"].dt for event in made.walk("VEVENT"))
    assert [start.hour for start in starts] == [8, 8]
    assert [start.utcoffset() for start in starts] == [
        timedelta(hours=before),
        timedelta(hours=after),
    ]


def test_the_zone_is_written_out_with_summer_time_from_one_oclock() -> None:
    """Readers without a zone table follow the rules in the file itself."""
    week = the_week()
    made = calendars(week, the_sheets(week, the_rota(week)), LABELS, WRITTEN)["A"].decode()
    assert "TZID:Europe/London" in made
    assert "DTSTART:19810329T010000" in made
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in made
