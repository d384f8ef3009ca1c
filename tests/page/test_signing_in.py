"""A planner signs in to the real service and out again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.api.service import sqlite_store
from tests.page.live import Live, live_service, sign_in

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Without tables or rotas."""
    with sqlite_store(tmp_path_factory.mktemp("live")) as store, live_service(store) as found:
        yield found


def test_signing_in_and_out(page: Page, live: Live) -> None:
    """The way to a first rota is shown; after signing out nothing is."""
    sign_in(page, live, live.logins[0])
    expect(page.get_by_role("heading", name="No rota yet")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Login")).to_be_visible()
