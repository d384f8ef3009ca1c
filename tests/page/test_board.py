"""The rota board in a real browser: dragged, refused, undone, searched, printed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.page.browser import open_board, open_day

pytestmark = pytest.mark.slow
MOST_DRAWN = 1200


def middle(one: Locator) -> tuple[float, float]:
    """The middle of something on the screen."""
    box = one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def row_of(page: Page, key: str) -> str:
    """Name of the carer whose row holds a visit; empty where none does."""
    row = page.locator("[data-carer-row]", has=page.locator(f'[data-key="{key}"]'))
    return row.locator(".carer-name").inner_text() if row.count() else ""


def drag_to(page: Page, one: Locator, to: tuple[float, float]) -> None:
    """Press, move as a hand does, and hold: the caller lets go."""
    x, y = middle(one)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(*to, steps=8)
    page.locator("[data-verdict=legal], [data-verdict=illegal]").first.wait_for()


def take_off(page: Page) -> tuple[str, str]:
    """Drag the first visit in view to the tray: its key, and the carer it was with."""
    visit = page.locator(".visit").first
    key = visit.get_attribute("data-key") or ""
    carer = row_of(page, key)
    drag_to(page, visit, middle(page.locator("#tray-title")))
    page.mouse.up()
    expect(page.locator(f'.tray [data-key="{key}"]')).to_be_visible()
    return key, carer


def test_a_visit_is_dragged_and_undone(page: Page, address: str) -> None:
    """Off the rota, back by undo, off again by redo; each is said."""
    open_day(page, address)
    key, carer = take_off(page)
    expect(page.get_by_role("status")).to_contain_text("taken off the rota")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Undone")
    assert row_of(page, key) == carer
    page.keyboard.press("Control+y")
    expect(page.locator(f'.tray [data-key="{key}"]')).to_be_visible()


def test_a_visit_goes_from_the_tray_to_whoever_may(page: Page, address: str) -> None:
    """While dragging each row says yes or no in words; a yes takes the visit."""
    open_day(page, address)
    key, carer = take_off(page)
    chip = page.locator(f'.tray [data-key="{key}"]')
    begins = chip.inner_text().split()[0]
    hours, minutes = (int(part) for part in begins.split(":"))
    first = page.locator(".hours span").first.inner_text()
    track = page.locator("[data-carer-row] .track").first.bounding_box()
    assert track is not None
    x = track["x"] + (hours * 60 + minutes - int(first[:2]) * 60) * 2.4 + 2
    row = page.locator("[data-carer-row]", has_text=carer)
    drag_to(page, chip, (x, middle(row)[1]))
    expect(row.locator("[data-verdict]")).to_have_attribute("data-verdict", "legal")
    assert page.locator("[data-verdict=illegal]").first.inner_text().strip() != ""
    page.mouse.up()
    expect(row.locator(f'[data-key="{key}"]')).to_be_visible()
    assert row_of(page, key) == carer


def test_what_is_not_legal_is_not_dropped(page: Page, address: str) -> None:
    """On somebody who is not at work: put back, and why is said."""
    open_day(page, address)
    off = page.locator("[data-carer-row]:not(:has(.band.shift)):not(:has(.absence))").first
    visit = page.locator(".visit").first
    key = visit.get_attribute("data-key") or ""
    carer = row_of(page, key)
    drag_to(page, visit, (middle(visit)[0], middle(off)[1]))
    expect(off.locator("[data-verdict]")).to_contain_text("Not working this day")
    page.mouse.up()
    expect(page.get_by_role("status")).to_contain_text("It cannot go there: Not working this day")
    assert row_of(page, key) == carer


def test_escape_ends_a_drag(page: Page, address: str) -> None:
    """Nothing moves, and no dialog opens when the button is let go."""
    open_day(page, address)
    visit = page.locator(".visit").first
    key = visit.get_attribute("data-key") or ""
    carer = row_of(page, key)
    drag_to(page, visit, middle(page.locator("#tray-title")))
    page.keyboard.press("Escape")
    page.mouse.up()
    assert row_of(page, key) == carer
    assert page.locator("dialog[open]").count() == 0


def test_several_visits_are_moved_at_once(page: Page, address: str) -> None:
    """Selected with Ctrl, taken off together, back with one undo."""
    open_day(page, address)
    visits = page.locator(".visit")
    keys = [visits.nth(place).get_attribute("data-key") or "" for place in range(3)]
    for key in keys:
        page.locator(f'[data-key="{key}"]').click(modifiers=["Control"])
    bar = page.get_by_role("region", name="Selected visits")
    expect(bar).to_contain_text("3 visits selected")
    bar.get_by_role("button", name="Take off the rota").click()
    for key in keys:
        expect(page.locator(f'.tray [data-key="{key}"]')).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    for key in keys:
        expect(page.locator(f'.day-grid [data-key="{key}"]')).to_be_attached()


def test_somebody_else_saved_first(page: Page, address: str) -> None:
    """The move is put back, the planner is told, and can load what stands now."""
    open_day(page, address, more="&refuses")
    visit = page.locator(".visit").first
    key = visit.get_attribute("data-key") or ""
    carer = row_of(page, key)
    drag_to(page, visit, middle(page.locator("#tray-title")))
    page.mouse.up()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Somebody else changed this rota")
    assert row_of(page, key) == carer
    alert.get_by_role("button", name="Load it again").click()
    expect(page.get_by_role("grid")).to_be_visible()


def test_search_leaves_whom_it_finds(page: Page, address: str) -> None:
    """By a client's name: the carers who go there, other visits dimmed; nothing found is said."""
    open_day(page, address)
    before = page.locator("[data-carer-row]").count()
    client = page.locator(".visit-name").first.inner_text()
    search = page.get_by_role("searchbox", name="Search carers, clients and zones")
    search.fill(client)
    expect(page.locator(".visit:not(.dimmed) .visit-name").first).to_have_text(client)
    assert 0 < page.locator("[data-carer-row]").count() < before
    search.fill("nobody is called this")
    expect(page.locator(".empty")).to_contain_text("nobody is called this")


def test_a_large_county_is_drawn_by_the_rows_in_view(page: Page, address: str) -> None:
    """180 carers and 6,000 visits: the page holds what is seen, and scrolls to the last carer."""
    open_day(page, address, "L")
    assert page.locator(".visit").count() < MOST_DRAWN
    assert page.get_by_role("grid").get_attribute("aria-rowcount") == "181"
    page.locator(".grid-scroller").evaluate("(one) => { one.scrollTop = one.scrollHeight }")
    expect(page.locator('[aria-rowindex="181"]')).to_be_visible()


def test_paper_gets_every_row(page: Page, address: str) -> None:
    """Printed, the board is a table with all carers at work; back on screen it is the board."""
    open_day(page, address)
    page.emulate_media(media="print")
    expect(page.locator(".day-table")).to_be_visible()
    assert page.locator(".day-table .carer-line").count() >= 5
    page.emulate_media(media="screen")
    expect(page.locator(".day-grid")).to_be_visible()


def test_who_comes_to_a_client_over_four_weeks(page: Page, address: str) -> None:
    """A row for each face, a column for each of 28 days, the faces of a fortnight counted."""
    open_board(page, address)
    page.get_by_role("button", name="Clients", exact=True).click()
    table = page.locator(".face-table")
    expect(table).to_be_visible()
    assert table.locator("thead th").count() == 2 + 28
    expect(page.locator(".faces header")).to_contain_text("in 14 days")


def test_a_phone_reads_lists(page: Page, address: str) -> None:
    """At 390 pixels nothing is wider than the screen."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/?size=small")
    page.get_by_role("button", name="Day", exact=True).click()
    expect(page.locator(".day-table")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_no_request_leaves_the_origin(page: Page, address: str) -> None:
    """Everything the page fetches comes from where it came from itself."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_day(page, address)
    page.locator(".visit").first.click()
    page.get_by_role("dialog").wait_for()
    assert asked
    assert [url for url in asked if not url.startswith(address)] == []


def test_a_county_without_a_rota_says_what_to_do(page: Page, address: str) -> None:
    """The first page a new provider sees is no blank one."""
    page.goto(f"{address}/?size=empty")
    expect(page.get_by_role("heading", name="No rota yet")).to_be_visible()
