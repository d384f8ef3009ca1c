"""The page built on made-up data, served, and opened in the machine's own Chromium."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from api.page import page_app
from tests.page.browser import chromium, must_not_skip, served
from tests.truth.project import ROOT

WEB = ROOT / "api" / "web"
FIRST_MS = 120_000
PATIENT_MS = 30_000
"""How long something expected may take: a machine that is busy with other tests is slow."""
expect.set_options(timeout=PATIENT_MS)
TOLD = (401, 403, 409, 412, 422)
"""Statuses the page has a sentence for; Chromium calls every one of them an error."""


@pytest.fixture(scope="session")
def fixture_page() -> Path:
    """The folder of the page on made-up data; one worker builds, the others wait."""
    lock = ROOT / "build" / "fixture-page.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        command = [sys.executable, str(WEB / "page_backend.py"), "fixture"]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode:
        _missing(f"the page cannot be built: {found.stderr.splitlines()[:1]}")
    return WEB / "dist-fixture"


@pytest.fixture(scope="session")
def address(fixture_page: Path) -> Iterator[str]:
    """Where the page answers, under the same policy as the service."""
    with served(page_app(fixture_page)) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    path = chromium()
    if path is None:
        _missing("no Chromium; apt-get install chromium")
    with sync_playwright() as playwright:
        # As root, which a build machine often is, Chromium has no sandbox to use.
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of a desk's size, in which nothing goes wrong in silence."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    found = context.new_page()
    found.set_default_timeout(FIRST_MS)
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda said: wrong.append(said.text) if _is_wrong(said) else None)
    yield found
    context.close()
    assert wrong == []


def _is_wrong(said: ConsoleMessage) -> bool:
    """An error, but for answers of the service that the page tells in words of its own."""
    return said.type == "error" and not any(f"status of {one} " in said.text for one in TOLD)


def _missing(what: str) -> None:
    """Skip, saying why; on a build machine fail instead."""
    if must_not_skip():
        pytest.fail(what)
    pytest.skip(what)
