"""Files of rows in; a page, Markdown and pictures out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.own import SET as OWN
from benchmarks.report.anytime import anytime_plot
from benchmarks.report.document import Plot, Section, as_html, as_markdown, svg_within
from benchmarks.report.groups import Group, counts, groups_of
from benchmarks.report.own_table import own_table, tiers_table
from benchmarks.report.plots import gaps_plot, growth_plot, solvers_plot
from benchmarks.report.rows import read_rows
from benchmarks.report.tables import (
    faults_table,
    instances_table,
    runs_table,
    sizes_table,
    solvers_table,
)
from benchmarks.run import OURS, Row
from benchmarks.sets.registry import SETS
from data.write.atomic import write_files
from data.write.report.parts import Table

PLOTS = "plots"
WITHOUT_PLOTS = "There are no plots: matplotlib is not installed (pip install 'carerota[bench]')."
Wanted: TypeAlias = tuple[str, str, Callable[[Sequence[Group]], Any | None]]
"""A plot's name, its title, and what draws it, or gives nothing where there is nothing to draw."""


def write_report(inputs: Sequence[Path], out: Path) -> list[str]:
    """Write ``report.html``, ``report.md`` and ``plots/`` into a folder; the names written.

    The same rows give the same bytes. Without matplotlib there are tables alone, and the report
    says so.

    Raises
    ------
    InputError
        If the files hold no rows, or the folder cannot be written to.
    """
    rows = read_rows(inputs)
    about, sections = _about(rows), _sections(rows)
    written = {f"{PLOTS}/{plot.name}.png": plot.png for one in sections for plot in one.plots}
    written["report.md"] = as_markdown(about, sections, PLOTS).encode()
    written["report.html"] = as_html(about, sections).encode()
    write_files(out, written)
    return list(written)


def _about(rows: Sequence[Row]) -> list[str]:
    faults = sum(not counts(row) for row in rows)
    lines = [
        f"{len(rows):,} runs; {faults:,} without an answer that counts are in no figure.",
        "Lower objectives are better. Ours is called carerota. A gap to a value is a percentage of "
        "that value; below it is negative. Known are values published or recorded before these "
        "runs. Means are over seeds, then over instances.",
    ]
    return lines if find_spec("matplotlib") else [*lines, WITHOUT_PLOTS]


def _sections(rows: Sequence[Row]) -> list[Section]:
    groups = groups_of(rows)
    sets = {name: list(found) for name, found in groupby(groups, lambda one: one.set_name)}
    sections = [_own(sets[name]) if name == OWN else _set(name, sets[name]) for name in sets]
    wanted: list[Wanted] = [("growth", "What a run takes as instances grow", growth_plot)]
    growth = _plots("growth", wanted, groups)
    if growth:
        sections.append(Section(id="growth", title="Growth with size", plots=growth, tables=()))
    tables = _told([faults_table(rows), runs_table(rows)])
    return [*sections, Section(id="runs", title="What was run", plots=(), tables=tables)]


def _set(name: str, groups: Sequence[Group]) -> Section:
    tables = [sizes_table(groups), instances_table(groups)]
    if any(solver != OURS for group in groups for solver in _solvers(group)):
        tables.insert(0, solvers_table(groups))
    wanted: list[Wanted] = [
        ("solvers", "Solvers side by side", solvers_plot),
        ("gaps", "Distance from the best known value", gaps_plot),
        ("anytime", "The best answer against time", anytime_plot),
    ]
    about = SETS[name].about if name in SETS else "instances"
    return Section(
        id=name,
        title=f"{name}: {about}",
        plots=_plots(name, wanted, groups),
        tables=_told(tables),
    )


def _own(groups: Sequence[Group]) -> Section:
    wanted: list[Wanted] = [("anytime", "The best answer against time", anytime_plot)]
    return Section(
        id=OWN,
        title="own: invented weeks, judged by the referee",
        plots=_plots(OWN, wanted, groups),
        tables=_told([own_table(groups), tiers_table(groups)]),
    )


def _plots(prefix: str, wanted: Sequence[Wanted], groups: Sequence[Group]) -> list[Plot]:
    if find_spec("matplotlib") is None:
        return []
    from matplotlib import rc_context

    from benchmarks.report.draw import SETTINGS, as_bytes

    found = []
    with rc_context(SETTINGS):
        for name, title, draw in wanted:
            if (figure := draw(groups)) is not None:
                svg, png = (as_bytes(figure, form) for form in ("svg", "png"))
                full = name if name == prefix else f"{prefix}-{name}"
                found.append(Plot(name=full, title=title, svg=svg_within(svg, title), png=png))
    return found


def _told(tables: Sequence[Table]) -> list[Table]:
    return [table for table in tables if table.rows]


def _solvers(group: Group) -> set[str]:
    return {row["solver"] for row in group.rows}
