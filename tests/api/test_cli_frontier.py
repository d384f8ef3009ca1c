"""Several plans of one week from tables to papers; one of them taken over; two side by side."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import Result

from tests.api.cli_run import run
from tests.api.cli_tables import write_tables

STEPS = ("--iterations", "12000", "--threads", "1")
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
def made(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Its frontier, made once for all tests that only look."""
    out = tmp_path_factory.mktemp("frontier") / "out"
    return out, run("frontier", tables, "--out", out, "--plans", "2", *STEPS)


def test_every_plan_is_a_whole_rota_in_a_folder_of_its_own(
    made: tuple[Path, Result], tables: Path
) -> None:
    """Exit code 0; each plan has all papers, and the referee accepts each when read back."""
    out, result = made
    assert result.exit_code == 0, result.output
    plans = json.loads((out / "frontier.json").read_text("utf-8"))["plans"]
    assert len(plans) >= 2
    for plan in plans:
        folder = out / plan["name"]
        assert {"rota.csv", "report.html", "pay.csv", "measures.json"} <= {
            path.name for path in folder.iterdir()
        }
        assert run("check", tables, folder).exit_code == 0


def test_the_table_holds_what_each_plan_measures_itself(made: tuple[Path, Result]) -> None:
    """Travel and paid minutes of the table are those of the plan's own measures."""
    out, _ = made
    rows = rows_of(out / "frontier.csv")
    aims = ("faces", "unfamiliar_visits", "minutes_from_agreed", "travel_minutes", "paid_minutes")
    points = [tuple(int(row[name]) for name in aims) for row in rows]
    assert len(set(points)) == len(rows)
    for row in rows:
        summary = json.loads((out / row["plan"] / "measures.json").read_text("utf-8"))["summary"]
        assert abs(int(row["travel_minutes"]) - summary["travel_hours"] * 60) <= 0.5
        assert abs(int(row["paid_minutes"]) - summary["paid_hours"] * 60) <= 0.5
        assert summary["unallocated"] == int(row["visits_left_out"])


def test_the_page_shows_a_chart_and_every_plan_and_no_name(made: tuple[Path, Result]) -> None:
    """The page has a picture, a row for each figure and each plan's sentence; ids only."""
    out, result = made
    page = (out / "frontier.html").read_text("utf-8")
    assert "<svg" in page
    assert "Travel between visits, minutes" in page
    for row in rows_of(out / "frontier.csv"):
        assert row["trade"] in page
    assert not any(name in page or name in result.output for name in NAMES)


def test_effort_is_said(made: tuple[Path, Result]) -> None:
    """Steps of the base plan and of all other searches."""
    out, result = made
    found = json.loads((out / "frontier.json").read_text("utf-8"))
    assert found["other_iterations"] == sum(one["iterations"] for one in found["searches"])
    assert f"{found['base']['iterations']:,} steps" in result.output


def test_one_call_adopts_a_plan(made: tuple[Path, Result], tables: Path, tmp_path: Path) -> None:
    """All its papers, unchanged, and a note of where they come from; the referee accepts."""
    out = tmp_path / "mine"
    result = run("adopt", made[0], "2", "--out", out)
    assert result.exit_code == 0, result.output
    plan = made[0] / "plan-2"
    assert (out / "rota.csv").read_bytes() == (plan / "rota.csv").read_bytes()
    assert {p.name for p in out.iterdir()} == {p.name for p in plan.iterdir()} | {"adopted.json"}
    assert json.loads((out / "adopted.json").read_text("utf-8"))["name"] == "plan-2"
    assert run("check", tables, out).exit_code == 0


def test_a_plan_that_was_changed_or_is_not_there_is_not_adopted(
    made: tuple[Path, Result], tmp_path: Path
) -> None:
    """Exit code 2 and nothing written: no such plan, no frontier, a rota edited since."""
    out = tmp_path / "mine"
    missing = run("adopt", made[0], "plan-99", "--out", out)
    assert missing.exit_code == 2
    assert "Maybe take one of plan-1" in missing.stderr
    assert run("adopt", tmp_path, "plan-1", "--out", out).exit_code == 2
    plan = made[0] / "plan-1" / "rota.csv"
    whole = plan.read_bytes()
    plan.write_bytes(whole.replace(b"K1", b"K2"))
    changed = run("adopt", made[0], "plan-1", "--out", out)
    plan.write_bytes(whole)
    assert changed.exit_code == 2
    assert "changed after it was judged" in " ".join(changed.stderr.split())
    assert not out.exists()


def test_a_frontier_of_a_given_rota_tells_against_it(
    made: tuple[Path, Result], tables: Path, tmp_path: Path
) -> None:
    """The base is what was given, and costs no steps."""
    given = made[0] / "plan-1"
    result = run("frontier", tables, given, "--out", tmp_path, "--plans", "2", *STEPS)
    assert result.exit_code == 0, result.output
    assert "the base plan was given" in result.output
    found = json.loads((tmp_path / "frontier.json").read_text("utf-8"))
    summary = json.loads((given / "measures.json").read_text("utf-8"))["summary"]
    assert found["base"]["iterations"] is None
    assert found["base"]["referee_cost"] == summary["referee_cost"]


def test_two_plans_are_compared_by_client_and_carer(
    made: tuple[Path, Result], tables: Path, tmp_path: Path
) -> None:
    """Six files; every visit listed is in both rotas' rows as it says."""
    one, other = made[0] / "plan-1", made[0] / "plan-2"
    result = run("compare", tables, one, other, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {
        "visits.csv",
        "clients.csv",
        "carers.csv",
        "notices.csv",
        "compare.html",
        "compare.json",
    }
    start = [
        {(r["visit_id"], r["carer_id"]): r["start"] for r in rows_of(folder / "rota.csv")}
        for folder in (one, other)
    ]
    changed = rows_of(tmp_path / "visits.csv")
    assert changed
    for row in changed:
        for known, carers, at in (
            (start[0], row["carers_before"], row["start_before"]),
            (start[1], row["carers_after"], row["start_after"]),
        ):
            assert all(known[row["visit_id"], carer] == at for carer in carers.split())
    same = {key for key in start[0] if start[1].get(key) == start[0][key]}
    listed = {row["visit_id"] for row in changed}
    assert {visit for visit, _ in start[0]} - {visit for visit, _ in same} <= listed
    page = (tmp_path / "compare.html").read_text("utf-8")
    assert "plan-2 beside plan-1" in page
    assert not any(name in page or name in result.output for name in NAMES)


def test_a_rota_that_is_not_there_is_refused(tables: Path, tmp_path: Path) -> None:
    """Exit code 2 for either command, and nothing written."""
    out = tmp_path / "out"
    assert run("compare", tables, tmp_path / "a", tmp_path / "b", "--out", out).exit_code == 2
    assert run("frontier", tables, tmp_path / "a", "--out", out, *STEPS).exit_code == 2
    assert not out.exists()
