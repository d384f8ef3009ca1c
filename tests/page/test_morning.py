"""From sickness to people told, publishing, and two planners at one rota; on the real service."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.asked import keep_planned
from tests.api.service import sqlite_store
from tests.page.live import Live, live_service, sign_in
from tests.page.test_accessibility import faults
from tests.page.test_keyboard import press, tab_to

pytestmark = pytest.mark.slow
KEPT_WITHIN_S = 60
MONDAY = "2026-11-30"
NAMES = {"K1": "Ann Alder", "K2": "Ben Beech", "K3": "Cat Cedar"}
IDS = re.compile(r"\b[KC][123]\b")
EARLY = f"{MONDAY}T06:10:00Z"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """The tiny provider with a week planned and published."""
    folder = tmp_path_factory.mktemp("live")
    with sqlite_store(folder) as store, live_service(store) as found:
        found.import_tables(folder / "given")
        publish(found, keep_planned(store))
        yield found


def publish(live: Live, rota: str) -> None:
    """By the API, as it stands."""
    version = live.client.get(f"/api/v1/rotas/{rota}").json()["version"]
    headers = {"If-Match": f'"{version}"'}
    answer = live.client.post(f"/api/v1/rotas/{rota}/publish", json={}, headers=headers)
    assert answer.status_code == 200, answer.text


def in_force(live: Live) -> str:
    """The rota people know."""
    found: str = live.client.get("/api/v1/rotas?in_force=true").json()["items"][0]["id"]
    return found


def draft(live: Live) -> str:
    """A copy of it to change."""
    found: str = live.client.post(f"/api/v1/rotas/{in_force(live)}/drafts").json()["id"]
    return found


def visit(live: Live, rota: str, name: str) -> list[dict[str, Any]]:
    """Parts of a visit such as ``C1-breakfast``, of Monday."""
    items = live.client.get(f"/api/v1/rotas/{rota}/assignments").json()["items"]
    return [one for one in items if one["visit_id"] == f"{name}-{MONDAY}"]


def move(live: Live, rota: str, **made: Any) -> None:
    """One visit moved by the API, whatever it breaks."""
    version = live.client.get(f"/api/v1/rotas/{rota}").json()["version"]
    body = {"moves": [made], "accept_breaches": True, "reason": "tried"}
    headers = {"If-Match": f'"{version}"'}
    answer = live.client.post(f"/api/v1/rotas/{rota}/moves", json=body, headers=headers)
    assert answer.status_code == 200, answer.text


def open_place(page: Page, place: str, rota: str) -> None:
    """By its address, as a link does."""
    page.evaluate("(to) => { window.location.hash = to }", f"/{place}/{rota}")


def publish_by_keyboard(page: Page, login: str) -> None:
    """From wherever the focus is, round to the button, and through the dialog."""
    tab_to(page, "button.primary")
    press(page, "Enter")
    expect(page.get_by_role("dialog")).to_contain_text(login)
    assert faults(page) == []
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Cover is published")).to_be_visible()


def test_from_sickness_to_told_by_keyboard_alone(page: Page, live: Live) -> None:
    """Name, cover, taken, told, published; the absence stands on the board afterwards."""
    page.clock.set_fixed_time(EARLY)
    known = in_force(live)
    [insulin] = visit(live, known, "C1-breakfast")
    sick = NAMES[insulin["carer_id"]]
    sign_in(page, live, live.logins[0])
    page.get_by_role("grid").wait_for()
    tab_to(page, 'a[href^="#/morning"]')
    press(page, "Enter")
    expect(page.get_by_role("combobox", name="Who cannot come")).to_be_focused()
    assert faults(page) == []
    page.keyboard.type(sick[:5].lower())
    press(page, "Enter")
    first = page.locator(".affected-table tbody tr").first
    expect(first).to_contain_text("Ada Quill")
    expect(first).to_contain_text("Time-critical: insulin, 07:45 to 08:15")
    expect(page.get_by_role("heading", name="affected")).to_contain_text("red or time-critical")
    press(page, "Enter")
    expect(page.get_by_role("radio").and_(page.locator("[name=option]")).first).to_be_focused()
    goes = page.get_by_role("region", name="Who goes where")
    expect(goes).to_contain_text("Ada Quill")
    assert faults(page) == []
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Cover is taken, as a draft")).to_be_focused()
    assert faults(page) == []
    assert IDS.search(page.locator(".notices").inner_text()) is None
    tab_to(page, ".tick input")
    press(page, " ")
    expect(page.locator(".notices header")).to_contain_text(re.compile(r"1 of \d+ told"))
    publish_by_keyboard(page, live.logins[0])
    now = in_force(live)
    assert now != known
    assert all(one["carer_id"] != insulin["carer_id"] for one in visit(live, now, "C1-breakfast"))
    drafts = live.client.get("/api/v1/rotas?stage=draft").json()["items"]
    assert drafts == []
    tab_to(page, ".taken-head button")
    press(page, "Enter")
    row = page.get_by_role("row").filter(has_text=sick)
    expect(row.get_by_role("gridcell").first).to_contain_text("Sick")


def test_a_visit_may_be_left_out_of_cover(page: Page, live: Live) -> None:
    """Taken without one visit: it then has nobody, and the others are covered."""
    page.clock.set_fixed_time(f"{MONDAY}T09:00:00Z")
    lunch = visit(live, in_force(live), "C3-lunch")[0]
    sign_in(page, live, live.logins[1])
    open_place(page, "morning", in_force(live))
    page.get_by_role("combobox", name="Who cannot come").fill(NAMES[lunch["carer_id"]])
    press(page, "Enter", "Enter")
    page.get_by_role("checkbox", name=re.compile("Take .* Cleo Finch")).uncheck()
    page.get_by_role("button", name="Take it without 1 visit").click()
    expect(page.get_by_role("heading", name="Cover is taken")).to_be_visible()
    expect(page.locator(".notices")).to_contain_text("nobody comes")
    page.get_by_role("button", name="See it on the rota").click()
    expect(page.locator(".tray")).to_contain_text("Cleo Finch")
    page.get_by_role("button", name="Changes").click()
    expect(page.locator(".change-rows")).to_contain_text("nobody instead of")
    assert faults(page) == []
    page.locator(".change-row", has_text="Cleo Finch").click()
    expect(page.get_by_role("dialog")).to_contain_text("Cleo Finch")


def take_papers(page: Page, live: Live) -> None:
    """Every link leads to a file, and a calendar's address to a calendar."""
    for name in ("Run sheets", "Changes for Excel", "as CSV"):
        link = page.get_by_role("link", name=name).get_attribute("href")
        assert live.client.get(str(link)).status_code == 200
    page.get_by_role("combobox", name="Whose calendar").fill("ada")
    press(page, "Enter")
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Ada Quill: shown this once").input_value()
    assert live.client.get(address).text.startswith("BEGIN:VCALENDAR")


def test_publishing_is_refused_and_done(page: Page, live: Live) -> None:
    """A hard breach is told with names and a way to it; mended, a named person publishes."""
    rota = draft(live)
    [was] = visit(live, rota, "C1-breakfast")
    move(live, rota, visit_id=was["visit_id"], start=f"{MONDAY}T09:00:00Z")
    sign_in(page, live, live.logins[0])
    open_place(page, "publish", rota)
    gate = page.locator(".gate.closed")
    expect(gate).to_contain_text("It cannot be published")
    expect(gate).to_contain_text("Ada Quill’s breakfast visit on Mon 30 Nov")
    assert IDS.search(gate.inner_text()) is None
    expect(page.get_by_role("button", name="Publish…")).to_be_disabled()
    assert faults(page) == []
    gate.get_by_role("button").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile("Ada Quill|Bob Wren"))
    press(page, "Escape")
    move(live, rota, visit_id=was["visit_id"], start=was["start"])
    tea = visit(live, rota, "C1-tea")[0]
    move(live, rota, visit_id=tea["visit_id"], carers=[])
    page.get_by_role("link", name="Publish").click()
    expect(page.locator(".figures")).to_contain_text("clients to tell")
    page.get_by_role("button", name="Publish…").click()
    move(live, rota, visit_id=tea["visit_id"], carers=[tea["carer_id"]], start=tea["start"])
    press(page, "Enter")
    expect(dialog).to_contain_text("Somebody changed this rota while you looked at it")
    press(page, "Escape")
    expect(page.locator(".trade")).to_contain_text("Nothing: it is what people know")
    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("button", name=f"Publish as {live.logins[0]}").click()
    expect(page.get_by_role("heading", name="Published")).to_be_visible()
    assert in_force(live) == rota
    assert faults(page) == []
    take_papers(page, live)
    page.get_by_role("button", name="Freeze").click()
    expect(page.get_by_role("heading", name="Published and frozen")).to_be_visible()


def later(page: Page, live: Live, rota: str, at: str, to: str) -> None:
    """Monday's visit to Cleo Finch five minutes later, in its dialog, and kept."""
    page.get_by_role("button", name=re.compile(f"{at} Cleo Finch: open")).click()
    page.get_by_role("button", name="+5 min").click()
    expect(page.get_by_role("dialog").get_by_role("status")).not_to_contain_text("Asking")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name=re.compile(f"{to} Cleo Finch: open"))).to_be_visible()
    until = time.monotonic() + KEPT_WITHIN_S
    while f"T{to}" not in visit(live, rota, "C3-lunch")[0]["start"]:
        assert time.monotonic() < until
        page.wait_for_timeout(100)


def open_table(page: Page, live: Live, login: str, rota: str) -> None:
    """Monday as a table."""
    sign_in(page, live, login)
    open_place(page, "rota", rota)
    page.get_by_role("button", name="Day", exact=True).click()
    page.get_by_role("button", name="Table", exact=True).click()


def test_two_planners_hear_of_each_other(page: Page, browser: Browser, live: Live) -> None:
    """The second is told at once who changed what; of what both changed, one chooses."""
    rota = draft(live)
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    other = context.new_page()
    open_table(page, live, live.logins[0], rota)
    open_table(other, live, live.logins[1], rota)
    later(other, live, rota, "12:30", "12:35")
    told = page.get_by_role("region", name="Changed by others")
    expect(told).to_contain_text(f"{live.logins[1]} changed 1 visit")
    expect(told).to_contain_text("12:35 Cleo Finch")
    assert faults(page) == []
    told.get_by_role("button", name="Seen").click()
    # What follows reaches the second planner only when he saves as well.
    page.route("**/saves*", lambda route: route.fulfill(status=409, json={"code": "busy"}))
    page.reload()
    page.get_by_role("button", name="Day", exact=True).click()
    page.get_by_role("button", name="Table", exact=True).click()
    later(other, live, rota, "12:35", "12:40")
    later(page, live, rota, "12:35", "12:40")
    # Both moved it alike: no choice is needed. Then each otherwise.
    later(other, live, rota, "12:40", "12:45")
    page.get_by_role("button", name="12:40 Cleo Finch: open").click()
    page.get_by_role("button", name="Take off the rota").click()
    choice = page.get_by_role("dialog")
    expect(choice).to_contain_text("You both changed this visit")
    expect(choice).to_contain_text("12:45")
    assert faults(page) == []
    choice.get_by_role("button", name="Keep yours").click()
    expect(page.locator(".tray")).to_contain_text("Cleo Finch")
    expect(other.locator(".tray")).to_contain_text("Cleo Finch")
    context.close()
