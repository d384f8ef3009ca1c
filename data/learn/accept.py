"""Proposals a person accepted, checked against the tables they are to change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic_core import PydanticCustomError

from data.learn.actuals import booked
from data.learn.proposals import PROPOSALS, Proposals
from data.tables.cells import length, minutes, yes_or_no
from data.tables.columns import squeezed
from data.tables.faults import Fault, TableFaults
from data.tables.grid import read_csv
from data.tables.rows_actuals import LegRow
from data.tables.tables import Tables
from scheduler.domain.units import ClientId, Seconds

Leg = tuple[ClientId, ClientId]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedProposals:
    """What the tables are to say from now on.

    Parameters
    ----------
    lengths
        Planned length by row of demand, seconds.
    legs
        Extra time by way, seconds, on top of what the table of legs says already.
    """

    lengths: Mapping[int, Seconds]
    legs: Mapping[Leg, Seconds]


def all_of(found: Proposals) -> AcceptedProposals:
    """Every proposal, as if all were accepted: to show what they would change."""
    return AcceptedProposals(
        lengths={
            int(one.booked.key.rpartition(":")[2]): one.proposed
            for one in found.longer_or_shorter
            if one.proposed
        },
        legs={(one.here, one.there): one.proposed for one in found.slower if one.proposed},
    )


def accepted_tables(tables: Tables, accepted: AcceptedProposals) -> Tables:
    """The tables with what was accepted; what was bought stays on record."""
    demand = tuple(
        row.model_copy(
            update={
                "length_min": accepted.lengths[row.row],
                "commissioned_min": row.commissioned_min or row.length_min,
            }
        )
        if row.row in accepted.lengths and not row.cancel
        else row
        for row in tables.demand
    )
    extra = {(row.client_id, row.next_client_id): row.extra_min for row in tables.legs}
    for leg, seconds in accepted.legs.items():
        extra[leg] = extra.get(leg, 0) + seconds
    legs = tuple(
        LegRow.model_construct(row=0, client_id=here, next_client_id=there, extra_min=seconds)
        for (here, there), seconds in sorted(extra.items())
    )
    return replace(tables, demand=demand, legs=legs)


@dataclass(slots=True)
class _Reading:
    """What has been accepted so far, and what was wrong."""

    file: str
    tables: Tables
    lengths: dict[int, Seconds] = field(default_factory=dict)
    legs: dict[Leg, Seconds] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def fault(self, row: int, column: str, value: str, message: str, advice: str = "") -> None:
        """Keep one fault."""
        self.faults.append(
            Fault(
                file=self.file, row=row, column=column, value=value, message=message, advice=advice
            )
        )


def read_accepted(path: Path, tables: Tables) -> AcceptedProposals:
    """The lines of a table of proposals in which ``accept`` says yes.

    Raises
    ------
    TableFaults
        Naming every line that is not decided, that the tables have outrun, or that would plan
        a visit shorter than was bought.
    """
    if not path.is_file():
        raise TableFaults([Fault(file=path.name, message="There is no such table of proposals.")])
    grid = read_csv(path)
    header = grid.header_row()
    reading = _Reading(path.name, tables)
    words = [] if header is None else [squeezed(one) for one in grid.rows[header]]
    at = {name: words.index(squeezed(name)) for name in PROPOSALS if squeezed(name) in words}
    for name in ("proposal", "accept", "now_min", "proposed_min"):
        if name not in at:
            reading.fault((header or 0) + 1, name, "", "This column is missing.")
    if not reading.faults and header is not None:
        for number, cells in enumerate(grid.rows[header + 1 :], start=header + 2):
            if any(cells):
                row = {name: cells[i] for name, i in at.items() if i < len(cells)}
                _read_line(number, row, reading)
    if reading.faults:
        raise TableFaults(reading.faults)
    return AcceptedProposals(lengths=reading.lengths, legs=reading.legs)


def _read_line(number: int, row: Mapping[str, str], reading: _Reading) -> None:
    """One line: declined, accepted and noted, or a fault."""
    name = row.get("proposal", "")
    if name in reading.seen:
        reading.fault(number, "proposal", name, "This proposal stands here twice.")
        return
    reading.seen.add(name)
    try:
        wanted = yes_or_no(row.get("accept", ""))
    except PydanticCustomError:
        message = "Every proposal is accepted or declined by somebody."
        advice = "Maybe write yes or no."
        reading.fault(number, "accept", row.get("accept", ""), message, advice)
        return
    if not wanted:
        return
    try:
        if name.startswith("leg:"):
            leg = (row.get("client_id", ""), row.get("next_client_id", ""))
            _accept_leg(number, leg, minutes(row.get("proposed_min", "")), reading)
        else:
            now, then = length(row.get("now_min", "")), length(row.get("proposed_min", ""))
            _accept_length(number, name, (now, then), reading)
    except PydanticCustomError as wrong:
        reading.fault(number, "proposed_min", row.get("proposed_min", ""), wrong.message())


def _accept_length(
    number: int, name: str, lengths: tuple[Seconds, Seconds], reading: _Reading
) -> None:
    calls = {booked(row).key: row for row in reading.tables.demand if not row.cancel}
    row = calls.get(name)
    if row is None:
        advice = "Maybe the tables have changed since; let the records be looked at again."
        reading.fault(number, "proposal", name, "No call is meant by this.", advice)
        return
    now, then = lengths
    call = booked(row)
    if call.planned != now:
        message = f"The call is planned for {call.planned // 60} minutes by now."
        reading.fault(number, "now_min", str(now // 60), message, "Maybe this was accepted before.")
    elif then < call.commissioned:
        message = f"{call.commissioned // 60} minutes are bought; no visit is planned shorter."
        reading.fault(number, "proposed_min", str(then // 60), message)
    else:
        reading.lengths[row.row] = then


def _accept_leg(number: int, leg: tuple[str, str], extra: Seconds, reading: _Reading) -> None:
    known = {row.client_id for row in reading.tables.clients}
    for column, who in zip(("client_id", "next_client_id"), leg, strict=True):
        if who not in known:
            reading.fault(number, column, who, "No client has this id.")
    reading.legs[ClientId(leg[0]), ClientId(leg[1])] = extra
