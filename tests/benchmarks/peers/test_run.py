"""Runs in processes of their own: bounded, watched, and told of whatever happens."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from benchmarks.peers.registry import PEERS
from benchmarks.peers.run import Asked, run_one, run_peers
from benchmarks.process import run_bounded
from benchmarks.run import COLUMNS
from scheduler.domain.errors import InputError
from tests.benchmarks.peers.small import a_small_week
from tests.benchmarks.shared import BENCH, needs

BLIND = """#!{python}
import importlib.util, runpy, sys
real = importlib.util.find_spec
importlib.util.find_spec = lambda name, of=None: None if name == "pyvrp" else real(name, of)
sys.argv = sys.argv[2:]
runpy.run_module(sys.argv[0], run_name="__main__")
"""


def test_what_takes_too_long_is_stopped_with_all_it_started(tmp_path: Path) -> None:
    """A shell waits ten minutes for a sleeper; after five seconds both are gone."""
    note = tmp_path / "sleeper"
    begun = time.monotonic()
    ended = run_bounded(
        ["sh", "-c", f"sleep 600 & echo $! > {note}; wait"], 5.0, tmp_path / "errors", os.environ
    )
    assert ended.code is None
    assert time.monotonic() - begun < 300
    state = Path(f"/proc/{note.read_text().strip()}/stat")
    while not _is_gone(state) and time.monotonic() - begun < 300:
        time.sleep(0.1)
    assert _is_gone(state)


def _is_gone(state: Path) -> bool:
    """Whether a process has ended; one whose end nobody has asked for yet is a zombie."""
    try:
        return ") Z " in state.read_text()
    except OSError:
        return True


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system tells no memory")
def test_memory_of_all_processes_is_seen(tmp_path: Path) -> None:
    """Two processes that hold 50 MB each hold more than 100 together."""
    holder = "import time; held = b'x' * 50_000_000; time.sleep(4)"
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {holder!r}])"
    command = [sys.executable, "-c", f"held = b'x' * 50_000_000; {script}"]
    ended = run_bounded(command, 300.0, tmp_path / "errors", os.environ)
    assert ended.code == 0
    assert ended.peak_mb is not None
    assert 100 < ended.peak_mb < 250


def test_a_peer_that_breaks_gives_a_row_that_says_so(tmp_path: Path) -> None:
    """An interpreter that only fails: its last word is the verdict."""
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho the peer is broken >&2\nexit 3\n")
    broken.chmod(0o755)
    instance = tmp_path / "small.json"
    instance.write_text(json.dumps(a_small_week()))
    row = run_one(
        Asked(peer="routing", instance=instance, seconds=1.0, threads=1, seed=7), str(broken)
    )
    assert set(row) == set(COLUMNS)
    assert row["verdict"] == "failed: the peer is broken"
    assert (row["objective"], row["seed"], row["solver"]) == (
        None,
        7,
        PEERS["routing"].peer().SOLVER,
    )


def test_a_peer_that_is_not_here_gives_a_row_that_says_so(tmp_path: Path) -> None:
    """An interpreter that cannot find the library, whether or not it is installed."""
    blind = tmp_path / "blind"
    blind.write_text(BLIND.format(python=sys.executable))
    blind.chmod(0o755)
    instance = tmp_path / "small.json"
    instance.write_text(json.dumps(a_small_week()))
    asked = Asked(peer="pyvrp", instance=instance, seconds=600.0, threads=1, seed=1)
    row = run_one(asked, str(blind))
    assert row["verdict"] == "not run: the library pyvrp is not installed"
    assert row["objective"] is None


def test_no_instance_is_said(tmp_path: Path) -> None:
    """An empty folder is a mistake, not a benchmark."""
    with pytest.raises(InputError):
        list(run_peers(tmp_path, "*.json", 1.0, 1, [1], ["routing"]))


@needs("week")
@pytest.mark.slow
def test_a_run_is_judged_and_compared() -> None:
    """Three seconds of OR-Tools on 100 visits: accepted, far from the best, memory measured."""
    folder = BENCH / "week" / "instances"
    (row,) = run_peers(folder, "d100.json", 3.0, 1, [1], ["routing"])
    assert row["verdict"] == "accepted"
    assert row["objective"] > row["best_known"]
    assert row["gap_percent"] > 0
    assert row["version"].startswith("ortools 9.")
    assert row["peak_mb"] is None or row["peak_mb"] > 10
    assert row["seconds"] < 60
