"""``carerota generate``: an invented county to try things on."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from api.cli_options import DATES, Out, Seed
from api.cli_say import bad_input_said, screen
from scheduler.domain.errors import InputError

MONDAY = 0


class SizeName(StrEnum):
    """Sizes of invented county."""

    S = "S"
    M = "M"
    L = "L"
    XL = "XL"


def generate(
    out: Out,
    size: Annotated[SizeName, typer.Option(help="From 12 carers (S) to 600 (XL).")] = SizeName.M,
    seed: Seed = 1,
    first_day: Annotated[
        datetime, typer.Option(formats=DATES, help="A Monday, the first day to be planned.")
    ] = datetime(2026, 11, 30),  # noqa: DTZ001
) -> None:
    """Write the tables of invented people: the same seed gives the same tables."""
    from data.generate import generate as write_sample

    with bad_input_said():
        day = first_day.date()
        if day.weekday() != MONDAY:
            raise InputError(f"{day:%d/%m/%Y} is not a Monday, and weeks begin on Mondays.")
        write_sample(size.value, seed, day, out)
    screen.print(f"Tables of size {size} are in {out}.", markup=False)
