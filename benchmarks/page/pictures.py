"""Takes a picture of every place of the page, on the sample week, at the widths of three screens.

    python -m benchmarks.page.pictures --out pictures

For looking at: nothing is judged. The service runs on a database of its own with the sample
week, planned for ``--plan`` seconds. Those the README shows are in docs/pictures.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.service.served import Service, asked, seeded, served

WIDTHS = {1440: 900, 1024: 768, 390: 844}
PLACES = ("rota", "morning", "publish", "plan", "map", "compare", "measures", "data", "rules")
SETTLED_MS, PATIENCE_MS = 2500, 240_000
LOGIN = "demo-manager"


def main(arguments: Sequence[str] | None = None) -> None:
    """Seed, serve, look."""
    told = _parser().parse_args(arguments)
    told.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/pictures.db"
        password = seeded(database, told.plan, 2)
        log = Path(folder) / "serve.log"
        with served(database, workers=1, threads=2, log=log, password=password) as service:
            asyncio.run(_draft(service))
            _look(f"http://{service.host}:{service.port}", password, told.out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("pictures"))
    parser.add_argument("--plan", type=float, default=20.0, help="seconds to plan the week for")
    return parser


async def _draft(service: Service) -> None:
    """A draft beside the published week, with a visit taken off: something to publish."""
    office = service.connection(service.manager)
    (told,) = (await asked(office, "GET", "/rotas?in_force=true"))["items"]
    draft = await asked(office, "POST", f"/rotas/{told['id']}/drafts")
    rows = (await asked(office, "GET", f"/rotas/{draft['id']}/assignments?limit=1000"))["items"]
    taken = [one["visit_id"] for one in rows if one["carer_id"] and one["part"] == 0][100:103]
    moves = {"moves": [{"visit_id": one, "carers": []} for one in taken]}
    version = {"If-Match": f'"{draft["version"]}"'}
    await asked(office, "POST", f"/rotas/{draft['id']}/moves", moves, **version)
    office.close()


def _look(address: str, password: str, out: Path) -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width, height in WIDTHS.items():
            context = browser.new_context(viewport={"width": width, "height": height})
            _round(context.new_page(), address, password, out, width)
            context.close()
        browser.close()


def _round(page: Any, address: str, password: str, out: Path, width: int) -> None:
    """Every place, one after another."""
    page.goto(address)
    page.get_by_label("Login").wait_for()
    page.screenshot(path=out / f"sign-in-{width}.png")
    page.get_by_label("Login").fill(LOGIN)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    for place in PLACES:
        _go(page, place)
        page.screenshot(path=out / f"{place}-{width}.png")
    _go(page, "rota")
    day = page.get_by_role("button", name="Day", exact=True)
    if day.count():
        day.click()
        page.wait_for_timeout(SETTLED_MS)
        page.screenshot(path=out / f"day-{width}.png")
    if width == max(WIDTHS):
        _at_work(page, out)


def _at_work(page: Any, out: Path) -> None:
    """Somebody is sick, and cover is found; other plans of the week are looked for."""
    _go(page, "morning")
    page.get_by_role("combobox", name="Who cannot come").fill("Elsie")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Find cover").click()
    page.locator("[name=option]").first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(2 * SETTLED_MS)
    page.screenshot(path=out / "cover.png")
    _go(page, "compare")
    page.get_by_role("button", name="Look for other plans").click()
    page.get_by_role("button", name="Adopt").first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_timeout(4 * SETTLED_MS)
    page.screenshot(path=out / "plans.png")


def _go(page: Any, place: str) -> None:
    page.evaluate("(place) => { location.hash = `/${place}`; }", place)
    page.wait_for_timeout(SETTLED_MS)


if __name__ == "__main__":
    main()
