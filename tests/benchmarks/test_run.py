"""Instances and seeds in, one row a run out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.run import COLUMNS, Effort, Row, Turn, instances_in, rows
from benchmarks.sets.known import Known, best_known
from benchmarks.write_rows import row_writer
from scheduler.domain.errors import InputError
from tests.benchmarks.tiny import a_tiny_hhcrsp, a_tiny_week

QUICK = Effort(iterations=500, threads=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two tiny instances of ``week``, one of them a folder deeper."""
    for path in (tmp_path / "a_1.json", tmp_path / "more" / "b_1.2.json"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(a_tiny_week()))
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*", ["a_1", "b_1.2"]),
        ("a_1", ["a_1"]),
        ("b*.json", ["b_1.2"]),
        ("more/*", ["b_1.2"]),
    ],
)
def test_a_pattern_fits_a_name_or_a_path(folder: Path, pattern: str, found: list[str]) -> None:
    """With or without the ending, and by the folder within the folder."""
    assert [path.stem for path in instances_in(folder, pattern)] == found


def test_a_folder_or_pattern_without_files_is_refused(folder: Path) -> None:
    """The message holds the folder, or the pattern."""
    with pytest.raises(InputError, match=r"no folder .*nowhere"):
        instances_in(folder / "nowhere", "*")
    with pytest.raises(InputError, match=r"No file c\* in"):
        instances_in(folder, "c*")


def test_a_row_holds_how_the_run_went(folder: Path) -> None:
    """5,400 is the best there is, and no search of ours finds less; nobody judged it."""
    (row,) = rows("week", [folder / "a_1.json"], QUICK, [3])
    assert tuple(sorted(row)) == tuple(sorted(COLUMNS))
    assert (row["set"], row["instance"], row["seed"], row["threads"]) == ("week", "a_1", 3, 1)
    assert row["visits"] == 3
    assert row["objective"] >= 5_400
    assert (row["verdict"], row["best_known"], row["time_limit"]) == ("not judged", None, None)
    assert row["started"].endswith("+00:00")
    elapsed, costs, objectives = zip(*row["curve"], strict=True)
    assert list(elapsed) == sorted(elapsed)
    assert costs[-1] == (row["objective"] * 2 + 2 * 1_800 * 3,)
    assert objectives[-1] == row["objective"]
    json.dumps(row)


def test_every_instance_is_run_with_every_seed(folder: Path) -> None:
    """Two instances and two seeds are four rows, the seeds of one instance in order."""
    made = rows("week", instances_in(folder, "*"), QUICK, [1, 2])
    assert [(row["instance"], row["seed"]) for row in made] == [
        ("a_1", 1),
        ("a_1", 2),
        ("b_1.2", 1),
        ("b_1.2", 2),
    ]


def test_runs_side_by_side_give_the_same_rows(folder: Path) -> None:
    """In processes of their own the same seeds and iterations find the same objectives."""
    paths = instances_in(folder, "*")
    found = [
        sorted(
            (row["instance"], row["seed"], row["objective"])
            for row in rows("week", paths, QUICK, [1, 2], jobs=jobs)
        )
        for jobs in (1, 2)
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 4


def test_the_published_time_is_used_where_it_is_known() -> None:
    """A mean of 13.6 s is published for one instance of uhhc, and none for the weeks."""
    effort = Effort(seconds=5, published_time=True)
    assert effort.budget(best_known("uhhc")["i-116"]).seconds == 13.6
    assert effort.budget(best_known("week")["d100"]).seconds == 5
    assert effort.budget(None).seconds == 5
    assert Effort(seconds=5).budget(best_known("uhhc")["i-116"]).seconds == 5


@pytest.mark.parametrize(
    ("stop", "objective", "verdict", "follows"),
    [
        (True, 205_963, "accepted", False),
        (True, 205_964, "accepted", True),
        (True, 205_000, "rejected: skill", True),
        (False, 205_000, "accepted", True),
    ],
)
def test_further_seeds_are_spared_at_the_best_known_value(
    stop: bool, objective: float, verdict: str, follows: bool
) -> None:
    """205,963 is the best known of d100; only an answer that stands ends its instance."""
    effort = Effort(stop_at_best=stop)
    turn = Turn(set_name="week", path=Path("d100.json"), effort=effort, seed=1, later=(2, 3))
    following = turn.next({"objective": objective, "verdict": verdict})
    assert (following is not None) is follows
    if following is not None:
        assert (following.seed, following.later) == (2, (3,))


def test_a_run_stops_at_the_best_known_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A minute is allowed; with a value anybody reaches, it is over in a fraction of it."""
    easy = Known(value=10**9, by="anybody", found="2020", proven=False)
    monkeypatch.setitem(best_known("hhcrsp"), "tiny", easy)
    file = tmp_path / "tiny.json"
    file.write_text(json.dumps(a_tiny_hhcrsp()))
    effort = Effort(seconds=60, threads=1, stop_at_best=True)
    (row,) = rows("hhcrsp", [file], effort, [1, 2])
    assert row["seconds"] < 10
    assert row["best_known"] == 10**9


def a_row(**values: Any) -> Row:
    """A row in which only ``values`` says anything."""
    return {**dict.fromkeys(COLUMNS), **values}


def test_rows_are_on_disk_as_soon_as_they_are_written(tmp_path: Path) -> None:
    """One JSON object a line, there before the file is closed."""
    out = tmp_path / "rows.jsonl"
    with row_writer(out) as write:
        for seed in (1, 2):
            write(a_row(seed=seed, curve=[[0.5, [7]]]))
            last = json.loads(out.read_text().splitlines()[-1])
            assert (last["seed"], last["curve"]) == (seed, [[0.5, [7]]])


def test_a_spreadsheet_has_everything_but_the_curve(tmp_path: Path) -> None:
    """A name that ends in .csv asks for a heading and plain cells."""
    out = tmp_path / "rows.csv"
    with row_writer(out) as write:
        write(a_row(set="week", seed=1, curve=[[0.5, [7]]]))
    heading, line = out.read_text().splitlines()
    assert heading.split(",") == [name for name in COLUMNS if name != "curve"]
    assert line.startswith("week,,,,1,")


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """The message holds the file and why."""
    with (
        pytest.raises(InputError, match=r"rows\.jsonl cannot be written: No such file"),
        row_writer(tmp_path / "nowhere" / "rows.jsonl"),
    ):
        pass
