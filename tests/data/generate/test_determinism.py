"""One seed, one county; and the bundled one is that of its seed."""

from __future__ import annotations

from pathlib import Path

from data.generate import generate
from data.generate.__main__ import main
from tests.data.generate.conftest import FIRST_DAY, Drawn

BUNDLED = Path(__file__).parents[3] / "data" / "samples" / "melton_harborough_rutland"


def contents(folder: Path) -> dict[str, bytes]:
    """Files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_same_seed_same_bytes(small: Drawn, tmp_path: Path) -> None:
    """Drawing again from the command line gives every file again, byte for byte."""
    main(["--size", "S", "--seed", "1", "--first-day", "2026-11-30", "--out", str(tmp_path)])
    assert contents(tmp_path) == contents(small.folder)


def test_another_seed_is_another_county(small: Drawn, tmp_path: Path) -> None:
    """With seed 2 no table is the same."""
    generate("S", 2, FIRST_DAY, tmp_path)
    one, other = contents(small.folder), contents(tmp_path)
    assert one.keys() == other.keys()
    assert all(one[name] != other[name] for name in one)


def test_bundled_sample_is_current(medium: Drawn) -> None:
    """The committed sample is what size M and seed 1 give today, and is small enough."""
    assert contents(BUNDLED) == contents(medium.folder)
    assert sum(len(content) for content in contents(BUNDLED).values()) < 1_000_000
