"""``carerota bench`` and ``solve-instance`` on invented instances of every set."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from tests.benchmarks.tiny import a_tiny_hhcrsp, a_tiny_uhhc, a_tiny_week

TINY = {"week": a_tiny_week, "hhcrsp": a_tiny_hhcrsp, "uhhc": a_tiny_uhhc}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for each set, with one tiny instance in it."""
    for name, given in TINY.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "tiny.json").write_text(json.dumps(given()))
    return tmp_path


def bench(folder: Path, name: str, out: str, *words: str) -> Result:
    """Run a set's tiny instance for a few steps."""
    few = ["--iterations", "2000", "--threads", "1"]
    return asked("bench", name, "--instances", folder / name, "--out", folder / out, *few, *words)


def asked(*words: object) -> Result:
    """What the command says."""
    return CliRunner().invoke(app, [str(word) for word in words])


def test_a_run_writes_a_row_with_the_best_objective(folder: Path) -> None:
    """One carer makes all three, the other the second: 4 + 2 legs of 600 s, one face too many.

    3,600 + 1,800 = 5,400; nothing is late and nobody works beyond contract.
    """
    assert bench(folder, "week", "rows.csv").exit_code == 0
    (row,) = csv.DictReader((folder / "rows.csv").open())
    assert (row["instance"], float(row["objective"])) == ("tiny", 5400.0)
    assert row["verdict"] == "not judged"


def test_a_proof_is_told_and_written(folder: Path) -> None:
    """The published day is small enough to be proved."""
    said = bench(folder, "hhcrsp", "rows.csv", "--prove", "20")
    assert said.exit_code == 0
    assert "proved optimal" in said.output
    (row,) = csv.DictReader((folder / "rows.csv").open())
    assert (row["proved"], row["bound"]) == ("True", row["objective"])


def test_rows_are_lines_of_json_unless_named_otherwise(folder: Path) -> None:
    """One line for each of two seeds; what was said names instance, seed and verdict."""
    said = bench(folder, "hhcrsp", "rows.jsonl", "--seeds", "2")
    assert said.exit_code == 0
    assert "tiny seed 2, carerota: " in said.output
    lines = [json.loads(line) for line in (folder / "rows.jsonl").read_text().splitlines()]
    assert [(line["set"], line["solver"], line["seed"]) for line in lines] == [
        ("hhcrsp", "carerota", 1),
        ("hhcrsp", "carerota", 2),
    ]


@pytest.mark.parametrize(
    "program",
    [
        'print(\'{"feasible": false, "value": null, "errors": ["too late"]}\')',
        'print(\'{"feasible": true, "value": {"cost": 1.5}, "errors": []}\')',
        "raise SystemExit('no')",
    ],
    ids=["rejects", "finds another objective", "fails"],
)
def test_a_run_the_judge_does_not_bear_out_fails(folder: Path, program: str) -> None:
    """The row is written and says why; the exit code is 1."""
    (folder / "hhcrsp" / "check.py").write_text(program)
    assert bench(folder, "hhcrsp", "rows.jsonl").exit_code == 1
    row = json.loads((folder / "rows.jsonl").read_text())
    assert row["verdict"] not in ("accepted", "not judged")


@pytest.mark.parametrize("name", sorted(TINY))
def test_an_answer_is_written_in_the_format_of_the_set(folder: Path, name: str) -> None:
    """Each set has its own word for who goes where; every carer's stops are in order of time."""
    file, out = folder / name / "tiny.json", folder / "answer.json"
    few = ["--iterations", "2000", "--threads", "1"]
    assert asked("solve-instance", file, "--format", name, "--out", out, *few).exit_code == 0
    answer = json.loads(out.read_text())
    stops = [one["stops"] if name == "week" else one["locations"] for one in answer.popitem()[1]]
    when = "start" if name == "week" else "arrival_time"
    assert all(
        [stop[when] for stop in tour] == sorted(stop[when] for stop in tour) for tour in stops
    )
    who = "visit" if name == "week" else "patient"
    served = {stop[who] for tour in stops for stop in tour}
    assert served >= ({1, 2, 3} if name == "week" else {"p1", "p2"})


def test_an_unknown_set_is_refused(folder: Path) -> None:
    """The message names the sets there are."""
    result = asked("bench", "no-such", "--instances", folder, "--out", folder / "x.csv")
    assert result.exit_code == 2
    assert "there is hhcrsp, uhhc, week" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--only", "nothing"], "No file nothing in"),
        (["--instances", "nowhere"], "There is no folder nowhere"),
        (["--out", "nowhere/rows.jsonl"], "cannot be written"),
        (["--jobs", "2", "--threads", "2"], "one thread each"),
        (["--peers", "nobody"], "need the same time each"),
    ],
)
def test_what_cannot_be_run_is_said(folder: Path, words: list[str], said: str) -> None:
    """Exit code 2, and the thing that is wrong in the message."""
    result = bench(folder, "week", "rows.jsonl", *words)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_instances_of_another_set_are_refused(folder: Path) -> None:
    """The file and the set are named, and nothing is solved."""
    words = ["--instances", folder / "uhhc", "--out", folder / "rows.jsonl"]
    result = asked("bench", "hhcrsp", *words)
    assert result.exit_code == 2
    assert "is not an instance of the set hhcrsp" in " ".join(result.output.split())


def test_a_missing_file_is_said(folder: Path) -> None:
    """``solve-instance`` names the file that is not there."""
    result = asked("solve-instance", folder / "none.json", "--out", folder / "answer.json")
    assert result.exit_code == 2
    assert "There is no file" in result.output


def test_other_solvers_run_beside_ours(folder: Path) -> None:
    """One that cannot even be started is said to have failed, which is no fault of ours."""
    words = ["--peers", "pyvrp", "--python", "false", "--time", "0.5", "--threads", "1"]
    out = folder / "rows.jsonl"
    result = asked("bench", "week", "--instances", folder / "week", "--out", out, *words)
    assert result.exit_code == 0
    ours, theirs = (json.loads(line) for line in out.read_text().splitlines())
    assert (ours["solver"], ours["objective"]) == ("carerota", 5400.0)
    assert theirs["verdict"].startswith("failed")
    assert "PyVRP, day by day: no answer" in result.output


def test_own_weeks_become_a_report(tmp_path: Path) -> None:
    """A small week for a few steps and ten times as many: two rows, one table of them."""
    rows, out = tmp_path / "own.jsonl", tmp_path / "report"
    few = ["--size", "S", "--iterations", "200", "--threads", "1", "--tenfold"]
    assert asked("bench-own", "--out", rows, *few).exit_code == 0
    assert len(rows.read_text().splitlines()) == 2
    assert asked("bench-report", rows, "--out", out).exit_code == 0
    assert "Our own weeks" in (out / "report.md").read_text()


def test_a_report_of_nothing_is_refused(tmp_path: Path) -> None:
    """Exit code 2 and the file that cannot be read."""
    result = asked("bench-report", tmp_path / "none.jsonl", "--out", tmp_path / "report")
    assert result.exit_code == 2
    assert "cannot be read" in " ".join(result.output.split())
