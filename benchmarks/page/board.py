"""Times the rota board in headless Chromium: drawn, dragged, dropped, priced.

    python -m benchmarks.page.board --size L --runs 5 --out board.json

The page is the shipped one on made-up data, served as the service serves it, on this machine.
``drawn_ms`` is from the address asked for to the board on the screen, and includes making the
data up in the browser, which takes the place of fetching it; ``from_rows_ms`` leaves that out.
``processor_ms`` is what the page's process worked until then, which other work on the machine
does not lengthen by much; ``drop_processor_ms`` is the same of a drop. Nothing is judged here: a
figure belongs to the machine it was measured on, and its load is written beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "api" / "web"
DRAG_STEPS = 90
STARTS_WITHIN_S = 120.0
# Frames while the pointer moves, from one callback to the next, which is what a hand feels.
WATCH_FRAMES = """() => {
  window.frames_ms = [];
  let last = performance.now();
  const look = (now) => {
    window.frames_ms.push(now - last);
    last = now;
    window.look = requestAnimationFrame(look);
  };
  window.look = requestAnimationFrame(look);
}"""
END_FRAMES = "() => { cancelAnimationFrame(window.look); return window.frames_ms.slice(2); }"
# From the button let go to the frame after the one that holds the change.
WATCH_DROP = """() => new Promise((done) => {
  addEventListener('pointerup', (event) => {
    const from = event.timeStamp;
    requestAnimationFrame(() => requestAnimationFrame((now) => done(now - from)));
  }, {once: true});
})"""
DRAWN = """async () => {
  while (performance.getEntriesByName('board-drawn').length === 0)
    await new Promise((wait) => setTimeout(wait, 10));
  const at = (name) => performance.getEntriesByName(name)[0].startTime;
  return [at('board-drawn'), at('board-drawn') - at('board-rows')];
}"""


def main() -> None:
    """Run and write the figures."""
    asked = arguments()
    subprocess.run([sys.executable, str(WEB / "page_backend.py"), "fixture"], check=True)
    with served(WEB / "dist-fixture") as address:
        runs = list(measured(address, asked.size, asked.runs))
    answer = {
        "size": asked.size,
        "machine": {"cores": os.cpu_count(), "load": os.getloadavg()[0], "is": platform.machine()},
        "summary": summary(runs),
        "runs": runs,
    }
    asked.out.write_text(json.dumps(answer, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(answer["summary"], indent=1) + "\n")


def arguments() -> argparse.Namespace:
    """What is asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--size", default="L", choices=["small", "M", "L"])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("board.json"))
    return parser.parse_args()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The page in a process of its own, as the service serves it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["-m", "uvicorn", "--factory", "api.page:page_only", "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, *command, "--log-level", "error"],
        cwd=ROOT,
        env=os.environ | {"CAREROTA_PAGE": str(folder)},
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> None:
    """Return once the page answers."""
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The page did not start.")


def measured(address: str, size: str, runs: int) -> Iterator[dict[str, Any]]:
    """One row a run, each in a browser profile of its own."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(runs):
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            yield one_run(context.new_page(), f"{address}/?size={size}")
            context.close()


def one_run(page: Any, address: str) -> dict[str, Any]:
    """Open the week, open the day, drag a visit down the board, and drop it."""
    watched = page.context.new_cdp_session(page)
    watched.send("Performance.enable")
    page.goto("about:blank")
    idle_ms = processor_ms(watched)
    page.goto(address)
    drawn_ms, from_rows_ms = page.evaluate(DRAWN)
    worked_ms = processor_ms(watched) - idle_ms
    page.get_by_role("button", name="Day", exact=True).click()
    page.locator(".visit").first.wait_for()
    visit = page.locator(".visit").first
    box = visit.bounding_box()
    x, y = box["x"] + 8, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(WATCH_FRAMES)
    for step in range(DRAG_STEPS):
        page.mouse.move(x + step * 3 % 400, y + step * 4 % 380)
    frames = page.evaluate(END_FRAMES)
    tray = page.locator("#tray-title").bounding_box()
    page.mouse.move(tray["x"] + 20, tray["y"] + 8, steps=4)
    watch = page.evaluate_handle(f"() => ({{ done: ({WATCH_DROP})() }})")
    before_ms = processor_ms(watched)
    page.mouse.up()
    drop_ms = watch.evaluate("(one) => one.done")
    drop_processor_ms = processor_ms(watched) - before_ms
    return {
        "drawn_ms": round(drawn_ms),
        "from_rows_ms": round(from_rows_ms),
        "processor_ms": round(worked_ms),
        "frame_ms": {"p50": at(frames, 0.5), "p95": at(frames, 0.95), "worst": at(frames, 1)},
        "frames": len(frames),
        "drop_ms": round(drop_ms, 1),
        "drop_processor_ms": round(drop_processor_ms, 1),
        "elements": page.evaluate("document.querySelectorAll('*').length"),
        "heap_mb": page.evaluate("Math.round(performance.memory.usedJSHeapSize / 1e5) / 10"),
    }


def processor_ms(watched: Any) -> float:
    """Milliseconds the page's process has worked since it began."""
    metrics = watched.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "ProcessTime")) * 1000


def at(values: list[float], share: float) -> float:
    """The value below which ``share`` of ``values`` lie, in milliseconds."""
    ranked = sorted(values)
    return round(ranked[min(len(ranked) - 1, int(share * len(ranked)))], 1)


def summary(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Medians and the worst of the runs."""
    figures = {
        "drawn_ms": [one["drawn_ms"] for one in runs],
        "from_rows_ms": [one["from_rows_ms"] for one in runs],
        "processor_ms": [one["processor_ms"] for one in runs],
        "frame_p95_ms": [one["frame_ms"]["p95"] for one in runs],
        "drop_ms": [one["drop_ms"] for one in runs],
        "drop_processor_ms": [one["drop_processor_ms"] for one in runs],
    }
    return {
        name: {"median": statistics.median(values), "worst": max(values)}
        for name, values in figures.items()
    }


if __name__ == "__main__":
    main()
