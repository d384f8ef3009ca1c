"""How a rota was made: enough to make it again."""

from __future__ import annotations

from data.write.papers import Papers
from data.write.report.parts import Table
from scheduler.rules.prices import Tier


def making_table(papers: Papers) -> Table:
    """Cost by tier as the referee counts it, and facts of the search."""
    rows = [
        (f"Cost, {tier.name.lower()}", f"{points:,} points")
        for tier, points in zip(Tier, papers.verdict.cost, strict=True)
    ]
    if papers.making is not None:
        rows += [
            ("Engine and referee agree", _agreement(papers)),
            ("First whole legal rota", f"{papers.making.first_legal_s:.1f} s"),
            ("Time of the search", f"{papers.making.seconds:.1f} s"),
            ("Iterations", f"{papers.making.iterations:,}"),
            ("Seed", str(papers.making.seed)),
            ("Most memory used", f"{papers.making.peak_memory_mb:,.0f} MB"),
            ("Program", papers.making.build),
        ]
    rows.append(("Written", f"{papers.written:%d/%m/%Y %H:%M %Z}"))
    return Table(
        caption="Costs are compared from the top: a lower line never buys a higher one",
        header=("What", "Value"),
        rows=rows,
    )


def _agreement(papers: Papers) -> str:
    """Whether two independent counts of the cost are equal."""
    assert papers.making is not None
    return "yes, to the point" if papers.making.cost == papers.verdict.cost else "no"
