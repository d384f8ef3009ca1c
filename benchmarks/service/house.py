"""The service and its workers as processes that can be killed."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx

START_S = 300.0
SERVICE = (
    sys.executable,
    "-m",
    "uvicorn",
    "--factory",
    "api.app:create_app",
    "--log-level",
    "error",
)
WORKERS = (sys.executable, "-c", "from api.cli import main; main()", "worker", "--workers", "2")
EVERYTHING = "everything"


@dataclass(slots=True, kw_only=True)
class House:
    """What runs.

    Parameters
    ----------
    stop_database, start_database
        Commands, where the database is a server that may be killed.
    told
        Environment of every process.
    """

    database: str
    log: Path
    stop_database: str = ""
    start_database: str = ""
    told: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=lambda: _free_port())
    service: subprocess.Popen[bytes] | None = None
    workers: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where the service answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def targets(self) -> tuple[str, ...]:
        """What may be killed."""
        whole = ("worker", "workers", "service", EVERYTHING)
        return (*whole, "database") if self.stop_database else whole

    def start(self) -> None:
        """Start whatever does not run, and wait until the service answers."""
        if self.service is None or self.service.poll() is not None:
            self.service = self._run((*SERVICE, "--port", str(self.port)))
        if self.workers is None or self.workers.poll() is not None:
            self.workers = self._run(WORKERS)
        until = time.monotonic() + START_S
        while not self._answers():
            if time.monotonic() > until:
                raise TimeoutError("The service does not answer.")
            if self.service.poll() is not None:
                self.service = self._run((*SERVICE, "--port", str(self.port)))
            time.sleep(0.1)

    def kill(self, target: str, chance: Random) -> None:
        """Kill with -9."""
        if target == "worker":
            living = _children(self.workers)
            if living:
                _kill(chance.choice(living))
        if target in ("workers", EVERYTHING):
            _end(self.workers)
        if target in ("service", EVERYTHING):
            _end(self.service)
        if self.stop_database and target in ("database", EVERYTHING):
            subprocess.run(shlex.split(self.stop_database), check=False, capture_output=True)
            time.sleep(chance.uniform(0.1, 3.0))
            subprocess.run(shlex.split(self.start_database), check=True, capture_output=True)

    def close(self) -> None:
        """End everything."""
        for process in (self.workers, self.service):
            if process is not None and process.poll() is None:
                process.terminate()
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    _end(process)

    def _run(self, words: tuple[str, ...]) -> subprocess.Popen[bytes]:
        told = {
            **os.environ,
            "CAREROTA_DATABASE": self.database,
            "CAREROTA_REQUESTS_A_MINUTE": "1000000",
            **self.told,
        }
        with self.log.open("ab") as log:
            return subprocess.Popen(words, env=told, stderr=log, stdout=log)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/openapi.json", timeout=5.0).status_code == 200
        except httpx.HTTPError:
            return False


def _children(process: subprocess.Popen[bytes] | None) -> list[int]:
    """Processes a process has started and that live."""
    if process is None or process.poll() is not None:
        return []
    tasks = Path(f"/proc/{process.pid}/task")
    return [
        int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()
    ]


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is not None:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
