"""The commands that ask about a rota: what they say, and how they end."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from tests.api.cli_run import run, tables_and_rota
from tests.api.cli_tables import write_tables

NAMES = ("Ada", "Quill", "Bob", "Wren", "Cleo", "Finch", "Alder", "Beech", "Cedar")
NOW = ("--now", "2026-11-28T12:00")
LUNCH = ("--client", "C3", "--call", "lunch", "--day", "2026-12-01", *NOW)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny provider, and a rota of its week."""
    return tables_and_rota(tmp_path_factory.mktemp("asked"))


def a_visit_of(rota: Path, client: str) -> str:
    """Id of some visit of a client."""
    with (rota / "rota.csv").open(encoding="utf-8", newline="") as file:
        return next(row["visit_id"] for row in csv.DictReader(file) if row["client_id"] == client)


def test_explain_says_who_and_lists_everybody_else(asked: tuple[Path, Path]) -> None:
    """Both other carers are listed, ids only."""
    result = run("explain", *asked, a_visit_of(asked[1], "C3"))
    assert result.exit_code == 0, result.output
    assert "is made by carer K" in result.output
    listed = " ".join(line for line in result.output.splitlines() if line.startswith("  K"))
    maker = result.output.partition("is made by carer ")[2][:2]
    assert {f"K{n}" for n in (1, 2, 3)} - {maker} <= set(re.findall(r"K\d", listed))
    assert not any(name in result.output for name in NAMES)


@pytest.mark.parametrize(
    "command",
    [
        ("explain", "{tables}", "{rota}", "C3-lunch-2026-12-01"),
        ("offers", "{tables}", "{rota}", *LUNCH, "--around", "13:00"),
        ("quote", "{tables}", "{rota}", "{package}", *NOW),
        (
            *("repair", "{tables}", "{rota}", "--absent", "K1", "--from", "2026-12-01T06:00"),
            *("--out", "{out}"),
        ),
        ("publish", "{tables}", "{rota}", "--by", "P03", "--out", "{out}"),
        ("ledgers", "{tables}", "{rota}", "--out", "{out}"),
        ("peak", "{tables}", "{rota}", "--out", "{out}"),
        ("capacity", "{tables}", "{rota}", "--zone", "Rutland", "--band", "lunch"),
    ],
)
def test_a_rota_that_was_cut_off_is_refused(
    asked: tuple[Path, Path], tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Five rows of some thirty: exit code 2, a sentence, nothing written."""
    rows = (asked[1] / "rota.csv").read_text("utf-8").splitlines(keepends=True)[:6]
    (tmp_path / "rota.csv").write_text("".join(rows), "utf-8")
    places = {
        "tables": asked[0],
        "rota": tmp_path / "rota.csv",
        "package": a_package(tmp_path / "package", "15:00"),
        "out": tmp_path / "out",
    }
    result = run(*(one.format(**places) for one in command))
    assert result.exit_code == 2, result.output
    assert "The rota says nothing of" in result.output
    assert not (tmp_path / "out").exists()


def test_explain_says_once_what_stops_many(asked: tuple[Path, Path], tmp_path: Path) -> None:
    """A call at three in the morning, when nobody works: one line for all three."""
    tables = write_tables(tmp_path / "tables")
    demand = (tables / "demand.csv").read_text("utf-8")
    (tables / "demand.csv").write_text(demand + "C3,night,Mon,03:00,0,0,30,1,meal,,\n", "utf-8")
    result = run("explain", tables, asked[1], "C3-night-2026-11-30")
    assert result.exit_code == 0, result.output
    assert "  K1, K2, K3 cannot come: no shift at that time. No single change" in result.output


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
    """Nobody works at four in the morning: the nearest yes is seven, and exit code 2."""
    result = run("offers", *asked, *LUNCH, "--around", "04:00")
    assert result.exit_code == 2
    assert "Nobody works around 04:00 then." in result.output
    assert "1  07:00" in result.output
    assert "lunch around 04:00: No." in result.output
    assert "3 no shift at that time" in result.output


@pytest.mark.parametrize(
    "wrong",
    [
        ("--client", "C9"),
        ("--call", "supper"),
        ("--call", " ", "--length", "30"),
        ("--length", "60"),
        ("--call", "walk", "--length", "100000"),
        ("--day", "2027-01-09"),
        ("--day", "2026-11-01"),
        ("--now", "2026-12-01T14:00"),
        ("--now", "2027-12-01T14:00"),
    ],
)
def test_offers_names_what_is_not_there(asked: tuple[Path, Path], wrong: tuple[str, ...]) -> None:
    """Exit code 2."""
    result = run("offers", *asked, *LUNCH, "--around", "13:00", *wrong)
    assert result.exit_code == 2, result.output


def test_a_held_option_is_taken_until_it_expires(asked: tuple[Path, Path], tmp_path: Path) -> None:
    """The file is written, and read by the next question at its time."""
    holds = ("--holds", tmp_path / "holds.json")
    until, by = ("--until", "2026-11-28T18:00"), ("--by", "P03")
    first = run("offers", *asked, *LUNCH, "--around", "13:15", *holds, "--hold", "H1", *by, *until)
    assert first.exit_code == 0, first.output
    assert "Held as H1 until 28/11/2026 18:00 UTC." in first.output
    again = run("offers", *asked, *LUNCH, "--around", "13:15", *holds, "--hold", "H1", *by, *until)
    assert again.exit_code == 2
    assert "a hold H1 already" in again.output
    late = ("--now", "2026-11-28T18:00")
    assert run("offers", *asked, *LUNCH, "--around", "13:15", *holds, *late).exit_code == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ("--hold", "H1"),
        ("--hold", "H1", "--holds", "{file}", "--until", "2026-11-28T18:00"),
        ("--hold", "H1", "--holds", "{file}", "--until", "2026-11-28T11:00", "--by", "P03"),
        ("--hold", "H1", "--holds", "{file}", "--until", "2026-11-28T18:00", "--by", "Ada Quill"),
        ("--until", "2026-11-28T18:00"),
    ],
)
def test_a_hold_needs_a_file_and_a_time_to_come(
    asked: tuple[Path, Path], tmp_path: Path, wrong: tuple[str, ...]
) -> None:
    """Exit code 2, and no file."""
    told = [one.format(file=tmp_path / "holds.json") for one in wrong]
    result = run("offers", *asked, *LUNCH, "--around", "13:15", *told)
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


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
        "--hold", "H1", "--until", "2026-11-29T12:00", "--by", "P03",
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
    result = run("quote", *asked, a_package(tmp_path / "package", "02:00"), *NOW)
    assert result.exit_code == 1, result.output
    assert "7 cannot be made" in result.output
    assert "3 no shift at that time" in result.output


def test_a_package_starts_tomorrow_at_the_earliest(
    asked: tuple[Path, Path], tmp_path: Path
) -> None:
    """On Tuesday at noon: from Wednesday; and ready on Monday is past."""
    package = a_package(tmp_path / "package", "15:00")
    now = ("--now", "2026-12-01T12:00")
    assert "can start on Wed 2026-12-02" in run("quote", *asked, package, *now).output
    late = run("quote", *asked, package, *now, "--ready", "2026-11-30")
    assert late.exit_code == 2
    assert "2026-11-30 is past." in late.output


def test_all_that_is_asked_and_held_is_recorded(asked: tuple[Path, Path], tmp_path: Path) -> None:
    """A question, a hold, its end: a line each in the record, ids only; and a review of them."""
    file = tmp_path / "holds.json"
    ask = ("offers", *asked, *LUNCH, "--holds", file, "--by", "P03")
    until = ("--hold", "H1", "--until", "2026-11-28T18:00")
    assert run(*ask, "--around", "13:15", *until).exit_code == 0
    assert run(*ask, "--around", "04:00").exit_code == 2
    held = next(line for line in run("holds", file, *NOW).output.splitlines() if "H1" in line)
    assert held.split()[-2:] == ["C3", "1"]
    assert run("holds", file, "--release", "H1").exit_code == 2
    assert run("holds", file, "--release", "H2", "--by", "P03").exit_code == 2
    assert run("holds", file, "--release", "H1", "--by", "P04", *NOW).exit_code == 0
    assert "Nothing is held." in run("holds", file, *NOW).output
    record = (tmp_path / "holds.jsonl").read_text("utf-8")
    rows = [json.loads(line) for line in record.splitlines()]
    assert [row["did"] for row in rows] == ["asked", "held", "asked", "released"]
    assert [row["by"] for row in rows] == ["P03", "P03", "P03", "P04"]
    assert rows[0]["options"]
    assert "3 no shift at that time" in rows[2]["reason"]
    assert not any(name in record for name in NAMES)
    review = run("holds", file, "--review")
    assert "2 questions of 1 clients; 1 could be granted as asked." in review.output


def test_what_has_expired_is_recorded_when_it_is_dropped(
    asked: tuple[Path, Path], tmp_path: Path
) -> None:
    """The next hold takes the place of one that is over."""
    file = tmp_path / "holds.json"
    ask = ("offers", *asked, *LUNCH, "--around", "13:15", "--holds", file, "--by", "P03")
    assert run(*ask, "--hold", "H1", "--until", "2026-11-28T13:00").exit_code == 0
    later = ("--now", "2026-11-28T14:00", "--hold", "H2", "--until", "2026-11-28T15:00")
    assert run(*ask, *later).exit_code == 0
    rows = (tmp_path / "holds.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(row)["did"] for row in rows] == ["asked", "held", "asked", "expired", "held"]


def test_a_record_that_was_changed_is_not_reviewed(
    asked: tuple[Path, Path], tmp_path: Path
) -> None:
    """Exit code 2."""
    file = tmp_path / "holds.json"
    for _ in range(2):
        run("offers", *asked, *LUNCH, "--around", "13:15", "--holds", file)
    record = tmp_path / "holds.jsonl"
    record.write_text("".join(record.read_text("utf-8").splitlines(keepends=True)[1:]), "utf-8")
    assert run("holds", file, "--review").exit_code == 2
    assert run("holds", file).exit_code == 2
