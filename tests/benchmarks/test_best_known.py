"""Best known values are facts with a source; see the head of ``best_known.toml``."""

from __future__ import annotations

import csv

import pytest

from benchmarks.sets.known import Known, best_known
from benchmarks.sets.registry import SETS
from tests.benchmarks.shared import BENCH, instances, needs


def a_value(value: float, decimals: int) -> Known:
    """A best known value, exact to so many decimals."""
    return Known(value=value, decimals=decimals, by="somebody", found="2020", proven=False)


def test_every_set_has_its_values() -> None:
    """4 instances of week, 70 and 40 of hhcrsp, 24 of uhhc; each with a source and above 0."""
    found = {name: best_known(name) for name in SETS}
    assert {name: len(rows) for name, rows in found.items()} == {
        "week": 4,
        "hhcrsp": 110,
        "uhhc": 24,
    }
    assert all(row.value > 0 and row.by for rows in found.values() for row in rows.values())


def test_a_value_is_reached_as_exactly_as_it_is_known() -> None:
    """64.3 to one decimal may be 64.3333; 64.333 to three is not 64.334; whole is whole."""
    assert a_value(64.3, 1).reached(193 / 3)
    assert not a_value(64.3, 1).reached(64.36)
    assert a_value(64.333, 3).reached(193 / 3)
    assert not a_value(64.333, 3).reached(64.334)
    assert not a_value(64, 0).reached(64.5)


def test_the_gap_is_negative_below_the_value() -> None:
    """99 is 1 % below 100, and 110 is 10 % above."""
    assert a_value(100, 0).gap_percent(99) == -1
    assert a_value(100, 0).gap_percent(110) == 10
    assert str(a_value(106.6667, 3).gap_percent(106.666666)) == "0.0"


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("hhcrsp", "hhcrsp/best_known_*.csv"),
        ("uhhc", "uhhc/best_known_*.csv"),
    ],
)
def test_the_values_are_those_published(name: str, pattern: str) -> None:
    """Value, and mean and mean seconds where given, as in the tables beside the instances."""
    tables = instances(pattern)
    if not tables:
        pytest.skip(f"the {name} instances are not at hand")
    rows = [row for table in tables for row in csv.DictReader(table.open())]
    means = ("sa_log_mean_time_s", "brkga_mp_ipr_mean_time_s")
    given = {
        row["instance"]: (
            float(row["best_known"]),
            row["proven_optimal"] == "yes",
            *[float(row[mean]) for mean in means if mean in row],
        )
        for row in rows
    }
    ours = {
        instance: (
            known.value,
            known.proven,
            *([known.mean_seconds] if known.mean_seconds else []),
        )
        for instance, known in best_known(name).items()
    }
    assert ours == given


@needs("week")
def test_every_instance_at_hand_has_a_value() -> None:
    """Names in ``best_known.toml`` are the names of the files."""
    for name in SETS:
        files = {path.stem for path in (BENCH / name / "instances").rglob("*.json")}
        assert files == set(best_known(name))
