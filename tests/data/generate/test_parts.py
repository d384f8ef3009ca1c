"""Single steps of drawing, worked by hand."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from data.generate.__main__ import main, monday
from data.generate.calendar import week_of_fortnight
from data.generate.county import need_of
from data.generate.legs import crow_km, leg_minutes
from data.generate.names import draw_names
from data.generate.past import Attendance, hours_by_week
from data.generate.places import door_near, read_places, shares
from data.generate.rhythms import variants


def test_shares_add_up() -> None:
    """7 in thirds: 2.33 each, and the first gets the one that is over."""
    assert shares(7, [1, 1, 1]) == [3, 2, 2]
    assert shares(10, [0.25, 0.25, 0.2, 0.3]) == [3, 2, 2, 3]


def test_doors_are_near_their_place() -> None:
    """Within 400 m of a village and 900 m of a town, and not all in one spot."""
    rng = np.random.default_rng(1)
    for place in read_places(4):
        doors = [door_near(place, rng) for _ in range(20)]
        middle = [type(doors[0])(at=place, lat=place.lat, lon=place.lon, postcode="")]
        away = crow_km(middle + doors)[0, 1:] * 1000
        assert away.max() <= (905 if place.kind == "town" else 405)
        assert away.max() > 150


def test_no_place_is_the_middle_of_a_postcode_district() -> None:
    """Several villages with one pair of coordinates would be such a middle."""
    places = read_places(4)
    assert len({(place.lat, place.lon) for place in places}) == len(places)


def test_legs_follow_the_measured_table() -> None:
    """Melton Mowbray to Oakham is 15.1 km as the crow flies: between 869 s at 12 km and
    1,442 s at 20 km, times 1.33, some 24 minutes by car.
    """
    towns = {place.name: place for place in read_places(2)}
    rng = np.random.default_rng(1)
    doors = [door_near(towns[name], rng, 0.0) for name in ("Melton Mowbray", "Oakham")]
    assert crow_km(doors)[0, 1] == pytest.approx(15.1, abs=0.2)
    assert leg_minutes(doors)[0, 0, 1] == pytest.approx(24.2, abs=0.5)


def test_work_ends_where_free_time_begins() -> None:
    """08:00 to 08:30, 08:45 to 09:15 and 16:00 to 16:30: 75 minutes with the short gap, and
    30 after the long one, make 1.75 hours, in the last week before.
    """
    spans = ((480, 510), (525, 555), (960, 990))
    lived = [
        Attendance(on=date(2026, 11, 29), client="C1", carer="K1", start=start, end=end)
        for start, end in spans
    ]
    assert hours_by_week(lived, date(2026, 11, 30)) == {"K1": {1: 1.75}}


def test_fortnights_are_counted_from_a_fixed_monday() -> None:
    """30 November 2026 is 152 weeks after 1 January 2024, so it opens a first week."""
    assert week_of_fortnight(date(2026, 11, 30)) == 1
    assert week_of_fortnight(date(2026, 12, 6)) == 1
    assert week_of_fortnight(date(2026, 12, 7)) == 2


def test_alternate_long_days_leave_a_night_between() -> None:
    """From 22:00 to 06:30 are 8.5 hours, too little rest; so long splits never fall on two
    days in a row inside a week.
    """
    for rhythm in variants("long split", "bank"):
        for days in rhythm.days:
            assert all(later - earlier >= 2 for earlier, later in pairwise(days))


def test_names_fit_and_differ() -> None:
    """As many names as people, no pair twice."""
    names = draw_names([True, False] * 300, np.random.default_rng(1))
    assert len(set(names)) == 600


def test_nobody_needs_nothing() -> None:
    """Without calls nobody is busy."""
    assert need_of({}, [], 10) == {}


def test_a_sample_begins_on_a_monday(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """1 December 2026 is a Tuesday and is refused."""
    assert monday("2026-11-30") == date(2026, 11, 30)
    with pytest.raises(SystemExit):
        main(["--first-day", "2026-12-01", "--out", str(tmp_path)])
    assert "monday" in capsys.readouterr().err
