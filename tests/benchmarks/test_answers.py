"""The timing of answers: percentiles, and a record with what it takes to compare two."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.answers.frame import Question, Table, percentile, run
from data.tables import read_tables
from tests.api.cli_tables import write_tables


def test_a_percentile_is_a_value_that_was_measured() -> None:
    """Of ten values the median is the fifth, and 95 in a hundred take all ten."""
    values = [float(one) for one in range(10, 0, -1)]
    assert (percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1.0)) == (
        5,
        10,
        10,
    )
    assert percentile([3.0], 0.5) == 3


def test_a_record_says_what_was_asked_and_how_long_it_took(tmp_path: Path) -> None:
    """Two questions about the tiny provider's week; the same seed draws the same."""
    tables, out = write_tables(tmp_path / "tables"), tmp_path / "record.json"
    drawn: list[str] = []

    def questions(table: Table) -> Iterator[Question]:
        for visit in table.chance.sample(table.week.visits, table.count):
            drawn.append(visit.id)
            yield lambda: read_tables(tables)

    rota = tmp_path / "rota.csv"
    rota.write_text("visit_id,carer_id,start\n", "utf-8")
    told = ["--input", str(tables), "--rota", str(rota), "--questions", "2", "--out", str(out)]
    record = run("reading", questions, target_s=60, arguments=told)
    assert json.loads(out.read_text("utf-8")) == record
    assert (record["asked"], record["met"]) == (2, True)
    assert 0 < record["p50_s"] <= record["p95_s"] <= record["max_s"]
    run("reading", questions, target_s=60, arguments=told)
    assert drawn[:2] == drawn[2:]
