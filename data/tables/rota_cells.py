"""Moments in a rota, as programs and planners write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from pydantic_core import PydanticCustomError

from data.expand.recurrence import DAY, moment_at
from data.tables.cells import wrong
from data.tables.clock import a_date, an_end
from scheduler.domain.horizon import FIRST_KNOWN_DAY, LAST_KNOWN_DAY, Horizon
from scheduler.domain.units import Moment

_WITH_OFFSET = re.compile(r".*T?\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)")
_DATE_AND_TIME = re.compile(r"(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})[T ]+(\S+)")


def start_of(cells: Mapping[str, str], horizon: Horizon) -> Moment:
    """When a row starts: a full date and time, or a time beside the column ``date``.

    Raises
    ------
    PydanticCustomError
        If it cannot be read.
    """
    return _moment(cells.get("start", ""), cells.get("date", ""), horizon)


def end_of(cells: Mapping[str, str], horizon: Horizon, start: Moment) -> Moment | None:
    """When a row ends, if it says; a time not after the start is on the next day.

    Raises
    ------
    PydanticCustomError
        If it cannot be read, or lies before the start.
    """
    text = cells.get("end", "")
    if not text:
        return None
    if _WITH_OFFSET.fullmatch(text) or _DATE_AND_TIME.fullmatch(text):
        end = _moment(text, "", horizon)
        if end <= start:
            raise wrong("This ends before it starts.")
        return end
    day = horizon.day_of(start)
    clock = an_end(text)
    return moment_at(horizon, day, clock if clock > horizon.clock(start) else clock + DAY)


def _moment(text: str, date: str, horizon: Horizon) -> Moment:
    """The moment a text means."""
    if _WITH_OFFSET.fullmatch(text):
        try:
            instant = datetime.fromisoformat(text.replace(" +", "+").replace("Z", "+00:00"))
        except ValueError:
            raise _no_moment() from None
        found = round(instant.timestamp() - horizon.instant(0).timestamp())
        return _known(found, horizon)
    if both := _DATE_AND_TIME.fullmatch(text):
        date, text = both[1], both[2]
    if not date:
        raise _no_moment()
    day = horizon.day_number(a_date(date))
    if not FIRST_KNOWN_DAY < day < LAST_KNOWN_DAY:
        raise wrong("This lies far outside the period.")
    return moment_at(horizon, day, an_end(text))


def _known(moment: Moment, horizon: Horizon) -> Moment:
    """The moment, if days are numbered that far."""
    if not horizon.midnight(FIRST_KNOWN_DAY) < moment < horizon.midnight(LAST_KNOWN_DAY):
        raise wrong("This lies far outside the period.")
    return moment


def _no_moment() -> PydanticCustomError:
    """The error for a text that is no date and time."""
    return wrong(
        "This is not a date and time.",
        "Maybe write 2026-11-30T07:30:00+00:00, 30/11/2026 07:30, or a time and a column date.",
    )
