"""The record beside the holds: lines are added, and what was changed shows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.asked_log import Did, Granted, Line, add_lines, log_beside, read_lines, shares
from scheduler.domain.errors import InputError

AT = datetime(2026, 6, 1, 9, tzinfo=UTC)


def a_question(client: str, granted: Granted, by: str | None = "P03") -> Line:
    """One wish, answered."""
    return Line(did=Did.ASKED, at=AT, by=by, what={"client": client, "granted": granted})


def test_lines_are_read_as_they_were_written(tmp_path: Path) -> None:
    """In the order in which they were added, by two calls."""
    file = log_beside(tmp_path / "holds.json")
    lines = [a_question("c1", Granted.YES), a_question("c2", Granted.NO, by=None)]
    for line in lines:
        add_lines(file, [line])
    assert file.name == "holds.jsonl"
    assert read_lines(file) == lines


def test_what_is_there_is_never_written_again(tmp_path: Path) -> None:
    """The file before is the beginning of the file after."""
    file = tmp_path / "holds.jsonl"
    add_lines(file, [a_question("c1", Granted.YES)])
    before = file.read_bytes()
    add_lines(file, [a_question("c1", Granted.NO), a_question("c1", Granted.OTHER)])
    assert file.read_bytes().startswith(before)
    assert len(read_lines(file)) == 3


@pytest.mark.parametrize("change", [lambda rows: rows[1:], lambda rows: [rows[0] + " ", *rows[1:]]])
def test_a_line_changed_or_taken_out_shows(tmp_path: Path, change: object) -> None:
    """The next one no longer follows it."""
    file = tmp_path / "holds.jsonl"
    add_lines(file, [a_question("c1", Granted.YES), a_question("c1", Granted.NO)])
    rows = change(file.read_text("utf-8").splitlines())  # type: ignore[operator]
    file.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    with pytest.raises(InputError, match="does not follow"):
        read_lines(file)


def test_a_record_that_cannot_be_written_stops_the_answer(tmp_path: Path) -> None:
    """A folder lies where the record would."""
    (tmp_path / "holds.jsonl").mkdir()
    with pytest.raises(InputError, match="nothing is answered"):
        add_lines(tmp_path / "holds.jsonl", [a_question("c1", Granted.YES)])


def test_those_least_often_granted_come_first() -> None:
    """c2 got nothing as asked, c3 half, c1 all; holds are not questions."""
    lines = [
        a_question("c1", Granted.YES),
        a_question("c2", Granted.OTHER),
        a_question("c3", Granted.YES),
        a_question("c3", Granted.NO),
        Line(did=Did.HELD, at=AT, by="P03", what={"hold": "H1"}),
    ]
    found = shares(lines)
    assert [(one.client, one.asked) for one in found] == [("c2", 1), ("c3", 2), ("c1", 1)]
    assert found[1].granted == {Granted.YES: 1, Granted.OTHER: 0, Granted.NO: 1}
