"""Who must be told what: one row for each person and change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from data.write.cells import Cell, csv_bytes
from data.write.clock import clock_words, iso, minutes, short_date_words
from data.write.labels import Labels
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


def changes_csv(option: Option, labels: Labels) -> bytes:
    """Everybody who must be told of an option before it is in force, by whom to tell and time.

    Columns hold ids; messages can be read out as they are, so they hold names where there are any:
    clients hear who comes, carers to whom they go, and colleagues by first name.

    Clients are told of another carer, of a start further away than is worth a call, and of
    a visit nobody makes; carers of every change of their round, and of what they are asked for.
    """
    words = _Words(option.week, labels)
    rows = [row for change in option.knock_on.changes for row in _of_change(words, change)]
    rows += list(_of_asks(option))
    return csv_bytes(COLUMNS, sorted(rows, key=itemgetter(0, 1)))


@dataclass(frozen=True, slots=True)
class _Words:
    """What messages are written with: times of the week, and names of people."""

    week: Week
    labels: Labels

    def carers(self, one: Assignment | None) -> str:
        """Who comes, as the client knows them."""
        return " and ".join(self.labels.carer_name(carer) for carer in _carers(one))

    def when(self, one: Assignment | None) -> str:
        """Day and time."""
        if one is None:
            return "at no time"
        day = short_date_words(self.week.horizon, self.week.horizon.day_of(one.start))
        return f"on {day} at {clock_words(self.week.horizon, one.start)}"


def _of_change(words: _Words, change: Change) -> Iterator[Row]:
    known = change.kind is not ChangeKind.WITHDRAWN
    if change.is_news and known:
        yield _row(words.week, change, ("client", change.client), _to_client(words, change))
    was, now = _carers(change.was), _carers(change.now)
    for carer in dict.fromkeys((*was, *now)):
        yield _row(words.week, change, ("carer", carer), _to_carer(words, change, carer))


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


def _to_client(words: _Words, change: Change) -> str:
    if change.now is None:
        return f"Nobody can make your visit {words.when(change.was)}; we will call you."
    comes = f"{words.carers(change.now)} will come {words.when(change.now)}"
    if change.was is None:
        return f"{comes}."
    if change.kind is ChangeKind.TIME:
        return f"{comes} instead of {clock_words(words.week.horizon, change.was.start)}."
    return f"{comes} instead of {words.carers(change.was)} {words.when(change.was)}."


def _to_carer(words: _Words, change: Change, carer: CarerId) -> str:
    gone = carer not in _carers(change.now)
    client = words.labels.client(change.client)
    what = f"visit to {client} {words.when(change.was if gone else change.now)}"
    if gone:
        reason = "is not due" if change.kind is ChangeKind.WITHDRAWN else "is no longer yours"
        return f"The {what} {reason}."
    if carer not in _carers(change.was):
        return f"The {what} is now yours."
    if change.was is not None and change.moved:
        was = clock_words(words.week.horizon, change.was.start)
        return f"The {what} was at {was} before."
    partners = [words.labels.carer_briefly(one) for one in _carers(change.now) if one != carer]
    return f"The {what} is now with {' and '.join(partners) or 'nobody else'}."


def _carers(one: Assignment | None) -> tuple[CarerId, ...]:
    return () if one is None else one.carers


def _of_asks(option: Option) -> Iterator[Row]:
    for ask in option.asks:
        empty: Row = [None] * (len(COLUMNS) - 6)
        yield ["carer", ask.carer, None, None, "ask", *empty, ask.sentence]
