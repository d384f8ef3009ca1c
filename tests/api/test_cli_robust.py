"""What a week bears and how it goes with few carers, asked as a planner would ask."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.api.cli_run import STEPS, run, tables_and_rota


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny provider, and a rota of its week."""
    return tables_and_rota(tmp_path_factory.mktemp("asked"))


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV file as a reader sees it."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_robust_names_who_is_lacking_and_how_much(asked: tuple[Path, Path], tmp_path: Path) -> None:
    """C1 is red and everybody could come; slack stands beside its target; no carer is missed."""
    result = run("robust", *asked, "--out", tmp_path, *STEPS)
    assert result.exit_code == 0, result.output
    assert "Carers whose absence leaves a red visit unmade" in result.output
    for row in rows_of(tmp_path / "slack.csv"):
        busy, free = int(row["busy_min"]), int(row["free_min"])
        assert row["target_percent"] == "10.0"
        assert row["enough"] == ("yes" if free * 9 >= busy else "no")
        assert (row["missing_min"] == "0") == (row["enough"] == "yes")
    assert {row["covered"] for row in rows_of(tmp_path / "without.csv")} == {"yes"}


def test_with_two_carers_left_red_visits_are_made(asked: tuple[Path, Path], tmp_path: Path) -> None:
    """Three of each day's calls need at most two carers."""
    result = run("emergency", *asked, "--carers", 2, "--out", tmp_path / "plan", *STEPS)
    assert result.exit_code == 0, result.output
    lines = [line.split() for line in result.output.splitlines()]
    assert ["Red", "visits", "unallocated", "0"] in lines
    assert len({row["carer_id"] for row in rows_of(tmp_path / "plan" / "rota.csv")}) == 2
    assert (tmp_path / "plan" / "agreed.csv").exists()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (("emergency", "--carers", 4), "from 1 to 3"),
        (("emergency", "--carers", 0), "from 1 to 3"),
        (("emergency",), "--only FILE"),
        (("emergency", "--carers", 2, "--week", "2026-04-06"), "not of this week"),
        (("robust", "--week", "2026-04-06"), "not of this week"),
        (("robust", "--without", "K9"), "K9"),
        (("ledgers", "--from", "2026-04-06"), "not of this week"),
        (("peak", "--from", "2026-04-06"), "not of this week"),
        (("frontier", "--from", "2026-04-06"), "not of this week"),
        (("capacity", "--zone", "Rutland", "--band", "tea", "--from", "2026-04-06"), "not of this"),
        (("capacity", "--band", "tea"), "not said which zone"),
        (("capacity", "--zone", "Rutland"), "No band of the day is named"),
    ],
)
def test_a_bad_question_has_one_answer_and_writes_nothing(
    asked: tuple[Path, Path], tmp_path: Path, question: tuple[str, ...], said: str
) -> None:
    """Exit code 2."""
    command, *options = question
    out = () if command == "capacity" else ("--out", tmp_path / "out")
    result = run(command, *asked, *options, *out)
    assert result.exit_code == 2, result.output
    assert said in " ".join(result.output.split())
    assert not (tmp_path / "out").exists()


def test_a_rota_of_unknown_carers_is_not_asked_about(
    asked: tuple[Path, Path], tmp_path: Path
) -> None:
    """K1 is K7 in the rota alone."""
    tables, rota = asked
    other = tmp_path / "rota.csv"
    other.write_text((rota / "rota.csv").read_text("utf-8").replace(",K1,", ",K7,"), "utf-8")
    result = run("compare", tables, rota, other)
    assert result.exit_code == 2, result.output
    assert "carer (K7)" in result.output


def test_a_damaged_rota_is_not_asked_about(asked: tuple[Path, Path], tmp_path: Path) -> None:
    """Half a file, and one that is no table."""
    tables, _ = asked
    for name, content in (("cut.csv", b"visit_id,carer"), ("noise.csv", bytes(range(256)))):
        (tmp_path / name).write_bytes(content)
        for command in ("peak", "robust", "ledgers"):
            result = run(command, tables, tmp_path / name, "--out", tmp_path / "out")
            assert result.exit_code == 2, (command, result.output, result.exception)
            assert not (tmp_path / "out").exists()
