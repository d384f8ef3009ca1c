"""The ``carerota`` command: what each sub-command does lives in a file of its own."""

from __future__ import annotations

import typer

from api.cli_bench import bench, solve_instance
from api.cli_check import check
from api.cli_demo import demo
from api.cli_emergency import emergency
from api.cli_generate import generate
from api.cli_plan import plan
from api.cli_repair import repair
from api.cli_robust import robust

app = typer.Typer(
    name="carerota",
    help="A homecare provider's weekly rota: spreadsheets in, a legal, explained week out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (plan, demo, check, repair, robust, emergency, generate, bench, solve_instance):
    app.command()(command)


def main() -> None:
    """Entry point of the installed command."""
    app()
