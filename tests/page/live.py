"""The real service with a worker, and a browser signed in to it: what a planner has on a Monday."""

from __future__ import annotations

import subprocess
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Page

from api.auth.passwords import password_hash
from api.store import Person, Store
from tests.api.cli_tables import write_tables
from tests.api.service import add_person, add_tenant
from tests.api.serving import served

PASSWORD = "correct horse battery"
PATIENCE_S = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """A service that runs: where, its store, and one provider with a planner and a manager."""

    address: str
    store: Store
    client: httpx.Client
    logins: Sequence[str]

    def import_tables(self, folder: Path) -> None:
        """Put the tiny provider's tables in, as files."""
        write_tables(folder)
        files = [("files", (one.name, one.read_bytes())) for one in sorted(folder.glob("*"))]
        assert self.client.post("/api/v1/imports", files=files).status_code == 201


@contextmanager
def live_service(store: Store, *options: str) -> Iterator[Live]:
    """The service in processes of its own, as ``carerota serve`` starts it."""
    tenant = add_tenant(store)
    logins = []
    for role in ("planner", "manager"):
        person, key = add_person(store, tenant, role)
        logins.append(_with_password(store, tenant, person))
    with (
        served(store, "--workers", "1", "--threads", "1", *options) as (address, process),
        httpx.Client(base_url=address, timeout=PATIENCE_S, headers={"X-API-Key": key}) as client,
    ):
        threading.Thread(target=_read_out, args=(process,), daemon=True).start()
        yield Live(address=address, store=store, client=client, logins=logins)


def sign_in(page: Page, live: Live, login: str) -> None:
    """Through the page, as anybody does."""
    page.goto(live.address)
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()


def _read_out(process: subprocess.Popen[str]) -> None:
    """Read its log away: a pipe that is full would hold the service up."""
    assert process.stdout is not None
    deque(process.stdout, maxlen=0)


def _with_password(store: Store, tenant: str, person: str) -> str:
    with store.write(tenant) as session:
        row = session.get_one(Person, person)
        row.password = password_hash(PASSWORD)
        return row.login
