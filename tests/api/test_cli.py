"""The command line from tables to papers, and what it says when something is wrong."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from tests.api.cli_run import run
from tests.api.cli_tables import write_tables

FILES = {
    "rota.csv",
    "breaks.csv",
    "unallocated.csv",
    "pay.csv",
    "report.html",
    "run-sheets.pdf",
    "calendars",
    "measures.json",
}
STEPS = ("--iterations", "2000", "--threads", "1")
NAMES = ("Ada", "Quill", "Bob", "Wren", "Cleo", "Finch", "Alder", "Beech", "Cedar")


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV file as a reader sees it."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny provider."""
    return write_tables(tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="module")
def planned(
    tables: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Result]]:
    """Its week, planned once for all tests that only look."""
    out = tmp_path_factory.mktemp("planned") / "out"
    yield out, run("plan", tables, "--out", out, *STEPS, "--on-call", "Pat, 01632 960123")


def test_a_plan_writes_every_paper_and_succeeds(planned: tuple[Path, Result]) -> None:
    """Exit code 0: the referee finds no hard breach. Nothing else is left in the folder."""
    out, result = planned
    assert result.exit_code == 0, result.output
    assert {path.name for path in out.iterdir()} == FILES
    assert "no hard breach and the same cost as the engine" in result.output


def test_the_rota_covers_every_carer_of_every_visit(planned: tuple[Path, Result]) -> None:
    """7 + 7 + 7 x 2 + 5 parts; nothing is unallocated, so that table has only its header."""
    out, _ = planned
    found = rows_of(out / "rota.csv")
    assert len(found) == 33
    assert list(found[0])[:5] == ["visit_id", "client_id", "carer_id", "start", "end"]
    assert all(row["start"].endswith("+00:00") for row in found)
    assert rows_of(out / "unallocated.csv") == []


def test_the_summary_has_what_other_tools_rely_on(planned: tuple[Path, Result]) -> None:
    """Both costs are there, tier by tier, and equal."""
    out, _ = planned
    summary = json.loads((out / "measures.json").read_text("utf-8"))["summary"]
    assert summary["solver_cost"] == summary["referee_cost"]
    assert summary["hard_breaches"] == summary["unallocated"] == 0
    assert summary["visits"] == 26
    assert summary["seed"] == 1
    assert 10 < summary["peak_memory_mb"] < 100_000
    for name in (
        "distinct_14d_median",
        "distinct_14d_p90",
        "worst_client_distinct",
        "on_time_share",
        "time_critical_on_time_share",
        "travel_hours",
        "first_legal_s",
        "seconds",
    ):
        assert name in summary


def test_what_is_certain_is_told_and_written(planned: tuple[Path, Result]) -> None:
    """No rota leaves fewer visits unallocated or costs less than what is said to be certain."""
    out, said = planned
    found = json.loads((out / "measures.json").read_text("utf-8"))
    certain, summary = found["proven"], found["summary"]
    assert certain["cost"] <= summary["referee_cost"]
    assert certain["unallocated"]["reached"] == summary["unallocated"]
    assert certain["unallocated"]["least"] <= summary["unallocated"]
    assert "What is certain, whatever the rota:" in said.output
    assert certain["sentences"][0] in said.output


def test_the_terminal_never_shows_a_name(planned: tuple[Path, Result]) -> None:
    """Terminals are logged: ids only."""
    _, result = planned
    assert not any(name in result.output for name in NAMES)


def test_progress_and_results_are_told(planned: tuple[Path, Result]) -> None:
    """A line of progress, the comparison, and where the files are."""
    out, result = planned
    assert "unallocated" in result.output
    assert "carers a client" in result.output
    assert "Before" in result.output
    assert str(out / "report.html") in result.output.replace("\n", "")


def test_the_report_shows_names_unless_pseudonyms_are_asked_for(
    planned: tuple[Path, Result], tables: Path, tmp_path: Path
) -> None:
    """It is the planner's own file; with --pseudonyms no text file holds a name."""
    assert "Ada Quill" in (planned[0] / "report.html").read_text("utf-8")
    assert run("plan", tables, "--out", tmp_path, *STEPS, "--pseudonyms").exit_code == 0
    for path in tmp_path.rglob("*.*"):
        if path.suffix != ".pdf":
            text = path.read_text("utf-8")
            assert not any(name in text for name in NAMES), path.name


def test_the_referee_accepts_the_plan_read_back(planned: tuple[Path, Result], tables: Path) -> None:
    """Check reads rota.csv with its breaks and finds no breach; exit code 0."""
    result = run("check", tables, planned[0] / "rota.csv")
    assert result.exit_code == 0, result.output
    assert "no hard breach" in result.output
    assert "Cost by tier" in result.output


def test_check_names_each_breach_and_fails(
    planned: tuple[Path, Result], tables: Path, tmp_path: Path
) -> None:
    """Without the second carer of one double-up: D1, and exit code 1."""
    lines = (planned[0] / "rota.csv").read_text("utf-8").splitlines()
    gone = next(line for line in lines if line.startswith("C2-breakfast"))
    rota = tmp_path / "rota.csv"
    rota.write_text("\n".join(line for line in lines if line != gone) + "\n", "utf-8")
    result = run("check", tables, rota)
    assert result.exit_code == 1
    assert "D1" in result.output
    assert gone.split(",")[0] in result.output


def test_a_dry_run_checks_everything_and_writes_nothing(tables: Path, tmp_path: Path) -> None:
    """It says what it would plan."""
    out = tmp_path / "out"
    result = run("plan", tables, "--out", out, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "26 visits of 3 clients for 3 carers" in result.output
    assert not out.exists()


def test_bad_tables_are_listed_whole_and_nothing_is_written(tmp_path: Path) -> None:
    """Three faults in two files, each with file, row, column and value; exit code 2."""
    tables = write_tables(tmp_path / "tables")
    demand = tables / "demand.csv"
    text = demand.read_text("utf-8").replace("17:00", "25h").replace("C3,lunch", "C9,lunch")
    demand.write_text(text, "utf-8")
    carers = tables / "carers.csv"
    carers.write_text(carers.read_text("utf-8").replace("2030-01-01", "31/31/2030", 1), "utf-8")
    out = tmp_path / "out"
    result = run("plan", tables, "--out", out)
    assert result.exit_code == 2
    told = [line.split("\t") for line in result.stderr.splitlines()[2:]]
    assert ["demand.csv", "3", "start", "25h"] in [line[:4] for line in told]
    assert ["demand.csv", "5", "client_id", "C9"] in [line[:4] for line in told]
    assert ["carers.csv", "2", "dbs_expires", "31/31/2030"] in [line[:4] for line in told]
    assert not out.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ("--roads", "nowhere.osm.pbf"),
        ("--timetable", "nowhere.csv"),
        ("--osrm", "not an address"),
        ("--from", "2031-01-06"),
        ("--pins", "nowhere.csv"),
    ],
)
def test_what_cannot_be_used_is_refused(
    wrong: tuple[str, str], tables: Path, tmp_path: Path
) -> None:
    """A missing file, a broken address, a year without rules: exit code 2, nothing written."""
    out = tmp_path / "out"
    result = run("plan", tables, "--out", out, *wrong)
    assert result.exit_code == 2, result.output
    assert result.stderr.strip()
    assert not out.exists()


def test_pins_are_kept(tables: Path, tmp_path: Path) -> None:
    """C1's Monday breakfast by K3 at 08:10, whatever it costs."""
    pins = tmp_path / "pins.csv"
    pins.write_text("visit_id,carer_id,start\nC1-breakfast-2026-11-30,K3,08:10\n", "utf-8")
    out = tmp_path / "out"
    result = run("plan", tables, "--out", out, *STEPS, "--pins", pins)
    assert result.exit_code == 0, result.output
    (row,) = [r for r in rows_of(out / "rota.csv") if r["visit_id"] == "C1-breakfast-2026-11-30"]
    assert (row["carer_id"], row["start"]) == ("K3", "2026-11-30T08:10:00+00:00")


def test_weeks_follow_each_other(tables: Path, tmp_path: Path) -> None:
    """The second week begins where the first ends, and knows it as its history."""
    result = run("plan", tables, "--out", tmp_path, *STEPS, "--weeks", "2", "--days", "3")
    assert result.exit_code == 0, result.output
    second = rows_of(tmp_path / "week-2" / "rota.csv")
    assert min(row["day"] for row in second) == "2026-12-03"
    before = json.loads((tmp_path / "week-2" / "measures.json").read_text("utf-8"))["before"]
    planned = rows_of(tmp_path / "week-1" / "rota.csv")
    mine = {row["carer_id"] for row in planned if row["client_id"] == "C1"}
    assert before["clients"]["C1"]["continuity"]["carers"] == len(mine)


def test_the_same_seed_gives_the_same_rota(
    planned: tuple[Path, Result], tables: Path, tmp_path: Path
) -> None:
    """Iterations, seed and threads decide; the clock does not."""
    assert run("plan", tables, "--out", tmp_path, *STEPS).exit_code == 0
    assert (tmp_path / "rota.csv").read_bytes() == (planned[0] / "rota.csv").read_bytes()


def test_generate_writes_tables_that_can_be_planned(tmp_path: Path) -> None:
    """The smallest county reads without a fault."""
    made = run("generate", "--size", "S", "--seed", "3", "--out", tmp_path / "county")
    assert made.exit_code == 0, made.output
    result = run("plan", tmp_path / "county", "--out", tmp_path / "out", "--dry-run")
    assert result.exit_code == 0, result.output


def test_generate_wants_a_monday(tmp_path: Path) -> None:
    """Weeks begin on Mondays."""
    result = run("generate", "--out", tmp_path, "--first-day", "2026-12-01")
    assert result.exit_code == 2
    assert "not a Monday" in result.stderr
