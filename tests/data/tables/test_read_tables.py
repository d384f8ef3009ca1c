"""Tables as planners really hand them in."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from data.expand.spells import SpellKind
from data.tables import COLUMNS, TABLES, TableFaults, Tables, read_tables
from data.tables.document import PAGE, page
from scheduler.domain.client import CallKind, Gender, Rag
from scheduler.domain.travel import Mode
from tests.data.tables.small import (
    AVAILABILITY,
    CARERS,
    CLIENTS,
    DEMAND,
    FILES,
    a_folder,
    the_tables,
)


def test_a_small_provider_is_read_whole(tmp_path: Path) -> None:
    """Three clients, three carers, eight rows of demand, with every cell typed."""
    tables = the_tables(tmp_path)
    assert [row.client_id for row in tables.clients] == ["C1", "C2", "C3"]
    assert tables.clients[0].rag is Rag.RED
    assert tables.clients[0].team == ("K1", "K2")
    assert tables.clients[1].pets
    assert tables.clients[1].cap == 5
    assert tables.clients[2].gender_must is Gender.FEMALE
    assert tables.carers[1].modes == (Mode.BIKE, Mode.WALK)
    assert tables.carers[0].hourly_rate == 1320
    assert tables.carers[0].weeks_hours == (38 * 3600, 149_400)
    assert tables.carers[0].skills[0].expires == date(2027, 3, 31)
    assert tables.demand[0].length_min == 1800
    assert tables.demand[1].kind is CallKind.MEAL
    assert tables.demand[3].weekdays == frozenset(range(5))
    assert tables.demand[7].cancel
    assert tables.availability[3].to_time == 22 * 3600
    assert tables.availability[4].kind is SpellKind.TRAINING
    assert tables.notes == ()


def test_rows_keep_the_number_the_spreadsheet_shows(tmp_path: Path) -> None:
    """Two empty rows before the header and one after it are counted, not read."""
    lines = CLIENTS.splitlines()
    text = "\n".join([",,,", "", lines[0], "", *lines[1:]]) + "\n\n\n"
    assert [row.row for row in the_tables(tmp_path, clients=text).clients] == [5, 6, 7]


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_are_understood(tmp_path: Path, separator: str) -> None:
    """A file saved by a spreadsheet set to German or to tabs reads the same."""
    lists = {";": "\x00", ",": separator}
    text = "".join(lists.get(letter, letter) for letter in CARERS).replace("\x00", "|")
    plain = the_tables(tmp_path)
    assert the_tables(tmp_path, carers=text).carers == plain.carers


def test_headers_may_be_written_in_many_ways(tmp_path: Path) -> None:
    """Stars, capitals, spaces and other words for a column do not matter."""
    head, rest = CLIENTS.split("\n", 1)
    head = head.replace("client_id", "Service User ID*").replace("rag", " Risk ")
    head = head.replace("first_name", "FORENAME").replace("lat,lon", "Latitude,LNG")
    changed = the_tables(tmp_path, clients=f"{head}\n{rest}")
    assert changed.clients == the_tables(tmp_path).clients


def test_a_byte_order_mark_and_a_separator_line_are_passed_over(tmp_path: Path) -> None:
    """Excel writes both; the header then still is row 1."""
    folder = a_folder(tmp_path)
    (folder / "clients.csv").write_text("\ufeffsep=,\n" + CLIENTS, "utf-8")
    assert read_tables(folder).clients[0].row == 2


def test_other_files_of_the_folder_do_not_disturb(tmp_path: Path) -> None:
    """A text about the folder is not opened; another CSV file is noted and not read."""
    folder = a_folder(tmp_path)
    (folder / "README.txt").write_bytes(b"\x00\xff")
    (folder / "rota.csv").write_text("visit_id\nx\n", "utf-8")
    tables = read_tables(folder)
    assert tables.notes == ("rota.csv is not one of the tables and was not read.",)


def test_windows_text_is_read_with_a_note(tmp_path: Path) -> None:
    """A name with an accent in Windows-1252 survives."""
    folder = a_folder(tmp_path)
    (folder / "clients.csv").write_bytes(CLIENTS.replace("Ada", "Zoë").encode("cp1252"))
    tables = read_tables(folder)
    assert tables.clients[0].first_name == "Zoë"
    assert "Windows-1252" in tables.notes[0]


def test_formulas_are_plain_text(tmp_path: Path) -> None:
    """What looks like a formula is a name; the apostrophe an export puts before it goes."""
    text = CLIENTS.replace("Ada", "=1+1").replace("Ben", "'=HYPERLINK(1)")
    names = [row.first_name for row in the_tables(tmp_path, clients=text).clients]
    assert names[:2] == ["=1+1", "=HYPERLINK(1)"]


def test_people_may_be_named_in_words(tmp_path: Path) -> None:
    """First and last name and postcode, in one cell or three, stand for an id."""
    head = "client,carer_first_name,carer_last_name,carer_postcode,kind"
    pairs = f'{head}\n"ada  ash, le130ck",Kit,Kestrel,LE13 1OV,prefer\n'
    history = 'date,client_id,carer,start,end\n29/11/2026,"Ben Birch, LE13 0CK",K3,08:00,08:45\n'
    tables = the_tables(tmp_path, pairs=pairs, history=history)
    assert (tables.pairs[0].client_id, tables.pairs[0].carer_id) == ("C1", "K1")
    assert (tables.history[0].client_id, tables.history[0].carer_id) == ("C2", "K3")


def test_columns_with_a_hash_are_passed_over(tmp_path: Path) -> None:
    """A planner's own column does not disturb."""
    text = CARERS.replace("\n", ",\n").replace("dbs_expires,", "dbs_expires,# my notes")
    assert len(the_tables(tmp_path, carers=text).carers) == 3


def test_leavers_in_the_history_are_noted_not_refused(tmp_path: Path) -> None:
    """Somebody who left last month still counts as a face met."""
    history = FILES["history"] + "27/11/2026,C1,K99,07:30,08:00\n"
    tables = the_tables(tmp_path, history=history)
    assert tables.history[-1].carer_id == "K99"
    assert "1 carers who are in no table (K99)" in tables.notes[0]


def test_tables_that_may_be_absent(tmp_path: Path) -> None:
    """Without history, pairs and absences a week can be planned; the first is noted."""
    tables = the_tables(tmp_path, history=None, pairs=None, away=None)
    assert tables.history == tables.pairs == tables.away == ()
    assert "no history" in tables.notes[0]


def a_workbook(path: Path) -> Path:
    """The small provider as a workbook with native dates and times, and leading empty rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in FILES.items():
        sheet = book.create_sheet(name.upper())
        for line in text.splitlines():
            sheet.append([_native(cell) for cell in line.split(",")])
    book.save(path)
    return path


def _native(cell: str) -> object:
    """A cell as a spreadsheet program would keep it."""
    if not cell:
        return None
    for layout in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(cell, layout)  # noqa: DTZ007
        except ValueError:
            continue
    if len(cell) == 5 and cell[2] == ":":
        return time(int(cell[:2]), int(cell[3:]))
    try:
        return float(cell) if not cell.startswith("0") else cell
    except ValueError:
        return cell


def test_a_workbook_says_the_same_as_its_files(tmp_path: Path) -> None:
    """Native dates, times and numbers become the same rows."""
    (tmp_path / "csv").mkdir()
    from_files = the_tables(tmp_path / "csv")
    from_book = read_tables(a_workbook(tmp_path / "week.xlsx"))
    for table in TABLES:
        assert getattr(from_book, table.name) == getattr(from_files, table.name), table.name
    assert from_book.files["clients"] == "week.xlsx/CLIENTS"


def test_a_damaged_workbook_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    """Neither is a traceback."""
    (tmp_path / "week.xlsx").write_bytes(b"PK nonsense")
    with pytest.raises(TableFaults, match="cannot be read"):
        read_tables(tmp_path / "week.xlsx")
    (tmp_path / "empty").mkdir()
    with pytest.raises(TableFaults, match="neither CSV files nor one workbook"):
        read_tables(tmp_path / "empty")
    with pytest.raises(TableFaults, match="no such folder"):
        read_tables(tmp_path / "nowhere")


def test_the_page_about_the_tables_is_current() -> None:
    """docs/TABLES.md is what the definition of the columns makes."""
    assert PAGE.read_text("utf-8") == page()


def test_every_column_has_its_sentence() -> None:
    """One plain sentence with a full stop each, and no header that means two columns."""
    for name, columns in COLUMNS.items():
        assert all(column.sentence.endswith(".") for column in columns), name
        headers = [word for column in columns for word in (column.name, *column.also)]
        assert len(headers) == len(set(headers)), name


def test_reading_twice_gives_equal_tables(tmp_path: Path) -> None:
    """Tables are values."""
    first: Tables = the_tables(tmp_path)
    assert first == read_tables(tmp_path)
    assert DEMAND.count("\n") - 1 == len(first.demand)
    assert AVAILABILITY.count("\n") - 1 == len(first.availability)
