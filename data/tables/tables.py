"""The tables of one provider, read and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from data.tables.rows_actuals import LegRow
from data.tables.rows_calls import DemandRow, HistoryRow
from data.tables.rows_carers import AvailabilityRow, CarerRow
from data.tables.rows_people import AwayRow, ClientRow, PairRow
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId, Moment
from scheduler.domain.week import Week

WEEKS_REMEMBERED = 16
"""Weeks of working hours kept, which with the week planned make the 17 of the average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Rows of every table, in the order in which they stand.

    ``files`` says how messages name each table; ``notes`` is what a reader of the import
    should know.
    """

    clients: tuple[ClientRow, ...]
    carers: tuple[CarerRow, ...]
    demand: tuple[DemandRow, ...]
    availability: tuple[AvailabilityRow, ...]
    history: tuple[HistoryRow, ...] = ()
    pairs: tuple[PairRow, ...] = ()
    away: tuple[AwayRow, ...] = ()
    legs: tuple[LegRow, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def default_first_day(tables: Tables) -> date:
    """The Monday after the last visit of the history.

    Raises
    ------
    InputError
        If there is no history to follow.
    """
    if not tables.history:
        raise InputError(
            "Without a history nothing says which week to plan.\nMaybe give the first day."
        )
    last = max(row.date for row in tables.history)
    return last + timedelta(days=7 - last.weekday())


def with_worked(
    tables: Tables,
    history_rows: Sequence[HistoryRow],
    hours_by_carer: Mapping[CarerId, float],
) -> Tables:
    """The tables a week later.

    Parameters
    ----------
    history_rows
        The visits made, added to the history.
    hours_by_carer
        Hours each carer worked in the week; a carer who is not named worked none.
    """
    carers = tuple(
        row.model_copy(
            update={
                "weeks_hours": (
                    round(hours_by_carer.get(row.carer_id, 0.0) * 3600),
                    *row.weeks_hours,
                )[:WEEKS_REMEMBERED]
            }
        )
        for row in tables.carers
    )
    return replace(tables, carers=carers, history=(*tables.history, *history_rows))


def history_rows(week: Week, rota: Rota) -> tuple[HistoryRow, ...]:
    """A rota as if every visit had been made as planned."""
    return tuple(
        HistoryRow.model_validate(
            {
                "date": str(week.horizon.instant(one.start).date()),
                "client_id": visit.client,
                "carer_id": carer,
                "start": _clock(week, one.start),
                "end": _clock(week, one.start + visit.length_of_part(part)),
            }
        )
        for one in rota.assignments
        for visit in (week.visit[one.visit],)
        for part, carer in enumerate(one.carers)
    )


def _clock(week: Week, moment: Moment) -> str:
    """A moment as a time of day, as a cell would hold it."""
    return f"{week.horizon.instant(moment):%H:%M:%S}"
