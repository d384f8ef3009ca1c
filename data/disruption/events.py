"""Events as a planner types them while somebody is on the telephone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pydantic_core import PydanticCustomError

from data.tables.rota_cells import start_of
from scheduler.domain.errors import InputError
from scheduler.domain.events import (
    Absent,
    Admitted,
    Breakdown,
    Cancelled,
    Event,
    Late,
    NoReply,
    Overrun,
    Returned,
)
from scheduler.domain.horizon import Horizon
from scheduler.domain.travel import Mode
from scheduler.domain.units import MINUTE, CarerId, ClientId, Moment, Seconds, VisitId

EVENT_FORMS = (
    "absent:CARER[:UNTIL], late:CARER:MINUTES, overrun:VISIT:MINUTES, cancelled:VISIT, "
    "no-reply:VISIT[:HH:MM to try again], car:CARER[:MODE to go on by], "
    "admitted:CLIENT[:UNTIL], returned:CLIENT"
)
NO_MODE = "none"

MOST_DIGITS = 9
"""Of a number of minutes; whether it is a delay is judged later."""


def moment_of(text: str, horizon: Horizon, day: int | None = None) -> Moment:
    """A date and time, or a clock time of ``day`` where one is given.

    Raises
    ------
    InputError
        If it is neither.
    """
    on = "" if day is None else horizon.date_of(day).isoformat()
    try:
        return start_of({"start": text.strip(), "date": on}, horizon)
    except PydanticCustomError as wrong:
        context = wrong.context or {}
        example = f"{horizon.first_day} 07:30"
        advice = f"Maybe write date and time, such as {example}"
        more = "." if day is None else f", or 07:30 for {on}."
        raise InputError(f"{text!r}: {context['message']}\n{advice}{more}") from None


def read_event(text: str, horizon: Horizon, now: Moment) -> Event:
    """The event a text such as "late:K05:25" tells of.

    Raises
    ------
    InputError
        If it has no known form.
    """
    kind, _, rest = text.partition(":")
    reader = _READERS.get(kind.strip().lower())
    subject, _, detail = rest.partition(":")
    if reader is None or not subject.strip():
        raise InputError(f"{text!r} is no event.\nMaybe one of: {EVENT_FORMS}.")
    return reader(subject.strip(), detail.strip(), _At(horizon, now))


class _At:
    """Where clock times belong: the day of the call."""

    def __init__(self, horizon: Horizon, now: Moment) -> None:
        self._horizon, self._day = horizon, horizon.day_of(now)

    def moment(self, text: str) -> Moment:
        """A time given in an event."""
        return moment_of(text, self._horizon, self._day)

    def maybe(self, text: str) -> Moment | None:
        """The same, where there is one."""
        return self.moment(text) if text else None


def _minutes(text: str) -> Seconds:
    if not text.isdecimal() or len(text) > MOST_DIGITS:
        raise InputError(f"{text!r} is no number of minutes.")
    return int(text) * MINUTE


def _mode(text: str) -> Mode | None:
    if text in ("", NO_MODE):
        return None
    if text not in tuple(Mode):
        raise InputError(f"{text!r} is no way of travelling.\nMaybe one of: {', '.join(Mode)}.")
    return Mode(text)


def _nothing_more(text: str) -> None:
    if text:
        raise InputError(f"{text!r} is more than this event needs.\nMaybe: {EVENT_FORMS}.")


def _cancelled(subject: str, detail: str, at: _At) -> Event:
    _nothing_more(detail)
    return Cancelled(visit=VisitId(subject))


def _returned(subject: str, detail: str, at: _At) -> Event:
    _nothing_more(detail)
    return Returned(client=ClientId(subject))


_READERS: Mapping[str, Callable[[str, str, _At], Event]] = {
    "absent": lambda who, more, at: Absent(carer=CarerId(who), until=at.maybe(more)),
    "late": lambda who, more, at: Late(carer=CarerId(who), by=_minutes(more)),
    "overrun": lambda what, more, at: Overrun(visit=VisitId(what), by=_minutes(more)),
    "cancelled": _cancelled,
    "no-reply": lambda what, more, at: NoReply(visit=VisitId(what), again=at.maybe(more)),
    "car": lambda who, more, at: Breakdown(carer=CarerId(who), mode=_mode(more)),
    "admitted": lambda who, more, at: Admitted(client=ClientId(who), until=at.maybe(more)),
    "returned": _returned,
}
