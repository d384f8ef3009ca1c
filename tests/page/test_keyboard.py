"""The board by keyboard alone: found, moved, pinned, undone, and each thing said."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.page.browser import open_board, open_day

pytestmark = pytest.mark.slow


def press(page: Page, *keys: str) -> None:
    """Keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Tab until something that matches has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(one) => document.activeElement?.matches(one)", selector):
            return
    pytest.fail(f"{selector} is not reached by {most} tabs")


def focused(page: Page) -> str:
    """Name of what has the focus."""
    return str(page.evaluate("document.activeElement.textContent"))


def test_a_visit_is_given_to_another_carer_by_keyboard(page: Page, address: str) -> None:
    """Tab to the board, arrows to a visit, Enter, arrows to a carer, save: done, said, undone."""
    open_day(page, address, "M")
    tab_to(page, ".carer-head, .visit")
    for _ in range(12):
        if page.evaluate("document.activeElement.matches('.visit')"):
            break
        press(page, "ArrowRight" if page.evaluate(HAS_VISITS) else "ArrowDown")
    key = page.evaluate("document.activeElement.dataset.key")
    press(page, "Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator(".hint")).to_contain_text("could, the best first")
    tab_to(page, 'input[type="radio"]')
    press(page, "ArrowDown")
    expect(dialog.get_by_role("status")).not_to_contain_text("Nothing moved yet")
    chosen = dialog.locator(".who-row:has(:checked) .who-name").inner_text()
    tab_to(page, "button.primary")
    press(page, "Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(".announcement")).to_contain_text(f"given to {chosen}")
    search = page.get_by_role("searchbox")
    search.fill(chosen)
    row = page.locator("[data-carer-row]", has_text=chosen)
    expect(row.locator(f'[data-key="{key}"]')).to_be_attached()
    tab_to(page, ".carer-head, .visit")
    press(page, "Control+z")
    expect(page.locator(".announcement")).to_contain_text("Undone")


HAS_VISITS = "document.activeElement.closest('[role=row]').querySelector('.visit') !== null"


def test_arrows_go_along_a_run_and_focus_is_seen(page: Page, address: str) -> None:
    """From the carer to the first visit and on, later each time; Home leads back."""
    open_day(page, address)
    row = page.locator("[data-carer-row]", has=page.locator(".visit")).first
    row.locator(".carer-head").focus()
    row.locator(".carer-head").click()
    press(page, "Escape")
    names = []
    for _ in range(3):
        press(page, "ArrowRight")
        names.append(focused(page))
    assert names == sorted(names)
    assert len(set(names)) == 3
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    press(page, "Home")
    assert page.evaluate("document.activeElement.matches('.carer-head')")


def test_focus_follows_to_carers_far_below(page: Page, address: str) -> None:
    """Rows are drawn as they come into view, and the focus is there when they are."""
    open_day(page, address, "L")
    tab_to(page, ".carer-head, .visit")
    press(page, *["PageDown"] * 6)
    expect(page.locator('[aria-rowindex="62"] :focus')).to_have_count(1)


def test_space_selects_and_p_pins(page: Page, address: str) -> None:
    """The pin is in the visit's name, so that it is heard as well as seen."""
    open_day(page, address)
    visit = page.locator(".visit:not(:has(.pin))").first
    key = visit.get_attribute("data-key")
    visit.click()
    press(page, "Escape")
    press(page, " ")
    expect(page.get_by_role("region", name="Selected visits")).to_contain_text("1 visit selected")
    press(page, "p")
    expect(page.locator(f'[data-key="{key}"]')).to_have_accessible_name(PINNED)


PINNED = re.compile("pinned: carer, selected$")


def test_the_dialog_gives_the_focus_back(page: Page, address: str) -> None:
    """Closed by Escape, the visit it was about has the focus again."""
    open_day(page, address)
    visit = page.locator(".visit").first
    key = visit.get_attribute("data-key")
    visit.focus()
    press(page, "Enter")
    page.get_by_role("dialog").wait_for()
    press(page, "Escape")
    assert page.evaluate("document.activeElement.dataset.key") == key


def test_the_week_is_walked_and_a_day_opened(page: Page, address: str) -> None:
    """Arrows from cell to cell, Enter opens that day."""
    open_board(page, address)
    tab_to(page, ".carer-head, .day-cell")
    press(page, "ArrowRight", "ArrowRight", "ArrowDown")
    assert "Tuesday 1 December" in focused(page)
    press(page, "Enter")
    expect(page.get_by_role("combobox", name="Day")).to_have_value("1")
