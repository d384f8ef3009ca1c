"""Why a carer cannot make a visit, in one word each, and moments as planners write them."""

from __future__ import annotations

from enum import StrEnum

from scheduler.domain.horizon import Horizon
from scheduler.domain.units import Moment, Seconds
from scheduler.domain.visit import Visit

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Why(StrEnum):
    """First thing that keeps a carer from a visit, in the order in which it is looked for.

    Of the last seven the one is named that is met furthest on: a carer with one slot too
    far away and another that is taken counts as busy.
    """

    WINDOW = "window"
    OFF = "off"
    SKILL = "skill"
    RECORDS_CHECK = "dbs"
    GENDER = "gender"
    BLOCKED = "blocked"
    VOLUNTEER = "volunteer"
    HOME = "home"
    STRANGER = "stranger"
    PINNED = "pinned"
    TRAVEL = "travel"
    BUSY = "busy"
    HOURS = "hours"
    REST = "rest"
    BREAK = "break"
    JUDGED = "judged"
    PARTNER = "partner"
    FREE = "free"


MEANING = {
    Why.WINDOW: "no start keeps the window, the gap rules and the pins at once",
    Why.OFF: "no shift at that time",
    Why.SKILL: "a skill is missing",
    Why.RECORDS_CHECK: "no criminal-records check that day",
    Why.GENDER: "not the gender the care plan requires",
    Why.BLOCKED: "not planned together",
    Why.VOLUNTEER: "volunteers may not give this care",
    Why.HOME: "avoids pets or smoke",
    Why.STRANGER: "a short visit needs a known face",
    Why.PINNED: "pinned to somebody else",
    Why.TRAVEL: "too far to travel",
    Why.BUSY: "busy with other visits",
    Why.HOURS: "no hours left",
    Why.REST: "too little rest",
    Why.BREAK: "would lose a rest break",
    Why.JUDGED: "refused by the referee",
    Why.PARTNER: "free, but nobody to make a pair with",
    Why.FREE: "could make it as things stand",
}


def clock(horizon: Horizon, moment: Moment) -> str:
    """Clock time, such as 21:45."""
    hours, seconds = divmod(horizon.clock(moment), 3600)
    return f"{hours:02d}:{seconds // 60:02d}"


def weekday(horizon: Horizon, moment: Moment) -> str:
    """Weekday of a moment in three letters."""
    return WEEKDAYS[horizon.weekday(horizon.day_of(moment))]


def visit_in_words(horizon: Horizon, visit: Visit) -> str:
    """Such as "the Tue bed visit of client C3"."""
    call = f"{visit.call} visit" if visit.call else "visit"
    return f"the {WEEKDAYS[horizon.weekday(visit.day)]} {call} of client {visit.client}"


def hours(seconds: Seconds) -> str:
    """Hours and minutes, such as 38:30; part minutes count whole."""
    whole, minutes = divmod(-(-seconds // 60), 60)
    return f"{whole}:{minutes:02d}"


def minutes(seconds: Seconds) -> str:
    """Minutes, part minutes counted whole."""
    return f"{-(-seconds // 60)} min"
