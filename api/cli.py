"""The ``carerota`` command: what each sub-command does lives in a file of its own."""

from __future__ import annotations

import typer

from api.cli_bench import bench, solve_instance
from api.cli_bench_own import bench_own
from api.cli_bench_report import bench_report
from api.cli_check import check
from api.cli_demo import demo
from api.cli_generate import generate
from api.cli_plan import plan

app = typer.Typer(
    name="carerota",
    help="A homecare provider's weekly rota: spreadsheets in, a legal, explained week out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (plan, demo, check, generate, bench, bench_own, bench_report, solve_instance):
    app.command()(command)


def main() -> None:
    """Entry point of the installed command."""
    app()
