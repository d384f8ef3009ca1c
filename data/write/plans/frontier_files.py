"""A frontier as files: a folder for each plan, a table, a page, and all of it for programs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from data.write.cells import Cell, csv_bytes
from data.write.outputs import output_files
from data.write.papers import Papers
from data.write.plans.chart import differences_chart
from data.write.plans.figures import NAMES, figures_of, words_of
from data.write.report.parts import Table, columns
from data.write.report.plain_page import Page, Section, page_html
from scheduler.measures.plain import plain
from scheduler.planning.frontier import Frontier, Plan

FRONTIER_COLUMNS = ("plan", "direction", "best_in", *NAMES, "trade")


def frontier_files(found: Frontier, papers: Mapping[str, Papers]) -> dict[str, bytes]:
    """Relative path and content of every file; ``frontier.json`` is last to appear.

    Parameters
    ----------
    papers
        Of each plan by its name; their files lie in a folder of that name.
    """
    files = {
        f"{plan.name}/{name}": content
        for plan in found.plans
        for name, content in output_files(papers[plan.name]).items()
    }
    marks = {plan.name: fingerprint(files[f"{plan.name}/rota.csv"]) for plan in found.plans}
    return files | {
        "frontier.csv": csv_bytes(FRONTIER_COLUMNS, [_row(plan) for plan in found.plans]),
        "frontier.html": _page(found),
        "frontier.json": _json(found, marks),
    }


def fingerprint(rota: bytes) -> str:
    """By which a plan's rota is known not to have been changed since."""
    return hashlib.sha256(rota).hexdigest()


def effort_words(found: Frontier) -> str:
    """What the plans cost to find."""
    others = f"{len(found.searches)} searches for other plans took {found.other_iterations:,} steps"
    if found.base_iterations is None:
        return f"{others}; the base plan was given."
    share = found.other_iterations / max(1, found.base_iterations)
    return f"The base plan took {found.base_iterations:,} steps; {others}, {share:.2f} times it."


def _row(plan: Plan) -> list[Cell]:
    best = " ".join(plan.best)
    return [plan.name, plan.direction, best, *figures_of(plan.outcome).values(), plan.trade]


def _json(found: Frontier, marks: Mapping[str, str]) -> bytes:
    """Everything about the plans but their rotas, ids only."""
    made = {
        "plans": [
            {
                "name": plan.name,
                "direction": plan.direction,
                "trade": plan.trade,
                "best_in": plain(plan.best),
                "legal": plan.outcome.verdict.is_legal,
                "figures": plain(figures_of(plan.outcome)),
                "referee_cost": plain(plan.outcome.verdict.cost),
                "rota_sha256": marks[plan.name],
            }
            for plan in found.plans
        ],
        "base": {
            "figures": plain(figures_of(found.base)),
            "referee_cost": plain(found.base.verdict.cost),
            "iterations": found.base_iterations,
        },
        "searches": plain(found.searches),
        "other_iterations": found.other_iterations,
        "wanted": found.wanted,
        "shortfall": found.shortfall,
        "seed": found.seed,
        "threads": found.threads,
    }
    return (json.dumps(made, indent=1, ensure_ascii=False) + "\n").encode()


def _page(found: Frontier) -> bytes:
    """The page a planner chooses from."""
    count = len(found.plans)
    return page_html(
        Page(
            crumb="Plans to choose from",
            title=f"{count} plan{'' if count == 1 else 's'}, none better in everything",
            headline=(
                "Safety, law and visits made come first in every one of them; what is traded are "
                "faces, times, travel and paid hours."
            ),
            sections=(
                Section(
                    id="plans",
                    title="What each gives and costs",
                    figures=[differences_chart(found)],
                    lists=[(_heading(plan), [plan.trade]) for plan in found.plans],
                ),
                Section(id="figures", title="All figures", tables=[_table(found)]),
                Section(
                    id="searches",
                    title="How they were found",
                    words=[effort_words(found), *found.shortfall.splitlines()],
                    tables=[_searches(found)],
                ),
            ),
        )
    )


def _heading(plan: Plan) -> str:
    """Name of a plan, and what it is best in."""
    best = [NAMES[name].lower() for name in plan.best]
    return plan.name if not best else f"{plan.name}: lowest in {'; '.join(best)}"


def _table(found: Frontier) -> Table:
    """One column a plan, the base first where no plan is it."""
    shown = [(plan.name, figures_of(plan.outcome)) for plan in found.plans]
    if all(plan.direction != "base" for plan in found.plans):
        shown.insert(0, ("base", figures_of(found.base)))
    return Table(
        caption="Measured on each finished rota by the referee and the measures",
        header=("Figure", *(name for name, _ in shown)),
        rows=[(NAMES[key], *(words_of(figures[key]) for _, figures in shown)) for key in NAMES],
        numbers=columns(1, len(shown)),
    )


def _searches(found: Frontier) -> Table:
    return Table(
        caption="Every search after the base plan",
        header=("Direction", "Steps", "Its plan"),
        rows=[(one.direction, f"{one.iterations:,}", one.fate) for one in found.searches],
        numbers=columns(1, 1),
    )
