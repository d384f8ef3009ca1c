"""A planner's first minutes on the real service: tables in, a week planned, the rules read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.api.service import sqlite_store
from tests.api.test_book import broken_files
from tests.page.live import Live, live_service, sign_in
from tests.page.test_accessibility import faults

pytestmark = pytest.mark.slow
PATIENCE_MS = 60_000
"""For what a worker has to do first."""
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A provider with a planner, and nothing in its book until a test puts it there."""
    with sqlite_store(tmp_path_factory.mktemp("live")) as store, live_service(store) as found:
        yield found


@pytest.fixture
def tables(live: Live, tmp_path: Path) -> Live:
    """The tiny provider's tables stand in the book."""
    live.import_tables(tmp_path / "tables")
    return live


def go_to(page: Page, live: Live, place: str) -> None:
    """Signed in, and at one of the places."""
    sign_in(page, live, live.logins[0])
    page.get_by_role("navigation", name="Places").get_by_role("link", name=place).click()
    page.get_by_role("heading", level=1).wait_for()


def press(page: Page, what: Locator, key: str = "Enter") -> None:
    """By keyboard alone."""
    what.focus()
    page.keyboard.press(key)


def choose(page: Page, files: list[Path]) -> None:
    """Choose files through the button, by keyboard."""
    with page.expect_file_chooser() as chooser:
        press(page, page.get_by_role("button", name="Choose files…"))
    chooser.value.set_files(files)


def test_faults_are_put_right_in_place_and_taken_in(page: Page, live: Live, tmp_path: Path) -> None:
    """A cell, a header and a row, by keyboard; nothing stands in the book before it is said so."""
    broken_files(tmp_path)
    spells = tmp_path / "availability.csv"
    spells.write_text(spells.read_text().replace("07:00", "seven", 2))
    with (tmp_path / "clients.csv").open("a") as clients:
        clients.write("C1,Ada,Finch,LE15 0CO,52.6650,-0.7350,town,Rutland,urban,green\n")
    go_to(page, live, "Data")
    expect(page.get_by_role("button", name="Load the sample week")).to_be_visible()
    choose(page, sorted(tmp_path.glob("*.csv")))
    expect(page.get_by_role("heading", name="to be mended")).to_be_visible()
    assert faults(page) == []
    press(page, page.get_by_role("button", name="Use hourly_rate"))
    page.get_by_label("start in row 5 of demand.csv").fill("12:30")
    page.get_by_label("rag in row 4 of clients.csv").fill("green")
    page.get_by_label("from in row 2 of availability.csv").fill("07:00")
    press(page, page.get_by_role("button", name="Same for 1 more like it"))
    expect(page.get_by_label("from in row 3 of availability.csv")).to_have_value("07:00")
    twice = page.get_by_role("table", name=re.compile("clients.csv"))
    press(page, twice.get_by_role("button", name="See row 5"))
    expect(twice.get_by_label("last_name")).to_have_value("Finch")
    press(page, twice.get_by_role("checkbox", name="Leave row 5 out"), "Space")
    press(page, page.get_by_role("button", name="Check again"))
    expect(page.get_by_role("heading", name="Ready to be taken in")).to_be_visible()
    assert faults(page) == []
    press(page, page.get_by_role("button", name="Take in"))
    expect(page.get_by_text("Taken in.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Clients .* 3"))).to_be_visible()
    page.set_viewport_size(PHONE)
    assert faults(page) == []


def test_a_row_is_found_and_changed(page: Page, tables: Live) -> None:
    """Sought, opened, refused with a reason at the field, then saved."""
    go_to(page, tables, "Data")
    press(page, page.get_by_role("button", name="Carers", exact=True))
    expect(page.get_by_role("heading", name="Carers")).to_be_focused()
    page.get_by_label("Search carers").fill("cedar")
    expect(page.get_by_text("1 row of 3")).to_be_visible()
    assert faults(page) == []
    press(page, page.get_by_role("button", name="K3"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("hourly_rate").fill("plenty")
    press(page, dialog.get_by_role("button", name="Save"))
    expect(dialog.get_by_label("hourly_rate")).to_have_attribute("aria-invalid", "true")
    assert faults(page) == []
    dialog.get_by_label("hourly_rate").fill("14.25")
    press(page, dialog.get_by_role("button", name="Save"))
    expect(page.get_by_role("cell", name="14.25")).to_be_visible()


def test_a_week_is_watched_and_landed_on_the_board(page: Page, tables: Live) -> None:
    """Found again when the page is loaded anew; stopped, its best rota opens on the board."""
    go_to(page, tables, "Plan")
    expect(page.get_by_label("First day")).to_have_value("2026-11-30")
    assert faults(page) == []
    page.get_by_label("Time allowed").select_option("60")
    press(page, page.get_by_role("button", name="Plan", exact=True))
    expect(page.get_by_text("Carers each client sees")).to_be_visible(timeout=PATIENCE_MS)
    page.reload()
    expect(page.get_by_role("img", name=re.compile("points at first"))).not_to_have_count(
        0, timeout=PATIENCE_MS
    )
    press(page, page.get_by_text("As a table"))
    expect(page.get_by_role("columnheader", name="The person")).to_be_visible()
    assert faults(page) == []
    press(page, page.get_by_role("button", name="Stop and keep the best"))
    expect(page.get_by_role("grid")).to_be_visible(timeout=PATIENCE_MS)
    assert "#/rota/" in page.url
    page.get_by_role("link", name="Plan", exact=True).click()
    expect(page.get_by_role("button", name=re.compile("Open the rota of"))).to_be_visible()
    assert faults(page) == []


def test_a_plan_that_cannot_be_says_why(page: Page, tables: Live) -> None:
    """Days without a visit: the reason, and what was asked to change it."""
    go_to(page, tables, "Plan")
    page.get_by_label("First day").fill("2001-01-01")
    page.get_by_label("Time allowed").select_option("10")
    press(page, page.get_by_role("button", name="Plan", exact=True))
    expect(page.get_by_text("No rota was made.")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_label("First day")).to_have_value("2001-01-01")
    assert faults(page) == []


def test_the_rules_are_read(page: Page, live: Live) -> None:
    """In the order of the tiers, with values and sources; searched; of a day without figures."""
    go_to(page, live, "Rules")
    page.get_by_label("As they hold on").fill("2026-11-30")
    steps = page.get_by_role("navigation", name="Steps").get_by_role("button")
    expect(steps).to_have_count(7)
    press(page, steps.nth(1))
    expect(page.get_by_role("heading", name="Law")).to_be_focused()
    rest = page.get_by_role("row", name=re.compile("Rest between two working days"))
    expect(rest.first).to_contain_text("11 hours")
    expect(rest.first).to_contain_text("Working Time Regulations 1998")
    assert faults(page) == []
    page.get_by_label("Search the rules").fill("stranger")
    expect(steps).to_have_count(1)
    page.set_viewport_size(PHONE)
    assert faults(page) == []
    page.get_by_label("As they hold on").fill("1999-01-01")
    expect(page.get_by_role("alert")).to_contain_text("1999-01-01")
