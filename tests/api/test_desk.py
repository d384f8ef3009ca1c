"""Processes that answer questions do not outlive the service."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.desk import Desk

PATIENCE_S = 60.0
CHILD = """
import os, time
from api.desk import Desk
if __name__ == "__main__":
    print(Desk(1).ask(os.getpid), flush=True)
    time.sleep(600)
"""


def is_alive(pid: int) -> bool:
    """Whether there is such a process that still runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_they_end_when_the_service_is_killed(tmp_path: Path) -> None:
    """A kill -9 tells nobody; they find out by themselves."""
    script = tmp_path / "child.py"
    script.write_text(CHILD, "utf-8")
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        assert is_alive(pid)
        process.send_signal(signal.SIGKILL)
    until = time.monotonic() + PATIENCE_S
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_alive(pid)


@pytest.mark.slow
def test_they_are_started_ahead_and_answer_elsewhere() -> None:
    """In a process that is not this one, the same for two questions."""
    desk = Desk(1)
    try:
        desk.warm()
        first, second = (desk.ask(os.getpid) for _ in range(2))
    finally:
        desk.close()
    assert first == second != os.getpid()
