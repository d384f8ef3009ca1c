"""Files appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.write.atomic import write_files
from scheduler.domain.errors import InputError


def test_files_and_subfolders_appear_with_their_content(tmp_path: Path) -> None:
    """Two files, one of them in a subfolder, and nothing else."""
    write_files(tmp_path / "out", {"a.csv": b"1", "calendars/K1.ics": b"2"})
    found = {
        str(path.relative_to(tmp_path / "out")): path.read_bytes()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    assert found == {"a.csv": b"1", "calendars/K1.ics": b"2"}


def test_an_old_subfolder_is_replaced_whole_and_other_files_stay(tmp_path: Path) -> None:
    """Last week's calendar of K2 must not linger; the planner's own note must."""
    write_files(tmp_path, {"calendars/K1.ics": b"1", "calendars/K2.ics": b"1"})
    (tmp_path / "note.txt").write_text("mine")
    write_files(tmp_path, {"calendars/K1.ics": b"2"})
    assert [path.name for path in (tmp_path / "calendars").iterdir()] == ["K1.ics"]
    assert (tmp_path / "note.txt").read_text() == "mine"


def test_nothing_is_left_behind_when_writing_fails(tmp_path: Path) -> None:
    """The second name cannot be a file, because the first made it a folder."""
    with pytest.raises(OSError, match="calendars"):
        write_files(tmp_path, {"calendars/K1.ics": b"1", "calendars": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_bad_input(tmp_path: Path) -> None:
    """One cannot write into a file."""
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InputError, match="cannot be written"):
        write_files(tmp_path / "out", {"a.csv": b"1"})
