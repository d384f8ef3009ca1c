"""A page of sections: words, pictures, tables and lists, in the report's own style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from data.write.report.parts import Figure, Table
from data.write.report.templates import template, template_text

FOOTER = (
    "A proposal: a named person publishes a rota. It holds personal data about people's care; "
    "keep it as you keep care plans, and share pages about one person with that person only."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a page; ``lists`` are headings, each with its lines."""

    id: str
    title: str
    words: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    tables: Sequence[Table] = ()
    lists: Sequence[tuple[str, Sequence[str]]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page shows, top to bottom; ``crumb`` says what kind of page it is."""

    crumb: str
    title: str
    headline: str
    sections: Sequence[Section]
    footer: str = FOOTER


def page_html(page: Page) -> bytes:
    """The whole page, UTF-8; it loads nothing from anywhere."""
    style = Markup(template_text("report.css"))  # our own file, nobody's input
    return template("plain.html").render(page=page, style=style).encode()
