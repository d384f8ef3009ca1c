"""Single cells: what is understood, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from data.tables import cells, clock, skills
from scheduler.domain.carer import Skill
from scheduler.domain.travel import Mode


@pytest.mark.parametrize(
    "text",
    ["2026-11-30", "30/11/2026", "30.11.26", "30-11-2026", "30 Nov 2026", "30 November 2026",
     "2026-11-30 00:00:00", "2026-11-30T00:00:00"],
)  # fmt: skip
def test_dates_as_people_write_them(text: str) -> None:
    """All of these are the last day of November 2026; the day comes before the month."""
    assert clock.a_date(text) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("7:30", 27_000), ("07:30", 27_000), ("0730", 27_000), ("7.30", 27_000), ("730", 27_000),
     ("07:30:00", 27_000), ("1899-12-31 07:30:00", 27_000), ("0.3125", 27_000), ("0:00", 0)],
)  # fmt: skip
def test_times_as_people_write_them(text: str, seconds: int) -> None:
    """Half past seven is 27,000 seconds after midnight."""
    assert clock.a_time(text) == seconds


def test_a_day_may_end_but_not_begin_at_24() -> None:
    """24:00 is an end only."""
    assert clock.an_end("24:00") == clock.an_end("1900-01-01 00:00:00") == 86_400
    with pytest.raises(PydanticCustomError, match="23:59"):
        clock.a_time("24:00")


@settings(deadline=None)
@given(st.integers(0, 86_399 // 60))
def test_every_minute_of_the_day_reads_back(minute: int) -> None:
    """Three ways of writing one minute agree."""
    hour, rest = divmod(minute, 60)
    for text in (f"{hour}:{rest:02}", f"{hour:02}{rest:02}", f"{hour:02}:{rest:02}:00"):
        assert clock.a_time(text) == minute * 60


@settings(deadline=None)
@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_date_reads_back(on: date) -> None:
    """British and ISO spelling of one date agree."""
    assert clock.a_date(f"{on:%d/%m/%Y}") == clock.a_date(on.isoformat()) == on


@pytest.mark.parametrize(
    ("text", "days"),
    [("daily", "0123456"), ("Mon-Fri", "01234"), ("Mon;Wed;Fri", "024"), ("Fri-Mon", "4560"),
     ("MTWTF--", "01234"), ("M.W.F.S", "0246"), ("weekends", "56"), ("MTWTFSS", "0123456"),
     ("Sat", "5"), ("Monday to Friday", "01234"), ("tues, thurs & Sat", "135"), ("Mo Tu", "01"),
     ("-----S-", "5")],
)  # fmt: skip
def test_weekdays_as_people_write_them(text: str, days: str) -> None:
    """Monday is 0; a range may pass Sunday; a mask has seven signs."""
    assert clock.weekdays(text) == frozenset(int(day) for day in days)


@settings(deadline=None)
@given(st.frozensets(st.integers(0, 6), min_size=1))
def test_masks_and_lists_of_weekdays_agree(days: frozenset[int]) -> None:
    """A mask and a list of names say the same."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    mask = "".join("MTWTFSS"[day] if day in days else "-" for day in range(7))
    assert clock.weekdays(mask) == clock.weekdays(";".join(names[d] for d in sorted(days))) == days


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (clock.a_date, "11/30/2026", "no such date"),
        (clock.a_date, "31/02/2026", "no such date"),
        (clock.a_date, "30/11/0026", "too far away"),
        (clock.a_date, "soon", "not a date"),
        (clock.a_date, "", "not a date"),
        (clock.a_time, "25:00", "never shows"),
        (clock.a_time, "12:60", "never shows"),
        (clock.a_time, "noon", "not a time"),
        (clock.weekdays, "-------", "No weekday"),
        (clock.weekdays, "Funday", "not a weekday"),
        (clock.weekdays, "T", "not a weekday"),
        (clock.weeks, "0;1", "not a list of weeks"),
        (clock.weeks, "one", "not a list of weeks"),
        (clock.cycle, "9", "1 to 8"),
        (clock.cycle, "0", "1 to 8"),
        (cells.number, "30 min", "not a number"),
        (cells.number, "nan", "not a number"),
        (cells.whole, "2.5", "whole"),
        (cells.count, "0", "1 or more"),
        (cells.minutes, "-15", "negative"),
        (cells.minutes, "1800", "more than a day"),
        (cells.length, "0", "shorter than 1 minute"),
        (cells.hours, "200", "168"),
        (cells.pence, "1320", "200"),
        (cells.latitude, "-0.9", "outside the United Kingdom"),
        (cells.longitude, "52.7", "outside the United Kingdom"),
        (cells.yes_or_no, "perhaps", "neither yes nor no"),
        (cells.rag, "blue", "red, amber, green"),
        (cells.gender, "lady", "female, male"),
        (cells.modes, "car;horse", "car, bike, ebike"),
        (cells.reason, "yes", "reason is missing"),
        (skills.held, "hoist:9", "level"),
        (skills.held, ":2", "list of skills"),
        (skills.needed, "hoist:2:2027-01-01", "list of skills"),
        (cells.spot, "5.0, -0.9", "outside the United Kingdom"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    read: Callable[[Any], object], text: str, message: str
) -> None:
    """With the reason in words."""
    with pytest.raises(PydanticCustomError, match=message):
        read(text)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_no_cell_makes_a_reader_stumble(text: str) -> None:
    """Whatever stands in a cell is read or refused, never a traceback."""
    for read in (
        clock.a_date, clock.an_end, clock.weekdays, clock.weeks, clock.cycle, cells.hours,
        cells.pence, cells.length, cells.yes_or_no, cells.modes, cells.spot, skills.held,
    ):  # fmt: skip
        try:
            read(text)
        except PydanticCustomError as wrong:
            assert wrong.context is not None
            assert str(wrong.context["message"]).endswith(".")


def test_lists_and_choices() -> None:
    """Order of modes is kept, words for them are many, levels have names."""
    assert cells.modes("walker; Car;walk") == (Mode.WALK, Mode.CAR)
    assert cells.words("K1; K2|K3,K4;") == ("K1", "K2", "K3", "K4")
    assert clock.weeks("1-3;5") == frozenset({1, 2, 3, 5})
    assert skills.needed("Hoist:2; peg") == (("hoist", 2), ("peg", 1))
    assert skills.held("PEG:lead:31/03/2027") == (
        Skill(name="peg", level=3, expires=date(2027, 3, 31)),
    )
    assert cells.pence("£12.71") == 1271
    assert cells.postcode("le130ck") == "LE13 0CK"
    assert cells.postcode("Whissendine") == "Whissendine"
    assert cells.spot("52.7, -0.9") == "52.7,-0.9"
    assert cells.reason("no") == ""
