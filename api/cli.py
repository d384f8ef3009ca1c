"""The ``carerota`` command: what each sub-command does lives in a file of its own."""

from __future__ import annotations

import typer

from api.cli_audit import audit
from api.cli_backup import backup, restore
from api.cli_bench import bench, solve_instance
from api.cli_bench_own import bench_own
from api.cli_bench_report import bench_report
from api.cli_capacity import capacity
from api.cli_check import check
from api.cli_compare import compare
from api.cli_demo import demo
from api.cli_emergency import emergency
from api.cli_explain import explain
from api.cli_frontier import adopt, frontier
from api.cli_generate import generate
from api.cli_holds_file import holds
from api.cli_learn import learn
from api.cli_ledgers import ledgers
from api.cli_offers import offers
from api.cli_peak import peak
from api.cli_people import people
from api.cli_plan import plan
from api.cli_publish import publish
from api.cli_quote import quote
from api.cli_repair import repair
from api.cli_robust import robust
from api.cli_serve import seed_demo, serve
from api.cli_tenant import tenant
from api.cli_worker import worker

app = typer.Typer(
    name="carerota",
    help="A homecare provider's weekly rota: spreadsheets in, a legal, explained week out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (
    plan,
    demo,
    check,
    explain,
    offers,
    quote,
    holds,
    repair,
    robust,
    emergency,
    peak,
    capacity,
    frontier,
    compare,
    adopt,
    ledgers,
    learn,
    publish,
    backup,
    restore,
    serve,
    seed_demo,
    generate,
    bench,
    bench_own,
    bench_report,
    solve_instance,
    worker,
):
    app.command()(command)
for name, group in (("people", people), ("tenant", tenant), ("audit", audit)):
    app.add_typer(group, name=name)


def main() -> None:
    """Entry point of the installed command."""
    app()
