"""Holds and packages of care in and out of files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data.holds import read_holds, tables_with, with_hold, write_holds
from data.tables import TableFaults, read_tables, with_package
from scheduler.domain.errors import InputError
from scheduler.planning.changed import Change
from scheduler.planning.offers import Hold
from tests.api.cli_tables import write_tables
from tests.builders import a_visit, an_assignment, critical

VISIT = a_visit(critical=critical(), skills=(("med", 2),))
HOLD = Hold(
    id="H1",
    expires=datetime(2026, 6, 1, 17, tzinfo=UTC),
    first_day=date(2026, 6, 1),
    change=Change(assignments=(an_assignment(VISIT, "A"),), visits=(VISIT,)),
)
CLIENT = "client_id,lat,lon,rag\nC9,52.67,-0.73,green\n"
CALLS = (
    "client_id,call,weekdays,start,before_min,after_min,length_min\nC9,tea,daily,15:00,30,30,30\n"
)


def a_package(folder: Path, clients: str = CLIENT, demand: str = CALLS) -> Path:
    """Tables of one package."""
    folder.mkdir()
    (folder / "demand.csv").write_text(demand, "utf-8")
    if clients:
        (folder / "clients.csv").write_text(clients, "utf-8")
    return folder


def test_holds_are_read_as_they_were_written(tmp_path: Path) -> None:
    """Every field of a held visit survives."""
    write_holds(tmp_path / "holds.json", [HOLD])
    assert read_holds(tmp_path / "holds.json") == (HOLD,)


def test_no_file_holds_nothing(tmp_path: Path) -> None:
    """The first hold makes the file."""
    assert read_holds(tmp_path / "holds.json") == ()


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    """What was changed by hand is not guessed at."""
    (tmp_path / "holds.json").write_text('[{"id": "H1"}]', "utf-8")
    with pytest.raises(InputError, match=r"holds\.json cannot be read"):
        read_holds(tmp_path / "holds.json")


def test_an_id_holds_once() -> None:
    """A second hold of the name is refused."""
    with pytest.raises(InputError, match="a hold H1 already"):
        with_hold([HOLD], HOLD)


def test_a_package_joins_the_tables(tmp_path: Path) -> None:
    """Its client and its calls stand behind the provider's own; a hold of it brings them too."""
    tables = read_tables(write_tables(tmp_path / "tables"))
    folder = a_package(tmp_path / "package")
    whole, client = with_package(tables, folder)
    assert client == "C9"
    assert [row.client_id for row in whole.clients] == ["C1", "C2", "C3", "C9"]
    assert whole.demand[-1].call == "tea"
    held = Hold(
        id="H2",
        expires=HOLD.expires,
        first_day=HOLD.first_day,
        change=HOLD.change,
        package=str(folder),
    )
    assert tables_with(tables, [HOLD, held]) == whole


@pytest.mark.parametrize(
    ("clients", "demand", "says"),
    [
        (CLIENT.replace("C9", "C1"), CALLS.replace("C9", "C1"), "own tables already"),
        (CLIENT, CALLS + "C1,tea,daily,15:00,30,30,30\n", "calls of 2 clients"),
        (CLIENT, CALLS.splitlines()[0] + "\n", "no call to ask about"),
        ("", CALLS, "No client has this id"),
    ],
)
def test_a_package_that_makes_no_sense_is_refused(
    tmp_path: Path, clients: str, demand: str, says: str
) -> None:
    """Each fault is named."""
    tables = read_tables(write_tables(tmp_path / "tables"))
    with pytest.raises(TableFaults) as found:
        with_package(tables, a_package(tmp_path / "package", clients, demand))
    assert any(says in fault.message for fault in found.value.faults)
