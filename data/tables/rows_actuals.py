"""Rows about what really happened: call monitoring, and what was learned of legs from it."""

from __future__ import annotations

from data.tables.cell_types import CallName, DateCell, Minutes, Stamp
from data.tables.row import Row, column, optional
from scheduler.domain.units import CarerId, ClientId


class ActualRow(Row):
    """One carer's attendance as call monitoring recorded it."""

    visit_id: str = optional("Id of the visit, as in rota.csv; or client, call and date.", "")
    client_id: ClientId | None = optional("The client.", also="service user id; customer id")
    call: CallName | None = optional(
        "Name of the call; without it the client's call of that day that is nearest in time.",
        also="call name; visit; visit name; slot",
        like="breakfast",
    )
    date: DateCell | None = optional(
        "Date of the visit; not needed where the start is a date and time.",
        also="visit date; day",
        like="29/11/2026",
    )
    carer_id: CarerId = column("The carer.", also="staff id; employee id; worker id")
    start: Stamp = column(
        "When the carer signed in: a time, or a date and time.",
        also="actual start; start time; from; clock in; log in; arrived; arrival",
        like="07:34",
    )
    end: Stamp = column(
        "When the carer signed out; a time not after the start is on the next day.",
        also="actual end; end time; to; finish; clock out; log out; left; departure",
        like="08:05",
    )


class LegRow(Row):
    """Minutes that the way from one client to the next takes longer than the map says."""

    client_id: ClientId = column("The client one comes from.", also="from client; from")
    next_client_id: ClientId = column("The client one goes to.", also="to client; to")
    extra_min: Minutes = column("Minutes more than the map says.", also="extra minutes", like="4")
