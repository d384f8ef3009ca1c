"""The report as a page and as Markdown, made of the same sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from data.write.report.parts import Table

TITLE = "Benchmark report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A picture twice: for the page, and as a file beside the Markdown."""

    name: str
    title: str
    svg: Markup
    png: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Plots and tables under one heading."""

    id: str
    title: str
    plots: Sequence[Plot]
    tables: Sequence[Table]


def as_html(about: Sequence[str], sections: Sequence[Section]) -> str:
    """One page that needs nothing else."""
    text = files("benchmarks.report").joinpath("page.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined).from_string(text)
    return page.render(title=TITLE, about=about, sections=sections)


def as_markdown(about: Sequence[str], sections: Sequence[Section], folder: str) -> str:
    """The same, for a repository; pictures lie in ``folder`` beside it."""
    parts = [f"# {TITLE}", *about]
    for section in sections:
        parts.append(f"## {section.title}")
        parts += [f"![{plot.title}]({folder}/{plot.name}.png)" for plot in section.plots]
        parts += [_markdown_table(table) for table in section.tables]
    return "\n\n".join(parts) + "\n"


def svg_within(data: bytes, title: str) -> Markup:
    """A drawing without what stands before it, to be put into a page and read out by its title."""
    text = re.sub(r"^.*?<svg ", "", data.decode("utf-8"), count=1, flags=re.DOTALL)
    return Markup('<svg role="img" aria-label="{}" ').format(title) + Markup(text)


def _markdown_table(table: Table) -> str:
    lines = [
        f"**{table.caption}**",
        "",
        _line(table.header),
        _line(["--:" if place in table.numbers else "---" for place, _ in enumerate(table.header)]),
        *(_line(row) for row in table.rows),
    ]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
