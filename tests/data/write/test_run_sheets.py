"""Printed run sheets: what is on them, and what never is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.write.labels import Labels
from data.write.run_sheets import run_sheets_pdf, sheet_words
from tests.builders import clock
from tests.data.write.a_week import LABELS, WRITTEN, the_rota, the_sheets, the_week

pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
ON_CALL = "Planner on duty, 01632 960123"


@pytest.fixture(scope="module")
def pages() -> Iterator[list[str]]:
    """Text of each page of the small week."""
    week = the_week()
    sheets = the_sheets(week, the_rota(week))
    text = run_sheets_pdf(week, sheets, LABELS, on_call=ON_CALL, written=WRITTEN)
    assert b"/StructTreeRoot" in text
    document = pdfium.PdfDocument(text)
    yield [page.get_textpage().get_text_range() for page in document]
    document.close()


def test_there_is_one_page_for_each_carer_and_day(pages: list[str]) -> None:
    """A and B each work on both days: four pages."""
    assert len(pages) == 4


def test_the_critical_line_precedes_everything_else(pages: list[str]) -> None:
    """The first words of A's Monday are the time-critical visit, even before A's own name."""
    assert pages[0].startswith("TIME-CRITICAL 08:00")
    assert "start 07:45 to 08:15" in pages[0]
    assert pages[0].index("TWO CARERS") < pages[0].index("Ann Alpha")
    assert "with B Ben" in pages[0]
    assert "PETS" in pages[0]


def test_every_page_says_who_is_on_call_and_when(pages: list[str]) -> None:
    """Nobody works a minute without somebody to turn to: 07:50, leaving home, to the end."""
    assert all(ON_CALL in page for page in pages)
    assert "On call, 07:50 to" in pages[0]


def test_travel_visits_and_breaks_are_rows_of_their_own(pages: list[str]) -> None:
    """Each with its times and minutes."""
    lines = [line.strip() for line in pages[0].splitlines()]
    assert any(line.startswith("08:30–08:40 10 Travel") for line in lines)
    assert any(line.startswith("09:00–09:45 45 Visit") for line in lines)
    assert any(line.startswith("11:00–11:20 20 Break") for line in lines)


def test_what_is_given_is_never_read_as_markup(pages: list[str]) -> None:
    """A name full of markup is printed letter by letter."""
    assert "Bob #strong[Sample]" in pages[0]
    assert "<script>alert(1)</script> Ada" in pages[0]


def test_no_reason_and_no_way_in_is_printed(pages: list[str]) -> None:
    """Sheets get lost: no medicine, and a reminder not to write key-safe codes down."""
    assert not any("insulin" in page for page in pages)
    assert all("Never write a key-safe code" in page for page in pages)


def test_pseudonyms_show_ids_alone() -> None:
    """Neither names nor places appear."""
    week = the_week()
    hidden = Labels(
        clients=LABELS.clients, carers=LABELS.carers, places=LABELS.places, pseudonyms=True
    )
    shown = str([sheet_words(week, one, hidden) for one in the_sheets(week, the_rota(week))])
    assert not any(name in shown for name in ("Ann", "Ben", "Bob", "Ada", "Oakham"))
    assert "c1, breakfast" in shown


def test_totals_are_those_of_the_day() -> None:
    """Monday of A: 30 + 45 + 15 + 30 + 30 + 30 minutes of contact are three hours."""
    week = the_week()
    sheet = the_sheets(week, the_rota(week))[0]
    totals = {one["label"]: one["value"] for one in sheet_words(week, sheet, LABELS)["totals"]}
    assert totals["Visits"] == "6"
    assert totals["Contact"] == "3 h 00"
    assert totals["Breaks"] == "0 h 20"
    assert sheet.start == clock("07:50")
