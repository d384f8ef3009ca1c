"""The commands about peaks and capacity: what they say, write and refuse."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.api.cli_run import run
from tests.api.cli_tables import write_tables

QUICK = ("--iterations", "2000", "--seeds", "1", "--most", "4")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny provider."""
    return write_tables(tmp_path_factory.mktemp("tables"))


@pytest.fixture(scope="module")
def rota(tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rota of its week."""
    out = tmp_path_factory.mktemp("rota")
    assert run("plan", tables, "--out", out, "--iterations", 2000, "--threads", 1).exit_code == 0
    return out / "rota.csv"


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV file as a reader sees it."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_peak_is_shown_and_written(tables: Path, rota: Path, tmp_path: Path) -> None:
    """C2's breakfast takes two of three carers at 09:00 on every day."""
    result = run("peak", tables, rota, "--between", "06:00-11:00", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert "Carers to spare" in result.output
    quarters = rows_of(tmp_path / "peak.csv")
    nine = [
        row
        for row in quarters
        if row["from"] == "09:15" and (row["zone"], row["handed"]) == ("all", "2")
    ]
    assert len(nine) == 7
    assert {(row["visits"], row["carers_needed"], row["carers_there"]) for row in nine} == {
        ("1", "2", "3")
    }
    header = (tmp_path / "asks.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert set(header) >= {"client_id", "move_min", "agreement_allows"}
    assert {row["visit_id"][:2] for row in rows_of(tmp_path / "moves.csv")} <= {"C2", "C3", "C1"}


def test_a_commissioner_sees_no_people(tables: Path, tmp_path: Path) -> None:
    """Three people are too few: no row of their zone, no list of whom to ask, no id."""
    result = run("peak", tables, "--commissioner", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert {path.name for path in tmp_path.iterdir()} == {"peak.csv"}
    assert {row["zone"] for row in rows_of(tmp_path / "peak.csv")} == {"all"}
    assert not any(name in result.output for name in ("C1", "C2", "C3"))
    assert "fewer than 5" in result.output or ": 0" in result.output
    refused = run("peak", tables, "--commissioner", "--zone", "Rutland")
    assert refused.exit_code == 2
    assert "too few people" in refused.output


def test_capacity_says_how_many_what_stops_and_what_is_proved(tables: Path, rota: Path) -> None:
    """Three carers have the morning nearly to themselves: all four packages tried fit."""
    result = run("capacity", tables, rota, "--zone", "Rutland", "--band", "07:30-11:00", *QUICK)
    assert result.exit_code == 0, result.output
    assert "4 or more packages fit, and nobody is harmed." in result.output
    assert "Supposed people live near those of Rutland" in result.output
    again = run("capacity", tables, rota, "--zone", "Rutland", "--band", "07:30-11:00", *QUICK)
    assert again.output == result.output


def test_levers_are_ranked_and_name_nobody_to_a_commissioner(tables: Path, rota: Path) -> None:
    """Two carers at tea for everybody; what one change adds stands in a table."""
    question = ("--zone", "Rutland", "--band", "tea", "--handed", "2", "--length", "60")
    result = run("capacity", tables, rota, *question, *QUICK, "--levers", "--commissioner")
    assert result.exit_code == 0, result.output
    assert "What would help in Rutland" in result.output
    assert "one more driver" in result.output
    assert not any(name in result.output for name in ("K1", "K2", "K3", "C1", "C2", "C3"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("capacity", "--zone", "Atlantis", "--band", "tea"), "Atlantis"),
        (("capacity", "--zone", "Rutland", "--band", "brunch"), "brunch"),
        (("capacity", "--zone", "Rutland", "--band", "tea", "--skill", "magic"), "magic"),
        (("capacity", "--zone", "Rutland", "--band", "tea", "--skill", "peg:x"), "peg:x"),
        (("capacity", "--zone", "Rutland", "--band", "tea", "--weekdays", "Xyz"), "xyz"),
        (("peak", "--zone", "Atlantis"), "Atlantis"),
        (("peak", "--between", "later"), "later"),
        (("peak", "--between", "11:00-06:00"), "empty"),
    ],
)
def test_bad_questions_name_their_fault(
    tables: Path, rota: Path, question: tuple[str, ...], said: str
) -> None:
    """Exit code 2, and the word that was wrong."""
    command, *options = question
    result = run(command, tables, rota, *options)
    assert result.exit_code == 2, result.output
    assert said in result.output
