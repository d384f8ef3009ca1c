"""How each plan differs from the base: a bar to the left is better, to the right worse."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from data.write.report.parts import Figure, Table, columns
from data.write.report.svg import Scale, box, drawing, rule, words
from scheduler.planning.frontier import Aim, Frontier

TITLES = {
    Aim.FACES: "Carers of each client, added up",
    Aim.UNFAMILIAR: "Visits by a carer not yet known",
    Aim.OFF_TIME: "Minutes from agreed times",
    Aim.TRAVEL: "Minutes of travel",
    Aim.PAID: "Minutes paid",
}
WIDTH, LEFT, FIGURE, LINE, HEAD = 560.0, 64.0, 56.0, 19.0, 30.0
"""Pixels: the whole, names of plans, room for a number, a row, the title of an aim."""


def differences_chart(found: Frontier) -> Figure:
    """A block for each aim, on a scale of its own, with a row for each plan."""
    block = HEAD + LINE * len(found.plans)
    names = [plan.name for plan in found.plans]
    parts: list[Markup] = []
    for number, aim in enumerate(Aim):
        change = [plan.outcome.aims[aim] - found.base.aims[aim] for plan in found.plans]
        parts += _block(number * block, TITLES[aim], names, change)
    return Figure(
        id="differences",
        title="What each plan gives and costs beside the base plan",
        picture=drawing(
            WIDTH, block * len(Aim) + 8, "Difference of each plan from the base, by aim", parts
        ),
        table=Table(
            caption="The figures of the chart",
            header=("Plan", *TITLES.values()),
            rows=[
                (
                    plan.name,
                    *(f"{plan.outcome.aims[aim] - found.base.aims[aim]:+,}" for aim in Aim),
                )
                for plan in found.plans
            ],
            numbers=columns(1, len(Aim)),
        ),
        note="Solid, to the left: less than the base plan, better. Hatched, to the right: more.",
    )


def _block(top: float, title: str, names: Sequence[str], change: Sequence[int]) -> list[Markup]:
    """One aim: a line for "as in the base", a bar and a number for each plan."""
    most = max(map(abs, change), default=0) or 1
    across = Scale(first=-most, last=most, start=LEFT + FIGURE, end=WIDTH - FIGURE)
    middle, first = across(0), top + HEAD
    parts = [
        words("axis", LEFT, top + HEAD - 9, title),
        rule("foot", (middle, first - 3), (middle, first + LINE * len(change))),
    ]
    for row, (name, value) in enumerate(zip(names, change, strict=True)):
        y, end = first + row * LINE, across(value)
        parts.append(words("tick end", LEFT - 6, y + 12, name))
        if value:
            shape = (abs(end - middle), LINE - 6)
            kind = "after" if value < 0 else "off"
            said = f"{name}: {value:+,} {title.lower()}"
            parts.append(box(kind, min(end, middle), y + 2, shape, said))
        where, kind = (end - 4, "tick end") if value < 0 else (end + 4, "tick")
        parts.append(words(kind, where, y + 12, f"{value:+,}" if value else "0"))
    return parts
