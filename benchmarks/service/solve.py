"""The same week planned by the command line and through the service, in turns.

python -m benchmarks.service.solve --size M --iterations 2000000 --times 3 --out solve.json
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.service.served import API, COMMAND, Service, asked, seeded, served

LOOK_S = 0.1
MOST_S = 3600.0
TARGET_RATIO = 1.05
BOUNDARY = "a-line-that-stands-in-no-table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One run.

    Parameters
    ----------
    search_s
        Seconds of the search alone, as the engine counts them.
    whole_s
        From asking until the rota can be read, everything judged and written.
    cost
        Points by tier, as the referee counts them: the same work gives the same rota.
    """

    by: str
    search_s: float
    whole_s: float
    cost: tuple[int, ...]


def main(arguments: Sequence[str] | None = None) -> dict[str, Any]:
    """Plan in turns, show and keep."""
    told = _parser().parse_args(arguments)
    with TemporaryDirectory() as name:
        folder = Path(name)
        tables = folder / "tables"
        _command("generate", "--size", told.size, "--seed", "1", "--out", str(tables))
        database = told.db or f"sqlite:///{folder}/solve.db"
        password = seeded(database, 0, told.threads)
        with served(
            database, workers=1, threads=told.threads, log=folder / "log", password=password
        ) as service:
            asyncio.run(_import(service, tables))
            runs: list[Planned] = []
            for turn in range(told.times):
                # Who begins changes, so that a machine that slows down wrongs neither.
                for by_service in (False, True) if turn % 2 == 0 else (True, False):
                    if by_service:
                        runs.append(asyncio.run(_by_service(told, service)))
                    else:
                        runs.append(_by_command(told, tables, folder / "out"))
    record = _record(told, runs)
    _show(record)
    if told.out:
        Path(told.out).write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return record


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", help="URL of an empty database; by default SQLite of its own")
    parser.add_argument("--size", default="M", choices=("S", "M", "L"))
    parser.add_argument("--iterations", type=int, default=2_000_000, help="of each thread")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out")
    return parser


def _command(*words: str) -> None:
    ended = subprocess.run(
        (*COMMAND, *words), capture_output=True, text=True, check=False, timeout=MOST_S
    )
    if ended.returncode not in (0, 1):
        raise SystemExit(f"carerota {' '.join(words)}: {ended.stdout}{ended.stderr}")


def _by_command(told: argparse.Namespace, tables: Path, out: Path) -> Planned:
    begins = time.perf_counter()
    _command(
        *("plan", str(tables), "--out", str(out), "--iterations", str(told.iterations)),
        *("--seed", str(told.seed), "--threads", str(told.threads)),
    )
    whole = time.perf_counter() - begins
    said = json.loads((out / "measures.json").read_text("utf-8"))["summary"]
    return Planned(
        by="command line",
        search_s=said["seconds"],
        whole_s=whole,
        cost=tuple(said["referee_cost"]),
    )


async def _by_service(told: argparse.Namespace, service: Service) -> Planned:
    connection = service.connection(service.manager)
    begins = time.perf_counter()
    wanted = {"iterations": told.iterations, "seed": told.seed, "threads": told.threads}
    job = await asked(connection, "POST", "/solves", wanted)
    while job["state"] in ("queued", "running"):
        await asyncio.sleep(LOOK_S)
        job = await asked(connection, "GET", f"/jobs/{job['id']}")
    whole = time.perf_counter() - begins
    connection.close()
    if job["state"] != "done":
        raise SystemExit(f"The solve ended {job['state']}: {job['reason']}")
    found = job["result"]
    return Planned(
        by="service", search_s=found["seconds"], whole_s=whole, cost=tuple(found["cost"])
    )


async def _import(service: Service, tables: Path) -> None:
    """Put the week's tables in place of the sample's."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{one.name}"'
        f"\r\nContent-Type: text/csv\r\n\r\n{one.read_text('utf-8')}\r\n"
        for one in sorted(tables.glob("*.csv"))
    ]
    connection = service.connection(service.manager)
    connection.headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
    body = "".join(parts) + f"--{BOUNDARY}--\r\n"
    status, found = await connection.ask("POST", f"{API}/imports", body.encode())
    connection.close()
    if status != 201:
        raise SystemExit(f"The tables are not taken: {status} {found.decode()[:2000]}")


def _record(told: argparse.Namespace, runs: Sequence[Planned]) -> dict[str, Any]:
    def middle(by: str, name: str) -> float:
        return float(statistics.median(getattr(one, name) for one in runs if one.by == by))

    ratios = {
        name: round(middle("service", name) / middle("command line", name), 3)
        for name in ("search_s", "whole_s")
    }
    return {
        "what": "a solve by command line and by service",
        "version": version("carerota"),
        "machine": {"system": platform.platform(), "cores": os.cpu_count()},
        "told": vars(told),
        "runs": [asdict(one) for one in runs],
        "same_cost": len({one.cost for one in runs}) == 1,
        "ratio_of_medians": ratios,
        "target_ratio": TARGET_RATIO,
    }


def _show(record: dict[str, Any]) -> None:
    for one in record["runs"]:
        print(  # noqa: T201 -- a program for a terminal
            f"{one['by']:14}search {one['search_s']:8.2f} s   whole {one['whole_s']:8.2f} s   "
            f"cost {one['cost']}"
        )
    print(f"service / command line: {record['ratio_of_medians']}")  # noqa: T201


if __name__ == "__main__":
    main()
