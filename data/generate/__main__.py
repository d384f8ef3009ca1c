"""``python -m data.generate --size M --seed 1 --first-day 2026-11-30 --out DIR``."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from data.generate.files import generate
from data.generate.knobs import SIZES


def monday(text: str) -> date:
    """A date given on the command line; refused unless it is a Monday."""
    day = date.fromisoformat(text)
    if day.weekday() != 0:
        raise ValueError(f"{text} is not a Monday.")
    return day


def main(arguments: Sequence[str] | None = None) -> None:
    """Write one sample; ``arguments`` are the command line's if absent."""
    parser = ArgumentParser(prog="python -m data.generate", description=__doc__)
    parser.add_argument("--size", choices=list(SIZES), default="M")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first-day", type=monday, default=date(2026, 11, 30))
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    generate(given.size, given.seed, given.first_day, given.out)


if __name__ == "__main__":
    main()
