"""Damaged tables: none crashes the service, none is half taken, and a loss would be seen."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from api.store import Store
from benchmarks.service import damage
from benchmarks.service.damaged import damaged
from benchmarks.service.house import House
from tests.api.cli_tables import write_tables
from tests.api.conftest import postgresql_answers
from tests.api.conftest import trial_store as store

__all__ = ["postgresql_answers", "store"]
TIMES = 80


@pytest.mark.slow
def test_damaged_tables_are_refused_or_taken_whole(store: Store, tmp_path: Path) -> None:
    """Of a good many, most are refused, and a few still make sense."""
    tables = damage.tables_of(write_tables(tmp_path / "week"))
    house = House(database=store.url, log=tmp_path / "log")
    found = damage.run(house, tables, TIMES, seed=5)
    assert found["first_faults"] == []
    assert found["answers"]["422"] > TIMES / 2
    assert found["answers"]["201"] > 0


def test_the_same_seed_makes_the_same_files(tmp_path: Path) -> None:
    """But for workbooks, which hold the time they were made."""
    tables = damage.tables_of(write_tables(tmp_path / "week"))
    for number in range(30):
        first, again = (damaged(tables, Random(f"1 {number}")) for _ in range(2))
        assert first[0] == again[0]
        assert sorted(first[1]) == sorted(again[1])
        if "workbook" not in first[0]:
            assert first == again


def test_what_is_half_written_is_seen() -> None:
    """Rows that changed with a refusal, or a record that did not with an import."""
    before = damage.Standing(tables="a", rows=3, record=4)
    half = damage.Standing(tables="b", rows=2, record=4)
    assert damage.changed_wrongly(before, before, taken=False) == ""
    assert "something was written" in damage.changed_wrongly(before, half, taken=False)
    assert "0 rows in the decision record" in damage.changed_wrongly(before, half, taken=True)
