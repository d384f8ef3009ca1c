"""``carerota bench`` and ``solve-instance`` on an invented instance of the set ``week``."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli import app

HOUR = 3600


def a_visit(number: int, hour: int, carers: int = 1) -> dict[str, Any]:
    """Half an hour at place ``number``, preferred on the hour, half an hour either way."""
    start = hour * HOUR
    return {
        "id": number,
        "client": number,
        "loc": number,
        "day": 0,
        "carers": carers,
        "duration": 1800,
        "pref_start": start,
        "win_start": start - 1800,
        "win_end": start + 1800,
        "skills": [],
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two carers, three visits of which one needs both; every leg takes ten minutes."""
    shift = {"id": 0, "day": 0, "start": 6 * HOUR, "end": 14 * HOUR}
    carer = {"home": 0, "skills": [], "contract_s": 4 * HOUR, "max_s": 8 * HOUR}
    instance = {
        "name": "tiny",
        "travel_seconds": [[0 if a == b else 600 for b in range(4)] for a in range(4)],
        "carers": [{"id": row, **carer, "shifts": [shift]} for row in (0, 1)],
        "visits": [a_visit(1, 8), a_visit(2, 9, carers=2), a_visit(3, 10)],
        "weights": {
            "unassigned_per_s": 60,
            "travel_per_s": 1,
            "deviation_per_s": 0.5,
            "deviation_grace_s": 900,
            "extra_carer": 1800,
            "over_contract_per_s": 1,
        },
    }
    (tmp_path / "tiny.json").write_text(json.dumps(instance))
    return tmp_path


def test_a_run_writes_a_row_with_the_best_objective(folder: Path) -> None:
    """One carer makes all three, the other the second: 4 + 2 legs of 600 s, one face too many.

    3,600 + 1,800 = 5,400; nothing is late and nobody works beyond contract.
    """
    out = folder / "rows.csv"
    words = ["bench", "week", "--instances", str(folder), "--out", str(out), "--time", "0.5"]
    assert CliRunner().invoke(app, words).exit_code == 0
    (row,) = csv.DictReader(out.open())
    assert (row["instance"], float(row["objective"])) == ("tiny", 5400.0)
    assert row["verdict"] == "not judged"


def test_an_answer_is_written_in_the_format_of_the_set(folder: Path) -> None:
    """Every visit appears once for each carer it needs, at a whole second inside its window."""
    out = folder / "answer.txt"
    words = ["solve-instance", str(folder / "tiny.json"), "--out", str(out), "--time", "0.5"]
    assert CliRunner().invoke(app, words).exit_code == 0
    tours = json.loads(out.read_text())["tours"]
    stops = sorted(stop["visit"] for tour in tours for stop in tour["stops"])
    assert stops == [1, 2, 2, 3]
    assert len({stop["start"] for tour in tours for stop in tour["stops"]}) == 3


def test_an_unknown_set_is_refused(folder: Path) -> None:
    """The message names the sets there are."""
    words = ["bench", "no-such", "--instances", str(folder), "--out", str(folder / "x.csv")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "there is week" in result.output
