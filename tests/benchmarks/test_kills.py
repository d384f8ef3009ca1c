"""A short version of the trial by killing: everything acknowledged is there in the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.store import Store
from benchmarks.service.house import House
from benchmarks.service.kills import Trial, run
from benchmarks.service.ledger import faults
from benchmarks.service.planner import Noted
from tests.api.cli_tables import write_tables
from tests.api.conftest import postgresql_answers
from tests.api.conftest import trial_store as store

__all__ = ["postgresql_answers", "store"]


@pytest.mark.slow
def test_two_kills_lose_nothing(store: Store, tmp_path: Path) -> None:
    """A worker, a service or everything, twice; and the trial does see what is lost."""
    house = House(
        database=store.url,
        log=tmp_path / "log",
        told={"CAREROTA_STALE_S": "5", "CAREROTA_THREADS": "1"},
    )
    week = write_tables(tmp_path / "week")
    found = run(house, Trial(times=2, seed=3, week=week, solve_s=3.0, pause_s=4.0))
    assert found["faults"] == []
    assert sum(found["killed"].values()) == 2
    assert found["acknowledged_jobs"] > 0
    assert found["record_rows"] >= found["acknowledged_jobs"]
    noted = Noted(jobs={"a": "job_gone"}, saved={"job_gone": [(10**9, [0])]})
    assert len(faults(store.url, noted)) >= 3
