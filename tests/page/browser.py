"""Chromium and the page it opens, for tests that try the page as a planner does."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from playwright.sync_api import Page
from starlette.types import ASGIApp

NAMES = ("chromium", "chromium-browser", "google-chrome")
WAIT_S = 60.0


def chromium() -> str | None:
    """The machine's own browser; none is downloaded."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def must_not_skip() -> bool:
    """On a build machine a missing browser is a fault, not a reason to pass over a test."""
    return os.environ.get("CI", "").lower() in ("1", "true")


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """An address at which ``app`` answers while the test lasts."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + WAIT_S
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(WAIT_S)


def open_board(page: Page, address: str, size: str = "small", more: str = "") -> None:
    """The week of a made-up county of ``size``, drawn."""
    page.goto(f"{address}/?size={size}{more}")
    page.get_by_role("grid").wait_for()


def open_day(page: Page, address: str, size: str = "small", more: str = "") -> None:
    """Its first day, where one drags."""
    open_board(page, address, size, more)
    page.get_by_role("button", name="Day", exact=True).click()
    page.locator(".day-grid").wait_for()
