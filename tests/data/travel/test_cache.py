"""Matrices kept on disk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from data.travel.cache import CachedTravel, matrix_key
from data.travel.great_circle import GreatCircle
from scheduler.domain.place import Place, PlaceQuality
from scheduler.domain.travel import Mode, TravelMatrix
from tests.data.travel.hamlet import at

PLACES = [at(0, 0), at(3, 4), at(9, 1)]


class Counting:
    """Distance as the crow flies, and how often it was asked."""

    def __init__(self, name: str = "counting") -> None:
        self.name = name
        self.asked = 0

    def fingerprint(self, mode: Mode) -> str:
        """Name and mode."""
        return f"{self.name} {mode}"

    def matrix(self, places: Sequence[Place], mode: Mode) -> TravelMatrix:
        """The great circle's answer."""
        self.asked += 1
        return GreatCircle().matrix(places, mode)


def equal(one: TravelMatrix, other: TravelMatrix) -> bool:
    """Whether two matrices say the same."""
    return one.source == other.source and all(
        np.array_equal(getattr(one, name), getattr(other, name))
        and getattr(one, name).dtype == getattr(other, name).dtype
        for name in ("seconds", "metres", "estimated")
    )


def test_the_second_question_is_answered_from_disk(tmp_path: Path) -> None:
    """By another process too: a new object over the same folder asks nobody."""
    provider, again = Counting(), Counting()
    first = CachedTravel(provider, tmp_path).matrix(PLACES, Mode.CAR)
    second = CachedTravel(again, tmp_path).matrix(PLACES, Mode.CAR)
    assert (provider.asked, again.asked) == (1, 0)
    assert equal(first, second)


def test_a_kept_matrix_is_mapped_and_cannot_be_changed(tmp_path: Path) -> None:
    """Nobody spoils what others will read."""
    travel = CachedTravel(Counting(), tmp_path)
    travel.matrix(PLACES, Mode.CAR)
    with pytest.raises(ValueError, match="read-only"):
        travel.matrix(PLACES, Mode.CAR).seconds[0, 1] = 5


def test_whatever_changes_the_answer_changes_the_key() -> None:
    """Position, quality, order, mode and provider count; the name of a place does not."""
    moved = [PLACES[0], PLACES[1], at(9, 1.01)]
    vague = [*PLACES[:2], at(9, 1, quality=PlaceQuality.VILLAGE)]
    keys = {
        matrix_key(PLACES, Mode.CAR, "roads"),
        matrix_key(moved, Mode.CAR, "roads"),
        matrix_key(vague, Mode.CAR, "roads"),
        matrix_key(PLACES[::-1], Mode.CAR, "roads"),
        matrix_key([*PLACES[:2], PLACES[1]], Mode.CAR, "roads"),
        matrix_key(PLACES, Mode.WALK, "roads"),
        matrix_key(PLACES, Mode.CAR, "roads of another year"),
    }
    assert len(keys) == 7
    renamed = [*PLACES[:2], at(9, 1, "other name")]
    assert matrix_key(renamed, Mode.CAR, "roads") in keys


@pytest.mark.parametrize("name", ["*.seconds.npy", "*.estimated.npy", "*.json"])
@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_matrix_is_made_again(tmp_path: Path, name: str, damage: str) -> None:
    """Cut short, one byte wrong, or missing: the answer is right all the same."""
    CachedTravel(Counting(), tmp_path).matrix(PLACES, Mode.CAR)
    (path,) = tmp_path.glob(name)
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        last = bytes([content[-1] ^ 1])
        path.write_bytes(content[: len(content) // 2] if damage == "cut" else content[:-1] + last)
    again = Counting()
    assert equal(
        CachedTravel(again, tmp_path).matrix(PLACES, Mode.CAR),
        GreatCircle().matrix(PLACES, Mode.CAR),
    )
    assert again.asked == 1
    third = Counting()
    CachedTravel(third, tmp_path).matrix(PLACES, Mode.CAR)
    assert third.asked == 0


def test_the_note_beside_a_matrix_names_no_place(tmp_path: Path) -> None:
    """Source, mode and checksums are kept in the clear; who lives where is not."""
    CachedTravel(Counting(), tmp_path).matrix([at(0, 0, "ada"), at(1, 1, "bea")], Mode.CAR)
    (note,) = tmp_path.glob("*.json")
    about = json.loads(note.read_text("utf-8"))
    assert about["places"] == 2
    assert "ada" not in note.read_text("utf-8")


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    """A file stands where the folder should be; the answer comes all the same."""
    blocked = tmp_path / "cache"
    blocked.write_text("no folder", encoding="utf-8")
    matrix = CachedTravel(Counting(), blocked).matrix(PLACES, Mode.CAR)
    assert equal(matrix, GreatCircle().matrix(PLACES, Mode.CAR))


def test_nothing_is_kept_for_no_places(tmp_path: Path) -> None:
    """An empty question leaves no file."""
    CachedTravel(Counting(), tmp_path).matrix([], Mode.CAR)
    assert list(tmp_path.iterdir()) == []
