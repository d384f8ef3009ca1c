"""Who must be told what: one row for each person and change."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from data.write.cells import Cell, csv_bytes
from data.write.clock import clock_words, iso, minutes, short_date_words
from scheduler.domain.rota import Assignment
from scheduler.domain.units import CarerId
from scheduler.domain.week import Week
from scheduler.planning.repair.knock_on import Change, ChangeKind
from scheduler.planning.repair.options import Option

COLUMNS = (
    *("tell", "id", "visit_id", "client_id", "what", "was_start", "now_start", "minutes_later"),
    *("was_carers", "now_carers", "new_face", "because", "message"),
)

Row = list[Cell]


def changes_csv(option: Option) -> bytes:
    """Everybody who must be told of an option before it is in force, by whom to tell and time.

    Clients are told of another carer, of a start further away than is worth a call, and of
    a visit nobody makes; carers of every change of their round, and of what they are asked for.
    """
    rows = [row for change in option.knock_on.changes for row in _of_change(option.week, change)]
    rows += list(_of_asks(option))
    return csv_bytes(COLUMNS, sorted(rows, key=itemgetter(0, 1)))


def _of_change(week: Week, change: Change) -> Iterator[Row]:
    known = change.kind is not ChangeKind.WITHDRAWN
    if change.is_news and known:
        yield _row(week, change, ("client", change.client), _to_client(week, change))
    was, now = _carers(change.was), _carers(change.now)
    for carer in dict.fromkeys((*was, *now)):
        yield _row(week, change, ("carer", carer), _to_carer(week, change, carer))


def _row(week: Week, change: Change, whom: tuple[str, str], message: str) -> Row:
    was, now = change.was, change.now
    return [
        *whom,
        change.visit,
        change.client,
        change.kind,
        None if was is None else iso(week.horizon, was.start),
        None if now is None else iso(week.horizon, now.start),
        minutes(change.moved) if was is not None and now is not None else None,
        ";".join(_carers(was)),
        ";".join(_carers(now)),
        ";".join(change.new_faces),
        "what happened" if change.direct else "makes room",
        message,
    ]


def _to_client(week: Week, change: Change) -> str:
    if change.now is None:
        return f"Nobody can make your visit {_when(week, change.was)}; we will call you."
    comes = f"{' and '.join(change.now.carers)} will come {_when(week, change.now)}"
    if change.was is None:
        return f"{comes}."
    if change.kind is ChangeKind.TIME:
        return f"{comes} instead of {clock_words(week.horizon, change.was.start)}."
    return f"{comes} instead of {' and '.join(change.was.carers)} {_when(week, change.was)}."


def _to_carer(week: Week, change: Change, carer: CarerId) -> str:
    gone = carer not in _carers(change.now)
    what = f"visit to {change.client} {_when(week, change.was if gone else change.now)}"
    if gone:
        reason = "is not due" if change.kind is ChangeKind.WITHDRAWN else "is no longer yours"
        return f"The {what} {reason}."
    if carer not in _carers(change.was):
        return f"The {what} is now yours."
    if change.was is not None and change.moved:
        return f"The {what} was at {clock_words(week.horizon, change.was.start)} before."
    return f"The {what} is now with {' and '.join(_partners(change, carer)) or 'nobody else'}."


def _partners(change: Change, carer: CarerId) -> list[CarerId]:
    return [one for one in _carers(change.now) if one != carer]


def _when(week: Week, one: Assignment | None) -> str:
    if one is None:
        return "at no time"
    day = week.horizon.day_of(one.start)
    return f"on {short_date_words(week.horizon, day)} at {clock_words(week.horizon, one.start)}"


def _carers(one: Assignment | None) -> tuple[CarerId, ...]:
    return () if one is None else one.carers


def _of_asks(option: Option) -> Iterator[Row]:
    for ask in option.asks:
        empty: Row = [None] * (len(COLUMNS) - 6)
        yield ["carer", ask.carer, None, None, "ask", *empty, ask.sentence]
