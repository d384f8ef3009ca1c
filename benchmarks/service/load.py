"""Planners, carers and clients at once while a solve runs: errors, and how long answers take.

python -m benchmarks.service.load --seconds 60 --planners 20 --readers 200 --out load.json
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.service.people import Scene, next_call
from benchmarks.service.served import Service, Somebody, add_people, asked, seeded, served
from benchmarks.service.wire import Connection

TARGET_P95_MS = 200.0
MOST_SECONDS = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One call: how long it took, and what went wrong if anything did."""

    kind: str
    is_write: bool
    ms: float
    wrong: str


def main(arguments: Sequence[str] | None = None) -> dict[str, Any]:
    """Fill, serve, load, show and keep."""
    told = _parser().parse_args(arguments)
    with TemporaryDirectory() as folder:
        database = told.db or f"sqlite:///{folder}/load.db"
        password = seeded(database, told.plan, told.threads)
        log = Path(told.log) if told.log else Path(folder) / "serve.log"
        with served(
            database, workers=1, threads=told.threads, log=log, password=password
        ) as service:
            found = asyncio.run(_run(service, told))
    record = _record(told, database, *found)
    _show(record)
    if told.out:
        Path(told.out).write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return record


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", help="URL of an empty database; by default SQLite of its own")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--planners", type=int, default=20)
    parser.add_argument("--readers", type=int, default=200, help="carers and clients, half each")
    parser.add_argument("--planner-thinks", type=float, default=2.0, help="seconds, on average")
    parser.add_argument("--reader-thinks", type=float, default=5.0, help="seconds, on average")
    parser.add_argument("--threads", type=int, default=2, help="of the solve")
    parser.add_argument("--plan", type=float, default=10.0, help="seconds for the rota read")
    parser.add_argument("--no-solve", action="store_true", help="nothing runs beside")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", help="where the service logs to")
    parser.add_argument("--out")
    return parser


async def _run(
    service: Service, told: argparse.Namespace
) -> tuple[list[Answered], float, dict[str, Any]]:
    """Everybody at once; what was answered, in how many seconds, and the solve's own end."""
    seconds = min(told.seconds, MOST_SECONDS)
    office = service.connection(service.manager)
    scene, people = await _prepared(service, office, told)
    job: dict[str, Any] = {}
    if not told.no_solve:
        wanted = {"seconds": seconds + 60, "threads": told.threads, "seed": told.seed}
        job = await asked(office, "POST", "/solves", wanted)
        job = await _under_way(office, job["id"])
        scene = Scene(rota=scene.rota, days=scene.days, job=job["id"], clients=scene.clients)
    begins = time.monotonic()
    lives = [_life(service, scene, one, told, begins + seconds) for one in enumerate(people)]
    answered = [one for life in await asyncio.gather(*lives) for one in life]
    lasted = time.monotonic() - begins
    if job:
        job = await asked(office, "GET", f"/jobs/{job['id']}")
        await asked(office, "POST", f"/jobs/{job['id']}/cancel")
    office.close()
    return answered, lasted, job


async def _prepared(
    service: Service, office: Connection, told: argparse.Namespace
) -> tuple[Scene, list[Somebody]]:
    (rota,) = (await asked(office, "GET", "/rotas?in_force=true"))["items"]
    first = date.fromisoformat(rota["first_day"])
    rows = {
        table: (await asked(office, "GET", f"/{table}?limit=1000"))["items"]
        for table in ("clients", "carers")
    }
    ids = {table: [one["cells"][f"{table[:-1]}_id"] for one in rows[table]] for table in rows}
    half = told.readers // 2
    people = await add_people(service, "planner", [None] * told.planners)
    people += await add_people(service, "carer", list(_around(ids["carers"], half)))
    people += await add_people(
        service, "client", list(_around(ids["clients"], told.readers - half))
    )
    scene = Scene(
        rota=rota["id"],
        days=[(first + timedelta(days=day)).isoformat() for day in range(rota["days"])],
        job="",
        clients=ids["clients"],
    )
    return scene, people


def _around(ids: Sequence[str], count: int) -> Iterable[str]:
    """So many ids, from the beginning again where there are too few."""
    return (ids[number % len(ids)] for number in range(count))


async def _under_way(office: Connection, job: str) -> dict[str, Any]:
    """Wait until the solve runs."""
    for _ in range(120):
        found: dict[str, Any] = await asked(office, "GET", f"/jobs/{job}")
        if found["state"] != "queued":
            return found
        await asyncio.sleep(1)
    raise SystemExit("No worker takes the solve.")


async def _life(
    service: Service,
    scene: Scene,
    one: tuple[int, Somebody],
    told: argparse.Namespace,
    until: float,
) -> list[Answered]:
    """Ask, think, ask again until the time is over."""
    number, who = one
    chance = random.Random(f"{told.seed} {number}")
    thinks = told.planner_thinks if who.role == "planner" else told.reader_thinks
    connection, calendars = service.connection(who.key), service.connection(None)
    found = []
    await asyncio.sleep(chance.random() * thinks)
    while time.monotonic() < until:
        call = next_call(chance, scene, who)
        if scene.job or call.kind != "job under way":
            over = calendars if call.kind == "private calendar" else connection
            found.append(await _timed(over, call))
        await asyncio.sleep(min(chance.expovariate(1 / thinks), max(0, until - time.monotonic())))
    connection.close()
    calendars.close()
    return found


async def _timed(connection: Connection, call: Any) -> Answered:
    begins = time.perf_counter()
    try:
        status, _ = await connection.ask(call.method, call.path, call.body, call.headers)
        wrong = "" if status < 400 else f"status {status}"
    except (OSError, asyncio.IncompleteReadError, TimeoutError) as fault:
        wrong = type(fault).__name__
    ms = (time.perf_counter() - begins) * 1000
    return Answered(kind=call.kind, is_write=call.is_write, ms=ms, wrong=wrong)


def _record(
    told: argparse.Namespace,
    database: str,
    answered: Sequence[Answered],
    lasted: float,
    job: dict[str, Any],
) -> dict[str, Any]:
    kinds: defaultdict[str, list[Answered]] = defaultdict(list)
    for one in answered:
        kinds[one.kind].append(one)
    reads = [one for one in answered if not one.is_write]
    return {
        "what": "people at once",
        "version": version("carerota"),
        "machine": {
            "system": platform.platform(),
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "load_average_after": os.getloadavg(),
        },
        "told": {**vars(told), "db": database.split("://")[0]},
        "seconds": round(lasted, 1),
        "calls_a_second": round(len(answered) / lasted, 1),
        "solve_after": {name: job.get(name) for name in ("state", "attempt", "reason")},
        "reads": asdict(_figures("all reads", reads)),
        "kinds": [asdict(_figures(kind, found)) for kind, found in sorted(kinds.items())],
        "target_p95_ms": TARGET_P95_MS,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """Milliseconds of the calls of one kind."""

    kind: str
    calls: int
    errors: int
    wrong: dict[str, int]
    p50: float
    p95: float
    p99: float
    most: float


def _figures(kind: str, found: Sequence[Answered]) -> _Figures:
    times = sorted(one.ms for one in found) or [0.0]
    wrong: defaultdict[str, int] = defaultdict(int)
    for one in found:
        if one.wrong:
            wrong[one.wrong] += 1

    def at(share: float) -> float:
        """The time that so large a share of the calls did not exceed."""
        return round(times[max(0, -(-len(times) * round(share * 100) // 100) - 1)], 1)

    return _Figures(
        kind=kind,
        calls=len(found),
        errors=sum(wrong.values()),
        wrong=dict(wrong),
        p50=at(0.5),
        p95=at(0.95),
        p99=at(0.99),
        most=round(times[-1], 1),
    )


def _show(record: dict[str, Any]) -> None:
    """As a table."""
    print(f"{record['machine']}")  # noqa: T201 -- a program for a terminal
    print(  # noqa: T201
        f"{record['seconds']} s, {record['calls_a_second']} calls a second, seed "
        f"{record['told']['seed']}, {record['told']['db']}; solve: {record['solve_after']['state']}"
    )
    print(f"{'':22}{'calls':>7}{'errors':>8}{'p50':>9}{'p95':>9}{'p99':>9}{'most':>9}  ms")  # noqa: T201
    for one in (*record["kinds"], record["reads"]):
        figures = "".join(f"{one[name]:>9}" for name in ("p50", "p95", "p99", "most"))
        print(f"{one['kind']:22}{one['calls']:>7}{one['errors']:>8}{figures}")  # noqa: T201
        if one["wrong"]:
            print(f"{'':22}{one['wrong']}")  # noqa: T201


if __name__ == "__main__":
    main()
