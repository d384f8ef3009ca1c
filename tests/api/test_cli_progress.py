"""Progress that suits a log as well as a terminal."""

from __future__ import annotations

import io

from rich.console import Console

from api.cli_progress import ProgressLines
from solver.result import Progress


def looks(*seconds: float) -> list[Progress]:
    """Looks at a search at these times."""
    return [
        Progress(elapsed=at, cost=(0, 0, 1200), left_out=3, faces=4.25, iterations=10)
        for at in seconds
    ]


def test_a_log_gets_a_line_every_few_seconds() -> None:
    """Looks at 0, 1, 2, 3.5 and 4 s: lines at 0 and 3.5."""
    log = io.StringIO()
    with ProgressLines(Console(file=log, width=120)) as watch:
        for look in looks(0, 1, 2, 3.5, 4):
            watch(look)
    lines = log.getvalue().splitlines()
    assert [line.split()[0] for line in lines] == ["0.0", "3.5"]
    assert "unallocated 3" in lines[0]
    assert "carers a client 4.25" in lines[0]
    assert "best 0 | 0 | 1,200" in lines[0]


def test_a_terminal_gets_one_line_rewritten() -> None:
    """Nothing scrolls by; the last state is shown."""
    shown = io.StringIO()
    with ProgressLines(Console(file=shown, force_terminal=True, width=120)) as watch:
        for look in looks(0, 1, 2):
            watch(look)
    assert shown.getvalue().count("\n") <= 1
