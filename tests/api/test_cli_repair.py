"""``carerota repair``: what is said of events, and what people are told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.api.cli_run import run, tables_and_rota

QUICK = ("--iterations", "500", "--threads", "1")
NOW = ("--from", "2026-12-01T06:00")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The tiny provider, and a rota of its week."""
    return tables_and_rota(tmp_path_factory.mktemp("asked"))


def messages(folder: Path) -> dict[str, list[str]]:
    """What clients and carers are told."""
    with (folder / "changes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {who: [row["message"] for row in rows if row["tell"] == who] for who in (CLIENT, CARER)}


CLIENT, CARER = "client", "carer"
CARERS = {"K1": "Ann Alder", "K2": "Ben Beech", "K3": "Cat Cedar"}
CLIENTS = ("C1 Ada Quill", "C2 Bob Wren", "C3 Cleo Finch")


def absent_of(rota: Path) -> str:
    """Who makes the call for insulin on Tuesday."""
    with (rota / "rota.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["visit_id"]: row["carer_id"] for row in csv.DictReader(file)}
    return rows["C1-breakfast-2026-12-01"]


def test_a_client_hears_names_and_a_carer_hears_to_whom(
    asked: tuple[Path, Path], tmp_path: Path
) -> None:
    """A message can be read out on the telephone; with --pseudonyms it holds ids."""
    ill = absent_of(asked[1])
    told = run("repair", *asked, "--absent", ill, *NOW, *QUICK, "--out", tmp_path / "mended")
    assert told.exit_code == 0, told.output
    found = messages(tmp_path / "mended")
    assert any(f"instead of {CARERS[ill]}" in one for one in found[CLIENT])
    assert not any(carer in one for one in found[CLIENT] for carer in CARERS)
    assert found[CARER]
    assert all(any(name in one for name in CLIENTS) for one in found[CARER])
    hidden = ("--pseudonyms", "--out", tmp_path / "ids")
    assert run("repair", *asked, "--absent", ill, *NOW, *QUICK, *hidden).exit_code == 0
    assert any(f"instead of {ill}" in one for one in messages(tmp_path / "ids")[CLIENT])


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--event", "late:K1:999999999999999999"), "is no number of minutes"),
        (("--event", "late:K1:100000"), "more than a day"),
        (("--event", "admitted:C1:2026-12-03"), "write date and time, such as 2026-11-30 07:30"),
        (("--absent", "K1", "--from", "06:00"), "not a date and time"),
    ],
)
def test_what_cannot_be_meant_is_said_and_nothing_is_written(
    asked: tuple[Path, Path], tmp_path: Path, given: tuple[str, ...], words: str
) -> None:
    """Exit code 2: a delay of years, a day without a time, now without its day."""
    result = run("repair", *asked, *NOW, *given, "--out", tmp_path / "out")
    assert result.exit_code == 2, result.output
    assert words in " ".join(result.output.split())
    assert not (tmp_path / "out").exists()


def test_a_mended_rota_is_checked_with_what_happened(
    asked: tuple[Path, Path], tmp_path: Path
) -> None:
    """A visit that lasted longer than agreed is no fault of the rota that allows for it."""
    mended = tmp_path / "mended"
    event = ("--event", "overrun:C1-breakfast-2026-12-01:40", "--from", "2026-12-01T08:10")
    told = run("repair", *asked, *event, *QUICK, "--out", mended)
    assert told.exit_code == 0, told.output
    checked = run("check", asked[0], mended / "rota.csv")
    assert checked.exit_code == 0, checked.output
    (mended / "facts.csv").unlink()
    assert run("check", asked[0], mended / "rota.csv").exit_code == 2
