"""Each carer's week as a picture: days down, hours across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from data.write.clock import clock_words, minutes_words, short_date_words
from data.write.day_sheets import DaySheet, Piece, Spell
from data.write.labels import Labels
from data.write.report.svg import Scale, box, drawing, rule, words
from scheduler.domain.horizon import Horizon
from scheduler.domain.units import HOUR, Day, Moment, Seconds
from scheduler.domain.visit import Visit

WIDTH = 1000.0
LEFT = 76.0
ROW = 22.0
BAR = 17.0
FOOT = 20.0

STYLE = {
    Spell.TRAVEL: "t",
    Spell.COMMUTE: "h",
    Spell.WAITING: "w",
    Spell.BREAK: "b",
    Spell.FREE: "f",
}
NAME = {
    Spell.VISIT: "Visit",
    Spell.TRAVEL: "Travel",
    Spell.COMMUTE: "To or from home, unpaid",
    Spell.WAITING: "Waiting",
    Spell.BREAK: "Break",
    Spell.FREE: "Free time, unpaid",
}
WIDE_ENOUGH_FOR_INITIALS = 17.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Hours of the day across the picture; the same for every carer, so rows compare."""

    horizon: Horizon
    first: int
    last: int

    @property
    def across(self) -> Scale:
        """Pixel of a number of seconds after local midnight."""
        return Scale(first=self.first * HOUR, last=self.last * HOUR, start=LEFT, end=WIDTH - 6)

    def x(self, day: Day, moment: Moment) -> float:
        """Pixel of a moment on the row of ``day``; it may lie after midnight."""
        return self.across(shown_seconds(self.horizon, day, moment))


def shown_seconds(horizon: Horizon, day: Day, moment: Moment) -> Seconds:
    """Seconds after 00:00 of ``day`` as clocks on the wall show them, clock changes or not."""
    return horizon.clock(moment) + (horizon.day_of(moment) - day) * 24 * HOUR


def clock_for(horizon: Horizon, sheets: Sequence[DaySheet]) -> Clock:
    """The whole hours that hold every piece of every day."""
    starts = [shown_seconds(horizon, one.day, one.start) for one in sheets]
    ends = [shown_seconds(horizon, one.day, one.end) for one in sheets]
    first = min(starts, default=7 * HOUR) // HOUR
    last = -(-max(ends, default=22 * HOUR) // HOUR)
    return Clock(horizon=horizon, first=first, last=max(last, first + 1))


def week_of_carer(name: str, sheets: Sequence[DaySheet], clock: Clock, labels: Labels) -> Markup:
    """The rounds of one carer, a row for each day of the period."""
    days = clock.horizon.days
    height = days * ROW + FOOT
    parts = _hours(clock, days * ROW)
    for day in range(days):
        y = day * ROW
        shown = short_date_words(clock.horizon, day)
        parts.append(words("tick end", LEFT - 6, y + 14.5, shown))
    for sheet in sheets:
        for piece in sheet.pieces:
            parts += _drawn(piece, sheet.day, clock, labels)
    return drawing(WIDTH, height, f"Week of {name}, days down and hours across", parts)


def _hours(clock: Clock, foot: float) -> list[Markup]:
    """A line and a number for each hour."""
    parts = []
    for hour in range(clock.first, clock.last + 1):
        x = clock.across(hour * HOUR)
        parts.append(rule("grid", (x, 0), (x, foot + 3)))
        parts.append(words("tick middle", x, foot + 15, f"{hour % 24:02d}"))
    return parts


def _drawn(piece: Piece, day: Day, clock: Clock, labels: Labels) -> list[Markup]:
    """One piece of a day, with initials where they fit."""
    x = clock.x(day, piece.start)
    wide = clock.x(day, piece.end) - x
    y = day * ROW + 2.5
    parts = [box(_style(piece), x, y, (wide, BAR), tooltip(piece, clock.horizon, labels))]
    if piece.visit is not None and wide >= WIDE_ENOUGH_FOR_INITIALS:
        mark = labels.initials(piece.visit.client) + _flag(piece.visit)
        parts.append(words("in", x + wide / 2, y + 12, mark))
    if piece.kind is Spell.BREAK:
        parts.append(words("bk", x + wide / 2, y + 12, "B"))
    return parts


def _flag(visit: Visit) -> str:
    """A sign for those who do not tell colours apart: critical "!", two-person "+"."""
    return ("!" if visit.critical is not None else "") + ("+" if visit.carers > 1 else "")


def _style(piece: Piece) -> str:
    """Style class of a piece; time-critical shows before two-person."""
    if piece.visit is None:
        return STYLE[piece.kind]
    if piece.visit.critical is not None:
        return "vc"
    return "v2" if piece.visit.carers > 1 else "v"


def tooltip(piece: Piece, horizon: Horizon, labels: Labels) -> str:
    """What one piece of a day is, in words."""
    shown = (
        f"{clock_words(horizon, piece.start)}–{clock_words(horizon, piece.end)} "
        f"{NAME[piece.kind]}, {minutes_words(piece.end - piece.start)}"
    )
    if piece.visit is None:
        return shown + (", estimated" if piece.estimated else "")
    visit = piece.visit
    shown += f": {labels.client(visit.client)}, {visit.call}"
    shown += f", agreed {clock_words(horizon, visit.agreed)}"
    if visit.critical is not None:
        shown += ", time-critical"
    if piece.beside:
        shown += ", with " + ", ".join(labels.carer(one) for one in piece.beside)
    return shown
