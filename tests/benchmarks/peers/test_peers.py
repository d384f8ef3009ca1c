"""Every peer that is installed here gives an answer nothing has to be taken from."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.peers.care import care_of, rounds_of
from benchmarks.peers.price import objective
from benchmarks.peers.registry import PEERS
from benchmarks.peers.repair import legal
from benchmarks.peers.starts import whole_hours
from tests.benchmarks.peers.small import a_small_week

ENOUGH_S = (4.0, 16.0, 64.0)
"""Seconds of the runs; a busy machine may need more than one."""

README = Path(__file__).parents[3] / "benchmarks" / "peers" / "README.md"


@pytest.mark.slow
@pytest.mark.parametrize("name", PEERS)
def test_an_easy_week_is_made_in_full(name: str) -> None:
    """Two days, sixteen visits on each, two of them double-ups; all of it can be made.

    It costs less than the plainest rota: each of the 36 parts for itself from home and back,
    two legs of 600 s, and a second face of 1,800 s for each of the 8 clients.
    """
    peer = PEERS[name].peer()
    missing = peer.available()
    if missing is not None:
        pytest.skip(missing)
    given = a_small_week()
    answer, starts = {"tours": []}, {}
    for seconds in ENOUGH_S:
        if len(starts) < len(given["visits"]):
            answer = peer.solve(given, seconds=seconds, threads=1, seed=1)
            starts = {
                stop["visit"]: stop["start"] for tour in answer["tours"] for stop in tour["stops"]
            }
    care, rounds = care_of(given), rounds_of(answer["tours"])
    kept, best = legal(care, rounds, whole_hours(care))
    assert {one: stops for one, stops in kept.items() if stops} == rounds
    assert set(starts) == set(care.visits)
    assert objective(care, rounds, starts) == objective(care, rounds, best)
    assert objective(care, rounds, starts) < 36 * 2 * 600 + 8 * 1_800


@pytest.mark.parametrize("name", PEERS)
def test_every_peer_is_described(name: str) -> None:
    """README.md says of each peer what it stands on."""
    lines = README.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith(f"| `{name}` |")]
    assert len(rows) == 1
    assert f"`{PEERS[name].library}`" in rows[0]


def test_cp_sat_keeps_what_it_began_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its time runs out before it finds anything, its first rounds are its answer."""
    cp_model = pytest.importorskip("ortools.sat.python.cp_model")
    monkeypatch.setattr(cp_model.CpSolver, "solve", lambda *_: cp_model.UNKNOWN)
    answer = PEERS["cpsat"].peer().solve(a_small_week(days=1), seconds=20.0, threads=1, seed=1)
    assert sum(len(tour["stops"]) for tour in answer["tours"]) > 0
