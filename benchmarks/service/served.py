"""A service of its own as a process, and the people who use it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.service.wire import Connection

COMMAND = (sys.executable, "-c", "from api.cli import main; main()")
API = "/api/v1"
SEEDED_S = 600.0
UP_S = 120.0
AT_ONCE = 4
"""People added side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Where it is, and a key of its manager."""

    host: str
    port: int
    manager: str

    def connection(self, key: str | None) -> Connection:
        """A connection that says by a key who asks, or nothing."""
        return Connection(self.host, self.port, {} if key is None else {"X-API-Key": key})


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person with a key, and the token of a calendar where they have one."""

    role: str
    subject: str | None
    key: str
    feed: str | None


def seeded(database: str, plan_s: float, threads: int) -> str:
    """Fill an empty database with the sample week; the manager's password."""
    said = subprocess.run(
        (*COMMAND, "seed-demo", "--db", database, "--plan", str(plan_s)),
        env={**os.environ, "CAREROTA_THREADS": str(threads)},
        capture_output=True,
        text=True,
        check=False,
        timeout=SEEDED_S,
    )
    found = re.search(r"demo-manager\s+(\S+)", said.stdout)
    if said.returncode or found is None:
        raise SystemExit(f"The database cannot be filled: {said.stdout}{said.stderr}")
    return found[1]


@contextmanager
def served(
    database: str, *, workers: int, threads: int, log: Path, password: str
) -> Iterator[Service]:
    """The service until the block ends, then stopped as an operator would."""
    options = ("--port", "0", "--workers", str(workers), "--threads", str(threads))
    # Everybody here comes from one address, and nobody may be refused for that.
    often = {"CAREROTA_REQUESTS_A_MINUTE": "1000000"}
    with log.open("w") as lines:
        process = subprocess.Popen(
            (*COMMAND, "serve", "--db", database, *options),
            stdout=subprocess.PIPE,
            stderr=lines,
            text=True,
            env={**os.environ, **often},
        )
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            found = re.fullmatch(r"http://([^:]+):(\d+)/", address)
            if found is None:
                raise SystemExit(f"The service does not start: {address}; see {log}.")
            host, port = found[1], int(found[2])
            yield Service(host=host, port=port, manager=asyncio.run(_key(host, port, password)))
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


async def asked(
    connection: Connection, method: str, path: str, body: Any = None, **headers: str
) -> Any:
    """What a call that must succeed answers."""
    status, found = await connection.ask(method, f"{API}{path}", body, headers)
    if status >= 400:
        raise SystemExit(f"{method} {path}: {status} {found.decode()}")
    return json.loads(found) if found else None


async def add_people(service: Service, role: str, subjects: Sequence[str | None]) -> list[Somebody]:
    """A person and a key for each subject; carers and clients get calendars too."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def added(number: int, subject: str | None) -> Somebody:
        async with turns:
            connection = service.connection(service.manager)
            given = {"login": f"load-{role}-{number}", "role": role}
            if subject is not None:
                given["subject_id"] = subject
            person = await asked(connection, "POST", "/people", given)
            wanted = {"label": "load", "person_id": person["person_id"]}
            key = (await asked(connection, "POST", "/keys", wanted))["key"]
            feed = None
            if subject is not None:
                wish = {"kind": role, "subject_id": subject}
                feed = (await asked(connection, "POST", "/feeds", wish))["token"]
            connection.close()
            return Somebody(role=role, subject=subject, key=key, feed=feed)

    return list(await asyncio.gather(*(added(*one) for one in enumerate(subjects))))


async def _key(host: str, port: int, password: str) -> str:
    """Sign in as the manager once the service answers, and make a key."""
    connection = Connection(host, port, {"Sec-Fetch-Site": "same-origin"})
    await _up(connection)
    status, found = await connection.ask(
        "POST", f"{API}/session", {"login": "demo-manager", "password": password}
    )
    if status != 200:
        raise SystemExit(f"The manager cannot sign in: {status} {found.decode()}")
    cookie = connection.cookie
    made = await asked(connection, "POST", "/keys", {"label": "load"}, Cookie=cookie)
    connection.close()
    return str(made["key"])


async def _up(connection: Connection) -> None:
    """Wait until it answers."""
    for _ in range(int(UP_S)):
        try:
            status, _ = await connection.ask("GET", "/readyz")
        except OSError:
            status = 0
        if status == 200:
            return
        await asyncio.sleep(1)
    raise SystemExit("The service does not get ready.")
