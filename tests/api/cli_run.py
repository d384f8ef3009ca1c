"""Commands called as a shell would call them, and a rota to ask about."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from api.cli import app
from tests.api.cli_tables import write_tables

STEPS = ("--iterations", "2000", "--threads", "1")
"""A search that takes no time and repeats."""


def run(*arguments: object) -> Result:
    """One call of the command."""
    return CliRunner().invoke(app, [str(one) for one in arguments])


def tables_and_rota(folder: Path) -> tuple[Path, Path]:
    """The tiny provider, and a rota of its week."""
    tables = write_tables(folder / "tables")
    assert run("plan", tables, "--out", folder / "rota", *STEPS).exit_code == 0
    return tables, folder / "rota"
