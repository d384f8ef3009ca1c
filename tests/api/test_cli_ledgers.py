"""Ledgers and publishing from the command line: what is written, and what is refused."""

from __future__ import annotations

import csv
import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from tests.api.cli_run import run
from tests.api.cli_tables import write_tables

STEPS = ("--iterations", "1000", "--threads", "1")


def rows_of(path: Path) -> list[dict[str, str]]:
    """A CSV file as a reader sees it."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny provider, and its week."""
    tables = write_tables(tmp_path_factory.mktemp("tables"))
    out = tmp_path_factory.mktemp("planned")
    assert run("plan", tables, "--out", out, *STEPS).exit_code == 0
    return tables, out


def poorer(tables: Path, folder: Path) -> Path:
    """The same provider paying 12.70 an hour, one penny below the floor."""
    copy = Path(shutil.copytree(tables, folder / "poorer"))
    carers = copy / "carers.csv"
    carers.write_text(carers.read_text("utf-8").replace("13.50", "12.70"), "utf-8")
    return copy


def test_ledgers_write_every_table_with_sources(planned: tuple[Path, Path], tmp_path: Path) -> None:
    """Hours of pay.csv and pay-days.csv agree; each figure has a source."""
    result = run("ledgers", *planned, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert "changes.csv" not in {path.name for path in tmp_path.iterdir()}
    days = rows_of(tmp_path / "pay-days.csv")
    for row in rows_of(tmp_path / "pay.csv"):
        own = [one["work"].split(":") for one in days if one["carer_id"] == row["carer_id"]]
        worked = sum(int(h) + int(m) / 60 + int(s) / 3600 for h, m, s in own)
        assert float(row["working_hours"]) == pytest.approx(worked, abs=0.005)
    assert all(row["source"] for row in rows_of(tmp_path / "figures.csv"))


def test_a_change_is_counted_with_its_notice(planned: tuple[Path, Path], tmp_path: Path) -> None:
    """The first Monday visit of one carer goes: published on 20 November, nine days before."""
    tables, out = planned
    lines = (out / "rota.csv").read_text("utf-8").splitlines()
    gone = next(line for line in lines[1:] if "C1-tea-2026-11-30" in line)
    newer = tmp_path / "newer.csv"
    newer.write_text("\n".join(line for line in lines if line != gone) + "\n", "utf-8")
    more = ("--before", out, "--published", "2026-11-20", "--out", tmp_path / "out")
    assert run("ledgers", tables, newer, *more).exit_code == 0
    (row,) = rows_of(tmp_path / "out" / "changes.csv")
    assert row["visits_taken"] == "C1-tea-2026-11-30"
    assert row["change"] in ("cancelled", "curtailed")
    assert (row["shortest_notice_missed_days"], row["short_notice"]) == ("14", "yes")
    assert 9 * 24 < float(row["hours_of_notice"]) < 10 * 24


@pytest.mark.parametrize(
    ("more", "said"),
    [(("--published", "2026-11-20"), "--before is missing"), (("--before", "."), "--published")],
)
def test_half_a_question_about_notice_is_refused(
    planned: tuple[Path, Path], tmp_path: Path, more: tuple[str, str], said: str
) -> None:
    """Notice needs both a rota and a date; nothing is written."""
    result = run("ledgers", *planned, "--out", tmp_path / "out", *more)
    assert result.exit_code == 2
    assert said in result.output
    assert not (tmp_path / "out").exists()


def test_publishing_writes_the_rota_and_a_record(
    planned: tuple[Path, Path], tmp_path: Path
) -> None:
    """Who, when, and the hashes of what went in and came out; the second record follows on."""
    tables, out = planned
    for _ in range(2):
        assert run("publish", tables, out, "--by", "P03", "--out", tmp_path).exit_code == 0
    first, second = (tmp_path / "publications.jsonl").read_text("utf-8").splitlines()
    record = json.loads(first)
    assert (record["by"], record["hard_breaches"], record["visits"]) == ("P03", 0, 26)
    assert (
        record["input_sha256"]["demand.csv"]
        == sha256((tables / "demand.csv").read_bytes()).hexdigest()
    )
    assert record["rota_sha256"] == sha256((tmp_path / "rota.csv").read_bytes()).hexdigest()
    assert json.loads(second)["previous_sha256"] == sha256(first.encode()).hexdigest()
    assert (tmp_path / "rota.csv").read_bytes() == (out / "rota.csv").read_bytes()


def test_pay_below_the_floor_refuses_publishing(planned: tuple[Path, Path], tmp_path: Path) -> None:
    """12.70 an hour against 12.71: exit code 1, the rule and both figures, nothing written."""
    tables, out = planned
    result = run("publish", poorer(tables, tmp_path), out, "--by", "P03", "--out", tmp_path / "o")
    assert result.exit_code == 1
    said = " ".join(result.output.split())
    assert "Not published: 3 hard breaches. P1: Carer K1 would earn 1270 pence an hour" in said
    assert "the floor is 1271" in said
    assert not (tmp_path / "o").exists()


def test_a_hard_breach_refuses_publishing(planned: tuple[Path, Path], tmp_path: Path) -> None:
    """A double-up with one carer is D1."""
    tables, out = planned
    lines = (out / "rota.csv").read_text("utf-8").splitlines()
    half = next(line for line in lines[1:] if "C2-breakfast" in line)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("\n".join(line for line in lines if line != half) + "\n", "utf-8")
    result = run("publish", tables, wrong, "--by", "P03", "--out", tmp_path / "o")
    assert result.exit_code == 1
    assert "D1" in result.output
    assert not (tmp_path / "o").exists()


def test_a_name_in_words_is_no_id(planned: tuple[Path, Path], tmp_path: Path) -> None:
    """Records hold ids only."""
    result = run("publish", *planned, "--by", "Pat Example", "--out", tmp_path / "o")
    assert result.exit_code == 2
    assert "Pat" not in result.output


def test_a_record_that_was_changed_is_found(planned: tuple[Path, Path], tmp_path: Path) -> None:
    """Another name in the first record breaks the chain at the second; nothing is added."""
    for _ in range(2):
        assert run("publish", *planned, "--by", "P03", "--out", tmp_path).exit_code == 0
    file = tmp_path / "publications.jsonl"
    file.write_text(file.read_text("utf-8").replace("P03", "P04", 1), "utf-8")
    before = file.read_bytes()
    result = run("publish", *planned, "--by", "P03", "--out", tmp_path)
    assert result.exit_code == 2
    assert "does not follow" in result.output
    assert file.read_bytes() == before
