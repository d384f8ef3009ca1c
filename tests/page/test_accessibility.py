"""No fault of WCAG 2.2, A or AA, that a machine can find, on any view of a small week."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.page.browser import open_board, open_day
from tests.truth.project import ROOT

pytestmark = pytest.mark.slow
AXE = ROOT / "api" / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALSO = {"label-content-name-mismatch": {"enabled": True}, "target-size": {"enabled": True}}


def click(page: Page, name: str) -> None:
    """Press one of the toolbar's buttons."""
    page.get_by_role("button", name=name, exact=True).click()


def week(page: Page, address: str) -> None:
    """The week at a glance."""
    open_board(page, address)


def day(page: Page, address: str) -> None:
    """A day, where one drags."""
    open_day(page, address)


def week_table(page: Page, address: str) -> None:
    """The week as a table."""
    open_board(page, address)
    click(page, "Table")
    page.locator(".week-table").wait_for()


def day_table(page: Page, address: str) -> None:
    """A day as a table."""
    open_day(page, address)
    click(page, "Table")
    page.locator(".day-table").wait_for()


def clients(page: Page, address: str) -> None:
    """Who comes to whom."""
    open_board(page, address)
    click(page, "Clients")
    page.locator(".face-table").wait_for()


def visit_dialog(page: Page, address: str) -> None:
    """One visit, with a price for everybody."""
    open_day(page, address)
    page.locator(".visit").first.click()
    page.locator(".who-price .icon").first.wait_for()


def carer_dialog(page: Page, address: str) -> None:
    """One carer's week."""
    open_day(page, address)
    page.locator(".carer-head").first.click()
    page.get_by_role("dialog").wait_for()


def selected(page: Page, address: str) -> None:
    """A visit selected."""
    open_day(page, address)
    page.locator(".visit").first.click(modifiers=["Control"])
    page.locator(".selection").wait_for()


def nothing(page: Page, address: str) -> None:
    """No rota at all."""
    page.goto(f"{address}/?size=empty")
    page.get_by_role("heading", name="No rota yet").wait_for()


def phone(page: Page, address: str) -> None:
    """A day on a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/?size=small")
    click(page, "Day")
    page.locator(".day-table").wait_for()


VIEWS = [
    week,
    day,
    week_table,
    day_table,
    clients,
    visit_dialog,
    carer_dialog,
    selected,
    nothing,
    phone,
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_no_fault_of_wcag(page: Page, address: str, view: Callable[[Page, str], None]) -> None:
    """Axe finds nothing: names, contrast, roles, labels, sizes of what is pressed."""
    view(page, address)
    assert faults(page) == []


def test_axe_is_looking(page: Page, address: str) -> None:
    """It finds a fault planted: a button without a name, and a name that is not what is seen."""
    open_day(page, address)
    page.evaluate(
        "document.querySelector('.visit').setAttribute('aria-label', 'something else');"
        "document.querySelector('.chip, .search input').removeAttribute('aria-label');"
        "document.querySelector('.brand img').removeAttribute('alt')"
    )
    found = {fault.split(":")[0] for fault in faults(page)}
    assert found >= {"image-alt", "label-content-name-mismatch"}


def faults(page: Page) -> list[str]:
    """What axe finds, as rule and place."""
    # By the debugger and not by a script element: the page's own policy takes none.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "([tags, rules]) => axe.run(document, {runOnly: {type: 'tag', values: tags}, rules,"
        " resultTypes: ['violations']})",
        [RULES, ALSO],
    )
    return [
        f"{one['id']}: {node['target'][0]}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]
