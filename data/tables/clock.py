"""Dates, times of day, weekdays and weeks of a cycle as people and spreadsheets write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from data.tables.cells import words, wrong

_MIDNIGHT = r"(?:[T ]00:00(?::00(?:\.0+)?)?)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _MIDNIGHT)
_UK = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})" + _MIDNIGHT)
_TIME = re.compile(r"(\d{1,2})[:.]?(\d{2})(?::(\d{2})(?:\.0+)?)?")
_EXCEL_TIME = re.compile(r"(1899-12-3[01]|1900-01-01)[T ](\d\d):(\d\d):(\d\d)(?:\.\d+)?")
_ISO_T = re.compile(r"(\d)T(?=\d)")
_OFFSET = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
LONDON = ZoneInfo("Europe/London")
_DAY_FRACTION = re.compile(r"[01]\.\d{3,}")

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MASK = "mtwtfss"
_GROUPS = {
    "daily": frozenset(range(7)),
    "everyday": frozenset(range(7)),
    "all": frozenset(range(7)),
    "weekdays": frozenset(range(5)),
    "weekends": frozenset({5, 6}),
    "weekend": frozenset({5, 6}),
}


def a_date(value: Any) -> date:
    """``2026-11-30``, ``30/11/2026``, ``30/11/26``, ``30 Nov 2026`` or a native date."""
    text = " ".join(str(value).split())
    iso, british = _ISO.fullmatch(text), _UK.fullmatch(text)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if british:
        century = 2000 if len(british[3]) == 2 else 0
        return _day(century + int(british[3]), int(british[2]), int(british[1]))
    for layout in ("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y"):
        try:
            return datetime.strptime(text, layout).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise wrong("This is not a date.", "Maybe write it as 30/11/2026 or 2026-11-30.")


def _day(year: int, month: int, day: int) -> date:
    """The date, if the calendar has it and it is of our time."""
    try:
        found = date(year, month, day)
    except ValueError:
        advice = "Maybe day and month were swapped." if 12 < month <= 31 else ""
        raise wrong("The calendar has no such date.", advice) from None
    if not 1990 <= found.year <= 2100:
        raise wrong("This year is too far away.", "Maybe a digit of the year is missing.")
    return found


def a_time(value: Any) -> int:
    """``7:30``, ``07:30``, ``0730``, ``7.30`` or a native time, as seconds after 00:00."""
    found = _clock(str(value).strip())
    if found >= 86_400:
        raise wrong("A day ends at 23:59.", "Maybe write 00:00.")
    return found


def an_end(value: Any) -> int:
    """A time at which something ends: as ``a_time``, and 24:00 for midnight."""
    return _clock(str(value).strip())


def _clock(text: str) -> int:
    """Seconds after 00:00, up to and with 24:00."""
    if native := _EXCEL_TIME.fullmatch(text):
        late = 86_400 if native[1] == "1900-01-01" else 0
        return late + int(native[2]) * 3600 + int(native[3]) * 60 + int(native[4])
    if _DAY_FRACTION.fullmatch(text) and float(text) <= 1:
        return round(float(text) * 1440) * 60
    match = _TIME.fullmatch(text)
    if match is None:
        raise wrong("This is not a time of day.", "Maybe write it as 07:30, on the 24-hour clock.")
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    total = hour * 3600 + minute * 60 + second
    if minute > 59 or second > 59 or total > 86_400:
        raise wrong("The clock never shows this.", "Maybe write it as 07:30, on the 24-hour clock.")
    return total


def a_stamp(value: Any) -> tuple[date | None, int]:
    """A time of day, or a date and time, as the date if there is one and seconds after 00:00.

    A time with an offset from UTC is turned into the clock time of London.
    """
    text = " ".join(str(value).split())
    day, _, rest = _ISO_T.sub(r"\1 ", text).rpartition(" ")
    if not day or _EXCEL_TIME.fullmatch(text):
        return None, an_end(text)
    if _OFFSET.search(rest):
        try:
            local = datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(LONDON)
        except ValueError:
            raise wrong("This is not a date and time.", "Maybe write 2026-11-30 07:30.") from None
        return local.date(), local.hour * 3600 + local.minute * 60 + local.second
    return a_date(day), an_end(rest)


def weekdays(value: Any) -> frozenset[int]:
    """``daily``, ``Mon-Fri``, ``Mon;Wed;Fri``, ``weekends`` or a mask ``MTWTF--``; Monday is 0."""
    text = str(value).strip().lower()
    squeezed = re.sub(r"\s", "", text)
    if squeezed in _GROUPS:
        return _GROUPS[squeezed]
    if len(squeezed) == 7 and all(
        a in (b, "-", ".", "_") for a, b in zip(squeezed, _MASK, strict=True)
    ):
        return _some(frozenset(i for i, letter in enumerate(squeezed) if letter.isalpha()))
    tidy = re.sub(r"\s*(?:-|–|\bto\b)\s*", "-", text)
    found: set[int] = set()
    for part in re.split(r"[;,/|+&\s]+", tidy):
        if part:
            found |= _days_of(part)
    return _some(frozenset(found))


def _some(found: frozenset[int]) -> frozenset[int]:
    """At least one weekday."""
    if not found:
        raise wrong("No weekday is named.")
    return found


def _days_of(part: str) -> set[int]:
    """One weekday, or a range that may pass Sunday."""
    if part in _GROUPS:
        return set(_GROUPS[part])
    first, dash, last = part.partition("-")
    start = _weekday(first)
    if not dash:
        return {start}
    return {(start + step) % 7 for step in range((_weekday(last) - start) % 7 + 1)}


def _weekday(word: str) -> int:
    """Number of one weekday by its name or at least its first two letters."""
    bare = word.rstrip(".")
    for index, name in enumerate(_DAYS):
        if len(bare) >= 2 and name.startswith(bare):
            return index
    if bare in ("weds", "thurs", "tues"):
        return _DAYS.index({"weds": "wednesday", "thurs": "thursday", "tues": "tuesday"}[bare])
    raise wrong(
        "This is not a weekday.",
        "Maybe write Mon-Fri, Mon;Wed;Fri, daily, or a mask such as MTWTF--.",
    )


def weeks(value: Any) -> frozenset[int]:
    """Weeks of a cycle such as ``1;3`` or ``1-2``."""
    found: set[int] = set()
    for part in words(value):
        match = re.fullmatch(r"(\d{1,2})(?:\.0)?(?:\s*-\s*(\d{1,2}))?", part)
        if match is None or int(match[1]) < 1:
            raise wrong(
                "This is not a list of weeks.", "Maybe write 1;3 for the first and third week."
            )
        found |= set(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(found)


def cycle(value: Any) -> int:
    """Length of a cycle in weeks, 1 to 8."""
    text = str(value).strip().removesuffix(".0")
    if not text.isdecimal() or not 1 <= int(text) <= 8:
        raise wrong("A cycle lasts 1 to 8 weeks.")
    return int(text)
