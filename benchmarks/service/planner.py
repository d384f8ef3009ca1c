"""A planner who asks, cancels and follows, and notes whatever was acknowledged."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx

PATIENCE_S = 900.0
FINAL = ("done", "cancelled", "failed")


@dataclass(slots=True)
class Noted:
    """What the service has acknowledged.

    Parameters
    ----------
    jobs
        Key of the call and id of the job it made.
    cancelled
        Ids of jobs whose cancel was acknowledged.
    saved
        By job, ids of events and costs by tier of rotas that readers were told are saved.
    """

    jobs: dict[str, str] = field(default_factory=dict)
    cancelled: set[str] = field(default_factory=set)
    saved: dict[str, list[tuple[int, list[int]]]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


class Planner:
    """Works in threads of its own until told to stop; repeats a call until it is answered."""

    def __init__(self, address: str, key: str, seconds: float, seed: int) -> None:
        self._address, self._seconds, self._chance = address, seconds, Random(seed)
        self._headers = {"X-API-Key": key}
        self.noted = Noted()
        self._stopping = threading.Event()
        self._running: set[str] = set()
        self._readers: list[threading.Thread] = []
        self._asker = threading.Thread(target=self._ask, daemon=True)

    def bring(self, week: Path) -> None:
        """Import the tables of a folder."""
        files = [("files", (one.name, one.read_bytes())) for one in sorted(week.glob("*.csv"))]
        answer = httpx.post(
            f"{self._address}/api/v1/imports", files=files, headers=self._headers, timeout=300
        )
        answer.raise_for_status()

    def start(self) -> None:
        """Begin."""
        self._asker.start()

    def wait_for_work(self) -> None:
        """Wait until a job is under way, as far as is known: killing idle workers shows little."""
        until = time.monotonic() + PATIENCE_S
        while not self._running and time.monotonic() < until:
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask for nothing more, and follow every job to its end."""
        self._stopping.set()
        self._asker.join(PATIENCE_S)
        for reader in self._readers:
            reader.join(PATIENCE_S)

    def _ask(self) -> None:
        number = 0
        while not self._stopping.is_set():
            if len([one for one in self._readers if one.is_alive()]) < 4:
                number += 1
                self._one(f"kills-{number}")
            self._stopping.wait(self._chance.uniform(0.1, 1.0))

    def _one(self, key: str) -> None:
        """One job, followed; some are cancelled."""
        asked = {"seconds": round(self._chance.uniform(0.3, 1.0) * self._seconds, 1)}
        answer = self._surely("POST", "solves", json=asked, headers={"Idempotency-Key": key})
        if answer.status_code != 202:
            self.noted.refused.append(f"{key}: {answer.status_code}")
            return
        job = answer.json()["id"]
        self.noted.jobs[key] = job
        reader = threading.Thread(target=self._follow, args=(job,), daemon=True)
        self._readers.append(reader)
        reader.start()
        if self._chance.random() < 0.3:
            time.sleep(self._chance.uniform(0.0, self._seconds))
            if self._surely("POST", f"jobs/{job}/cancel").status_code == 202:
                self.noted.cancelled.add(job)

    def _follow(self, job: str) -> None:
        """Read events to the last, going on after each break where it was."""
        seen, ended = "", False
        until = time.monotonic() + PATIENCE_S
        while not ended and time.monotonic() < until:
            try:
                for number, kind, body in self._events(job, seen):
                    seen, ended = str(number), kind in FINAL
                    if kind == "started":
                        self._running.add(job)
                    elif kind in (*FINAL, "lost", "released"):
                        self._running.discard(job)
                    if body.get("saved") and "cost" in body:
                        self.noted.saved.setdefault(job, []).append((number, body["cost"]))
            except httpx.HTTPError:
                time.sleep(0.2)

    def _events(self, job: str, seen: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
        headers = {**self._headers, "Last-Event-ID": seen}
        url = f"{self._address}/api/v1/jobs/{job}/events"
        event: dict[str, str] = {}
        with httpx.stream("GET", url, headers=headers, timeout=30) as answer:
            answer.raise_for_status()
            for line in answer.iter_lines():
                name, _, value = line.partition(": ")
                if line:
                    event[name] = value
                elif "id" in event:
                    body = json.loads(event["data"])["body"]
                    yield int(event["id"]), event["event"], body
                    event = {}

    def _surely(self, method: str, path: str, **more: Any) -> httpx.Response:
        """A call repeated until it is answered; the key, where there is one, makes that safe."""
        more["headers"] = {**self._headers, **more.get("headers", {})}
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                answer = httpx.request(method, f"{self._address}/api/v1/{path}", timeout=60, **more)
                if answer.status_code < 500:
                    return answer
            except httpx.HTTPError:
                pass
            if time.monotonic() > until:
                raise TimeoutError(path)
            time.sleep(0.2)
