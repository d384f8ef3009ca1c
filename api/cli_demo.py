"""``carerota demo``: the bundled sample week from end to end."""

from __future__ import annotations

import tomllib
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from api.cli_options import Out, Seed, Threads, Time
from api.cli_say import BREACHED, bad_input_said, screen
from api.cli_weeks import Wanted, plan_weeks

if TYPE_CHECKING:
    from data.write.papers import Papers

SAMPLE = "melton_harborough_rutland"
ON_CALL = "planner on duty, 01632 960123 (an invented number)"


def demo(out: Out = Path("demo"), time: Time = 60.0, seed: Seed = 1, threads: Threads = 2) -> None:
    """Plan the bundled sample week end to end and show what it gives."""
    from api.papers import Effort, Style
    from data.given import Sources
    from data.tables import read_tables

    wanted = Wanted(
        folder=out,
        sources=Sources(),
        effort=Effort(seconds=time, iterations=None, seed=seed, threads=threads),
        style=Style(pseudonyms=False, on_call=ON_CALL),
    )
    with bad_input_said(), as_file(files("data").joinpath("samples", SAMPLE)) as sample:
        (papers,) = plan_weeks(read_tables(sample), wanted)
        _say_case(papers, sample)
    if not papers.verdict.is_legal:
        raise typer.Exit(BREACHED)


def _say_case(papers: Papers, sample: Path) -> None:
    """What became of the client the sample was made for."""
    case = tomllib.loads((sample / "cases.toml").read_text("utf-8"))["many_faces"]
    client = case["client"]
    found = papers.measures.clients[client]
    least = "not known" if found.floor is None else found.floor.least
    screen.print()
    screen.print(
        f"Client {client} met {case['carers_met']} carers in the {case['in_days']} days before; "
        f"this week {found.distinct} (least possible: {least}).",
        markup=False,
    )
