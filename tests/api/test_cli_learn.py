"""Learning from the command line: records in, proposals out, accepted ones into the tables."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest

from tests.api.cli_run import run
from tests.api.cli_tables import FIRST_DAY, write_tables

MINUTES = [40, 42, 36, 41, 44, 38, 42]
"""What the lunch of C3, planned for 30 minutes, took from Monday to Sunday."""


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV file as a reader sees it."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def actuals(folder: Path, *more: str) -> Path:
    """Four weeks of lunches as a monitoring system writes them, headers of its own."""
    lines = ["Service User ID,Visit,Staff ID,Clock In,Clock Out"]
    days = [back for back in range(28, 0, -1) if (FIRST_DAY - timedelta(days=back)).weekday() < 5]
    for turn, back in enumerate(days):
        on = FIRST_DAY - timedelta(days=back)
        end = 12 * 60 + 30 + MINUTES[turn % 7]
        carer = f"K{turn % 3 + 1}"
        lines.append(f"C3,lunch,{carer},{on:%d/%m/%Y} 12:30,{on} {end // 60:02d}:{end % 60:02d}")
    file = folder / "ecm.csv"
    file.write_text("\n".join([*lines, *more]) + "\n", "utf-8")
    return file


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """The tiny provider."""
    return write_tables(tmp_path / "tables")


def accepted(proposals: Path, answer: str = "yes") -> Path:
    """The table of proposals with an answer in every line."""
    rows = rows_of(proposals)
    with proposals.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "accept": answer} for row in rows)
    return proposals


def test_what_was_accepted_changes_the_plan(tables: Path, tmp_path: Path) -> None:
    """30 becomes 45 in the tables, 30 stays on record as bought, and the next rota plans 45."""
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    out = tmp_path / "learned"
    assert run("learn", tables, actuals(tmp_path), "--out", out).exit_code == 0
    assert {path.name: path.read_bytes() for path in tables.iterdir()} == before
    (row,) = rows_of(out / "proposals.csv")
    assert (row["kind"], row["client_id"], row["now_min"]) == ("longer", "C3", "30")
    assert (row["proposed_min"], row["accept"]) == ("45", "")
    new = tmp_path / "new"
    done = run("learn", tables, "--accept", accepted(out / "proposals.csv"), "--out", new)
    assert done.exit_code == 0, done.output
    lunch = next(one for one in rows_of(new / "demand.csv") if one["call"] == "lunch")
    assert (lunch["length_min"], lunch["commissioned_min"]) == ("45", "30")
    planned = tmp_path / "planned"
    steps = ("--iterations", "1000", "--threads", "1")
    assert run("plan", new, "--out", planned, *steps).exit_code == 0
    lunches = [one for one in rows_of(planned / "rota.csv") if one["client_id"] == "C3"]
    assert {_minutes(one) for one in lunches} == {45}


def _minutes(row: dict[str, str]) -> int:
    """Length of a row of rota.csv."""
    start, end = (row[name][11:16].split(":") for name in ("start", "end"))
    return (int(end[0]) - int(start[0])) * 60 + int(end[1]) - int(start[1])


def test_effects_say_which_visits_of_the_rota_change(tables: Path, tmp_path: Path) -> None:
    """Five lunches get another length; everything else may stay."""
    rota = tmp_path / "rota"
    assert (
        run("plan", tables, "--out", rota, "--iterations", "1000", "--threads", "1").exit_code == 0
    )
    more = ("--rota", rota, "--iterations", "500", "--out", tmp_path / "learned")
    assert run("learn", tables, actuals(tmp_path), *more).exit_code == 0
    effects = rows_of(tmp_path / "learned" / "effects.csv")
    longer = [one for one in effects if "another length" in one["effect"]]
    assert [one["client_id"] for one in longer] == ["C3"] * 5


def test_declined_proposals_change_nothing(tables: Path, tmp_path: Path) -> None:
    """The tables come out cell for cell as they went in."""
    out, new = tmp_path / "learned", tmp_path / "new"
    run("learn", tables, actuals(tmp_path), "--out", out)
    done = run("learn", tables, "--accept", accepted(out / "proposals.csv", "no"), "--out", new)
    assert done.exit_code == 0, done.output
    for path in tables.iterdir():
        kept = [
            {k: v for k, v in row.items() if k != "commissioned_min"}
            for row in rows_of(new / path.name)
        ]
        assert kept == rows_of(path), path.name


def test_every_fault_of_the_records_is_listed_at_once(tables: Path, tmp_path: Path) -> None:
    """A call there is not, a clock that cannot be, an unknown client, a row said twice."""
    wrong = (
        "C3,supper,K1,23/11/2026 12:30,13:00",
        "C3,lunch,K1,23/11/2026 27:30,13:00",
        "C9,lunch,K1,23/11/2026 12:30,13:00",
        "C3,lunch,K1,21/11/2026 12:30,13:00",
        "C1,tea,K1,23/11/2026 17:00,17:30",
        "C1,tea,K1,23/11/2026 17:00,17:30",
        "C1,tea,K1,17:00,17:30",
    )
    result = run("learn", tables, actuals(tmp_path, *wrong), "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()
    for row, said in (
        ("22\tcall", "no call supper"),
        ("23\tstart", "clock never shows"),
        ("24\tclient_id", "No client has this id"),
        ("25\tcall", "no call lunch on 2026-11-21"),
        ("27\tstart", "Row 26 says the same"),
        ("28\tdate", "Neither a date"),
    ):
        line = next(one for one in result.output.splitlines() if f"ecm.csv\t{row}" in one)
        assert said in line


def test_accepting_less_than_was_bought_is_refused(tables: Path, tmp_path: Path) -> None:
    """A person may change the length proposed, but not below the 30 minutes bought."""
    out = tmp_path / "learned"
    run("learn", tables, actuals(tmp_path), "--out", out)
    file = accepted(out / "proposals.csv")
    file.write_text(file.read_text("utf-8").replace(",30,30,45,", ",30,30,20,"), "utf-8")
    result = run("learn", tables, "--accept", file, "--out", tmp_path / "new")
    assert result.exit_code == 2
    assert "30 minutes are bought" in result.output
    assert not (tmp_path / "new").exists()


def test_an_undecided_proposal_is_not_passed_over(tables: Path, tmp_path: Path) -> None:
    """Neither yes nor no: somebody has to decide."""
    out = tmp_path / "learned"
    run("learn", tables, actuals(tmp_path), "--out", out)
    result = run("learn", tables, "--accept", out / "proposals.csv", "--out", tmp_path / "new")
    assert result.exit_code == 2
    assert "accepted or declined" in result.output


def test_accepting_twice_is_found_out(tables: Path, tmp_path: Path) -> None:
    """The tables say 45 by now, the proposal is about 30."""
    out, new = tmp_path / "learned", tmp_path / "new"
    run("learn", tables, actuals(tmp_path), "--out", out)
    file = accepted(out / "proposals.csv")
    assert run("learn", tables, "--accept", file, "--out", new).exit_code == 0
    result = run("learn", new, "--accept", file, "--out", tmp_path / "again")
    assert result.exit_code == 2
    assert "planned for 45 minutes by now" in result.output


def test_learned_ways_slow_the_next_week(tables: Path, tmp_path: Path) -> None:
    """Twenty minutes more from C1 to C3, and the sheets of whoever goes there know it."""
    from data.given import Sources, given_for
    from data.tables import read_tables

    plain = given_for(read_tables(tables), None, 7, Sources()).week.travel
    (tables / "legs.csv").write_text("from client,to client,extra minutes\nC1,C3,20\n", "utf-8")
    slower = given_for(read_tables(tables), None, 7, Sources()).week.travel
    rows = (slower.rows["at-C1"], slower.rows["at-C3"])  # type: ignore[index]
    assert slower.stop[rows] - plain.stop[rows] == 20 * 60
    assert (slower.stop != plain.stop).sum() == 1


@pytest.mark.parametrize("names", [(), ("both",)])
def test_one_question_at_a_time(tables: Path, tmp_path: Path, names: tuple[str, ...]) -> None:
    """Neither records nor proposals, or both: a clear answer and nothing written."""
    file = actuals(tmp_path)
    more = (file, "--accept", file) if names else ()
    result = run("learn", tables, *more, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "Give either" in result.output
    assert not (tmp_path / "out").exists()
