"""The commands that ask about a rota: what they say, and how they end."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from tests.api.cli_tables import write_tables

STEPS = ("--iterations", "2000", "--threads", "1")
NAMES = ("Ada", "Quill", "Bob", "Wren", "Cleo", "Finch", "Alder", "Beech", "Cedar")
LUNCH = ("--client", "C3", "--call", "lunch", "--day", "2026-12-01")


def run(*arguments: object) -> Result:
    """One call of the command."""
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny provider, and a rota of its week."""
    folder = tmp_path_factory.mktemp("asked")
    tables = write_tables(folder / "tables")
    assert run("plan", tables, "--out", folder / "rota", *STEPS).exit_code == 0
    return tables, folder / "rota"


def a_visit_of(rota: Path, client: str) -> str:
    """Id of some visit of a client."""
    with (rota / "rota.csv").open(encoding="utf-8", newline="") as file:
        return next(row["visit_id"] for row in csv.DictReader(file) if row["client_id"] == client)


def test_explain_says_who_and_lists_everybody_else(asked: tuple[Path, Path]) -> None:
    """One line for each other carer, ids only."""
    result = run("explain", *asked, a_visit_of(asked[1], "C3"))
    assert result.exit_code == 0, result.output
    assert "is made by carer K" in result.output
    assert sum(line.startswith("  K") for line in result.output.splitlines()) == 2
    assert not any(name in result.output for name in NAMES)


def test_explain_adds_up_the_price_of_one_carer(asked: tuple[Path, Path]) -> None:
    """With --carer, part by part."""
    visit = a_visit_of(asked[1], "C3")
    listed = run("explain", *asked, visit).output.splitlines()
    carer = next(line.split()[0] for line in listed if " could come at " in line)
    result = run("explain", *asked, visit, "--carer", carer)
    assert "All told:" in result.output


@pytest.mark.parametrize("wrong", [("C3-supper-1",), ("{visit}", "--carer", "K9")])
def test_explain_names_what_is_not_there(asked: tuple[Path, Path], wrong: tuple[str, ...]) -> None:
    """Exit code 2."""
    visit = a_visit_of(asked[1], "C3")
    result = run("explain", *asked, *(one.format(visit=visit) for one in wrong))
    assert result.exit_code == 2
    assert "There is no" in result.output


def test_offers_says_yes_when_and_by_whom(asked: tuple[Path, Path]) -> None:
    """A table of options; nobody's name."""
    result = run("offers", *asked, *LUNCH, "--around", "13:15")
    assert result.exit_code == 0, result.output
    assert "lunch around 13:15: Yes." in result.output
    assert not any(name in result.output for name in NAMES)


def test_offers_says_no_and_why(asked: tuple[Path, Path]) -> None:
    """Nobody works at four in the morning."""
    result = run("offers", *asked, *LUNCH, "--around", "04:00")
    assert "lunch around 04:00: No." in result.output
    assert "3 no shift at that time" in result.output


@pytest.mark.parametrize(
    "wrong", [("--client", "C9"), ("--call", "supper"), ("--day", "2027-01-09")]
)
def test_offers_names_what_is_not_there(asked: tuple[Path, Path], wrong: tuple[str, ...]) -> None:
    """Exit code 2."""
    result = run("offers", *asked, *LUNCH, "--around", "13:00", *wrong)
    assert result.exit_code == 2, result.output


def test_a_held_option_is_taken_until_it_expires(asked: tuple[Path, Path], tmp_path: Path) -> None:
    """The file is written, and read by the next question at its time."""
    holds = ("--holds", tmp_path / "holds.json")
    until = ("--until", "2026-11-28T18:00", "--now", "2026-11-28T12:00")
    first = run("offers", *asked, *LUNCH, "--around", "13:15", *holds, "--hold", "H1", *until)
    assert first.exit_code == 0, first.output
    assert "Held as H1 until 28/11/2026 18:00 UTC." in first.output
    again = run("offers", *asked, *LUNCH, "--around", "13:15", *holds, "--hold", "H1", *until)
    assert again.exit_code == 2
    assert "a hold H1 already" in again.output
    late = ("--now", "2026-11-28T18:00")
    assert run("offers", *asked, *LUNCH, "--around", "13:15", *holds, *late).exit_code == 0


@pytest.mark.parametrize(
    "wrong",
    [("--hold", "H1"), ("--hold", "H1", "--holds", "{file}", "--until", "2026-11-28T11:00")],
)
def test_a_hold_needs_a_file_and_a_time_to_come(
    asked: tuple[Path, Path], tmp_path: Path, wrong: tuple[str, ...]
) -> None:
    """Exit code 2, and no file."""
    told = [one.format(file=tmp_path / "holds.json") for one in wrong]
    result = run("offers", *asked, *LUNCH, "--around", "13:15", "--now", "2026-11-28T12:00", *told)
    assert result.exit_code == 2
    assert not (tmp_path / "holds.json").exists()


def a_package(folder: Path, start: str) -> Path:
    """Somebody new, with a visit a day."""
    folder.mkdir()
    (folder / "clients.csv").write_text("client_id,lat,lon,rag\nC9,52.67,-0.73,green\n", "utf-8")
    (folder / "demand.csv").write_text(
        "client_id,call,weekdays,start,before_min,after_min,length_min\n"
        f"C9,snack,daily,{start},30,30,30\n",
        "utf-8",
    )
    return folder


def test_quote_names_a_team_and_holds_it(asked: tuple[Path, Path], tmp_path: Path) -> None:
    """From Wednesday on, when they are ready; held, the client is known to later questions."""
    package = a_package(tmp_path / "package", "15:00")
    holds = ("--holds", tmp_path / "holds.json", "--now", "2026-11-28T12:00")
    result = run(
        "quote", *asked, package, "--ready", "2026-12-02", *holds,
        "--hold", "H1", "--until", "2026-11-29T12:00",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "Yes: client C9 can start on Wed 2026-12-02" in result.output
    later = run(
        "offers", *asked, "--client", "C9", "--call", "snack", "--day", "2026-12-03",
        "--around", "14:00", *holds,
    )  # fmt: skip
    assert later.exit_code == 0, later.output


def test_quote_says_what_is_missing(asked: tuple[Path, Path], tmp_path: Path) -> None:
    """Nobody works at night: exit code 1, each visit named."""
    result = run("quote", *asked, a_package(tmp_path / "package", "02:00"))
    assert result.exit_code == 1, result.output
    assert "7 cannot be made" in result.output
