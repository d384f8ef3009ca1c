"""``carerota bench-report``: tables and plots from the files that benchmarks wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli_options import Out
from api.cli_say import bad_input_said, screen


def bench_report(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILES...", help="Files of rows, of any set.")
    ],
    out: Out,
) -> None:
    """Write a page, Markdown and plots of benchmark rows into a folder."""
    from benchmarks.report.write import write_report

    with bad_input_said():
        written = write_report(files, out)
    screen.print(f"{', '.join(written)} are in {out}.", markup=False)
