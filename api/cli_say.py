"""What the commands say: plain words for people, ids only."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.table import Table

from scheduler.domain.errors import InputError

BREACHED = 1
BAD_INPUT = 2

WIDE = 120
"""Columns where output goes to a file, which has no width of its own."""

screen = Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)
complaints = Console(stderr=True, highlight=False)


@contextmanager
def bad_input_said() -> Iterator[None]:
    """Turn input that cannot be used into a list of what to mend, and exit code 2."""
    try:
        yield
    except InputError as fault:
        say_faults(fault)
        raise typer.Exit(BAD_INPUT) from None


def say_faults(fault: InputError) -> None:
    """List every fault: as a table where file and row are known, else line by line."""
    faults = getattr(fault, "faults", ())
    if not faults:
        for line in str(fault).splitlines():
            complaints.print(line, markup=False)
        return
    noun = "thing" if len(faults) == 1 else "things"
    complaints.print(f"{len(faults)} {noun} to mend; nothing was written.", markup=False)
    rows = [
        (one.file, str(one.row or ""), one.column, one.value, _both(one.message, one.advice))
        for one in faults
    ]
    header = ("File", "Row", "Column", "Value", "What is wrong")
    if complaints.is_terminal:
        complaints.print(table(header, rows))
        return
    for row in (header, *rows):
        typer.echo("\t".join(row), err=True)


def _both(message: str, advice: str) -> str:
    """Message and advice in one line."""
    return f"{message} {advice}".strip()


def table(
    header: Sequence[str], rows: Sequence[Sequence[str]], title: str = "", numbers: int = 0
) -> Table:
    """A plain table; the last ``numbers`` columns are flush right. Text is never markup."""
    made = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for place, name in enumerate(header):
        right = place >= len(header) - numbers
        made.add_column(name, justify="right" if right else "left", overflow="fold")
    for row in rows:
        made.add_row(*(cell.replace("[", "\\[") for cell in row))
    return made
