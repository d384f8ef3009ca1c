"""What stands beside the board, on the real service: why, measures, the map, plans to compare."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from api.book import take_snapshot
from api.desk.weeks import base_of, given_at
from api.rotas import judged, keep_rota
from api.settings import Settings
from api.store import Store
from scheduler.planning.week import plan_week
from tests.api.service import sqlite_store
from tests.page.live import Live, live_service, sign_in
from tests.page.test_accessibility import faults

pytestmark = pytest.mark.slow
TENANT = "tenant_a"
OFF = "C3-lunch-2026-12-01"
PATIENCE_MS = 30_000


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The tiny provider with a draft of its week, in which nobody makes one lunch."""
    expect.set_options(timeout=PATIENCE_MS)
    folder = tmp_path_factory.mktemp("live")
    with sqlite_store(folder) as store, live_service(store) as found:
        found.import_tables(folder / "tables")
        rota = _keep_planned(store)
        off = {"moves": [{"visit_id": OFF, "carers": []}]}
        answer = found.client.post(
            f"/api/v1/rotas/{rota}/moves", json=off, headers={"If-Match": "1"}
        )
        assert answer.status_code == 200, answer.text
        yield found


def test_why_somebody_goes(page: Page, live: Live) -> None:
    """By keyboard from the board: by name, everybody else with a price or what is in the way."""
    _day(page, live)
    visit = page.locator(".visit", has_text="Ada Quill").first
    visit.click()
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    visit.press("w")
    said = page.get_by_role("dialog")
    expect(said.get_by_role("heading", level=2)).to_contain_text("to Ada Quill")
    expect(said.locator(".why-said")).to_contain_text("breakfast visit of Ada Quill is made by")
    expect(said.locator(".why-scroller > table > tbody > tr")).to_have_count(2)
    price = said.locator("details").first
    price.locator("summary").click()
    expect(price.get_by_role("row", name="Altogether")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(visit).to_be_focused()


def test_why_nobody_goes(page: Page, live: Live) -> None:
    """From the visit's own dialog: counts by reason, and what would help."""
    _day(page, live, 1)
    page.locator(".chip").first.click()
    page.get_by_role("button", name="Why nobody goes, and what would help").click()
    said = page.get_by_role("dialog")
    expect(said.get_by_role("heading", name="Why nobody goes to Cleo Finch")).to_be_visible()
    expect(said.locator(".why-counts tbody tr").first).to_be_visible()
    expect(said.locator(".why-help")).to_contain_text("could come at")
    assert "C3" not in said.inner_text()
    assert faults(page) == []
    said.get_by_role("button", name="Open the visit").click()
    expect(page.get_by_role("dialog").get_by_text("Who goes")).to_be_visible()


def test_ways_are_drawn_and_follow_a_move(page: Page, live: Live) -> None:
    """Every visit but none in the tray has its way; a run left is read again."""
    _day(page, live)
    expect(page.locator(".band.way")).to_have_count(page.locator(".visit").count())
    page.locator(".visit", has_text="Cleo Finch").first.click()
    page.get_by_role("button", name="Take off the rota").click()
    expect(page.get_by_role("status").last).to_contain_text("taken off the rota")
    expect(page.locator(".band.way")).to_have_count(page.locator(".visit").count())
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".visit", has_text="Cleo Finch")).to_have_count(1)
    expect(page.locator(".band.way")).to_have_count(page.locator(".visit").count())


def test_several_visits_go_to_somebody_together(page: Page, live: Live) -> None:
    """Selected on the board, priced and given in one dialog, put back by one undo."""
    _day(page, live, 2)
    visits = page.locator(".visit").filter(has_not_text="carers together")
    for place in range(2):
        visits.nth(place).click(modifiers=["Control"])
    expect(page.get_by_text("2 visits selected")).to_be_visible()
    page.get_by_role("button", name="Give to somebody…").click()
    asked = page.get_by_role("dialog")
    expect(asked.get_by_role("heading", name="2 visits together")).to_be_visible()
    expect(asked.locator(".who-price .icon").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Take off the rota").click()
    expect(page.get_by_role("status").last).to_contain_text("taken off the rota")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").last).to_contain_text("Undone")


def test_measures_stand_beside_their_aims(page: Page, live: Live) -> None:
    """Headlines with what each means; carers and clients in the order one asks for."""
    _go(page, live, "Measures")
    line = page.get_by_role("row", name="Visits nobody makes Visits still")
    expect(line).to_contain_text("not reached")
    assert faults(page) == []
    page.get_by_role("button", name="Carers", exact=True).click()
    expect(page.get_by_role("table", name="Hours by carer")).to_contain_text("Ann Alder")
    page.get_by_role("button", name="Work", exact=True).click()
    expect(page.get_by_role("columnheader", name="Work")).to_have_attribute(
        "aria-sort", "descending"
    )
    page.get_by_role("button", name="Clients", exact=True).click()
    expect(page.get_by_role("table", name="Faces and times by client")).to_contain_text("Bob Wren")
    assert faults(page) == []


def test_a_stop_on_the_map_leads_to_its_visit(page: Page, live: Live) -> None:
    """Numbered in the order of the run; the table beside it leads there by keyboard."""
    _go(page, live, "Map")
    stop = page.locator(".map-stop[data-stop]").first
    expect(stop).to_be_visible()
    assert faults(page) == []
    stop.click()
    expect(page.get_by_role("dialog")).to_contain_text("Who goes")
    page.keyboard.press("Escape")
    row = page.locator(".run-table tbody .link").first
    name = row.inner_text()
    row.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_contain_text(name)
    page.keyboard.press("Escape")
    before = page.locator(".map-bar text").text_content()
    for _ in range(4):
        page.get_by_role("button", name="Farther").click()
    assert page.locator(".map-bar text").text_content() != before


def test_plans_are_looked_for_and_the_search_ended(page: Page, live: Live) -> None:
    """Watched while it lasts; ended early it says what came of it."""
    _go(page, live, "Compare")
    page.get_by_role("button", name="Look for other plans").click()
    status = page.locator(".search-plans").get_by_role("status")
    expect(status).to_contain_text("starting from the rota in hand")
    assert faults(page) == []
    page.get_by_role("button", name="End now").click()
    expect(status).to_contain_text("found")


def test_plans_are_compared_and_one_adopted(page: Page, live: Live) -> None:
    """Chosen by a point of the chart and by keyboard, taken in one press."""
    week = {"first_day": "2026-11-30", "iterations": 300, "plans": 2, "threads": 1}
    rota = live.client.get("/api/v1/rotas").json()["items"][-1]["id"]
    job = live.client.post("/api/v1/frontiers", json=week | {"rota_id": rota}).json()["id"]
    with live.client.stream("GET", f"/api/v1/jobs/{job}/events") as events:
        events.read()
    sign_in(page, live, live.logins[0])
    page.goto(f"{live.address.rstrip('/')}/#/compare/{rota}")
    point = page.locator(".chart-point[role=button]").first
    expect(point).to_be_visible()
    assert faults(page) == []
    point.focus()
    point.press("Enter")
    expect(page.get_by_role("table", name="In figures")).to_be_visible()
    page.get_by_role("button", name="Carers").last.click()
    assert faults(page) == []
    page.locator(".difference").get_by_role("button", name="as a new draft").click()
    page.get_by_role("grid").wait_for()
    made = live.client.get("/api/v1/rotas").json()["items"][0]
    assert page.url.endswith(made["id"])
    assert made["stage"] == "draft"
    assert made["parent_id"] is not None


def _keep_planned(store: Store) -> str:
    """A rota planned from the tables as they are, kept as a draft."""
    base = base_of(Settings(), store)
    with store.write(TENANT) as session:
        snapshot = take_snapshot(session)
        given = given_at(base, session, snapshot.id, None, 7)
        made = plan_week(given.week, iterations=20_000, threads=1)
        kept = judged(given, made.rota, made, prove=False)
        return keep_rota(session, kept, snapshot_id=snapshot.id, made_by="person_x").id


def _day(page: Page, live: Live, day: int = 0) -> None:
    """A day of the board."""
    sign_in(page, live, live.logins[0])
    page.get_by_role("button", name="Day", exact=True).click()
    page.get_by_label("Day", exact=True).select_option(str(day))
    page.locator(".visit").first.wait_for()


def _go(page: Page, live: Live, place: str) -> None:
    """A place of the shell."""
    sign_in(page, live, live.logins[0])
    page.get_by_role("link", name=place, exact=True).click()
    page.get_by_role("heading", name=place).or_(page.locator(".map-frame")).first.wait_for()
