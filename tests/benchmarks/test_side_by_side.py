"""Ours and the others in one run."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from benchmarks.peers.registry import PEERS, peers_named
from benchmarks.process import in_its_own_process, kept_to
from benchmarks.run import COLUMNS, OURS, Effort
from benchmarks.side_by_side import require_comparable, side_by_side
from scheduler.domain.errors import InputError
from tests.benchmarks.shared import BENCH, needs
from tests.benchmarks.tiny import a_tiny_week


def test_solvers_take_turns_and_each_begins_once(tmp_path: Path) -> None:
    """Two solvers, two seeds: the second seed begins with whoever came second before.

    The peers' interpreter only fails, and ours goes on all the same.
    """
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho no such library >&2\nexit 3\n")
    broken.chmod(0o755)
    file = tmp_path / "tiny.json"
    file.write_text(json.dumps(a_tiny_week()))
    effort = Effort(seconds=0.5, threads=1)
    rows = list(side_by_side([file], effort, [1, 2], ["routing"], str(broken)))
    theirs = PEERS["routing"].peer().SOLVER
    assert [(row["seed"], row["solver"]) for row in rows] == [
        (1, OURS),
        (1, theirs),
        (2, theirs),
        (2, OURS),
    ]
    assert all(set(row) == set(COLUMNS) for row in rows)
    assert {(row["time_limit"], row["threads"], row["visits"]) for row in rows} == {(0.5, 1, 3)}
    assert [row["objective"] for row in rows] == [5400.0, None, None, 5400.0]
    assert rows[1]["verdict"] == "failed: no such library"
    assert rows[0]["peak_mb"] is None or rows[0]["peak_mb"] > 10


@pytest.mark.parametrize(
    ("name", "effort", "jobs"),
    [
        ("hhcrsp", Effort(), 1),
        ("week", Effort(iterations=5), 1),
        ("week", Effort(stop_at_best=True), 1),
        ("week", Effort(), 2),
    ],
)
def test_what_is_not_side_by_side_is_refused(name: str, effort: Effort, jobs: int) -> None:
    """Another set, or runs that would not have the same time."""
    with pytest.raises(InputError, match=r"peers are modelled|the same time"):
        require_comparable(name, effort, jobs)


def test_peers_are_named_as_a_person_would() -> None:
    """All of them, or some with commas; whoever is unknown is named."""
    assert peers_named("all") == tuple(PEERS)
    assert peers_named("pyvrp, vroom") == ("pyvrp", "vroom")
    with pytest.raises(InputError, match="no peer gurobi"):
        peers_named("pyvrp,gurobi")


def _held() -> int:
    return len(b"x" * 60_000_000)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system tells no memory")
def test_the_memory_of_a_job_is_its_own() -> None:
    """What this process has ever held does not count; the 60 MB the job holds do."""
    mine = b"x" * 400_000_000
    held, peak = in_its_own_process(_held)
    assert held == 60_000_000
    assert peak is not None
    assert 60 < peak < len(mine) / 1_000_000


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no cores can be chosen")
def test_cores_are_kept_to_and_given_back() -> None:
    """Within, one core; afterwards all there were."""
    before = os.sched_getaffinity(0)
    with kept_to(1):
        assert len(os.sched_getaffinity(0)) == 1
        cores, _ = in_its_own_process(os.cpu_count)
        assert cores == os.cpu_count()
    assert os.sched_getaffinity(0) == before


@needs("week")
@pytest.mark.slow
def test_ours_and_a_peer_are_judged_on_the_same_instance() -> None:
    """Three seconds each on 100 visits: both accepted, ours the better."""
    file = BENCH / "week" / "instances" / "d100.json"
    rows = list(side_by_side([file], Effort(seconds=3.0), [1], ["routing"], sys.executable))
    assert [row["verdict"] for row in rows] == ["accepted", "accepted"]
    assert rows[0]["objective"] < rows[1]["objective"]
