"""How each plan differs from the base: a bar to the left is better, to the right worse."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from data.write.report.parts import Figure, Table, columns
from data.write.report.svg import Scale, box, drawing, rule, words
from scheduler.planning.frontier import Aim, Frontier

TITLES = {
    Aim.FACES: "carers a client",
    Aim.UNFAMILIAR: "unknown faces",
    Aim.OFF_TIME: "min off time",
    Aim.TRAVEL: "min travel",
    Aim.PAID: "min paid",
}
LEFT, TOP, LINE, COLUMN, GAP = 58.0, 30.0, 26.0, 118.0, 14.0


def differences_chart(found: Frontier) -> Figure:
    """One row a plan, one column an aim; each column has a scale of its own."""
    height = TOP + LINE * len(found.plans) + 12
    width = LEFT + len(Aim) * (COLUMN + GAP)
    parts: list[Markup] = []
    for row, plan in enumerate(found.plans):
        parts.append(words("tick end", LEFT - 8, TOP + row * LINE + 15, plan.name))
    for number, aim in enumerate(Aim):
        change = [plan.outcome.aims[aim] - found.base.aims[aim] for plan in found.plans]
        parts += _column(LEFT + number * (COLUMN + GAP), TITLES[aim], change)
    return Figure(
        id="differences",
        title="What each plan gives and costs beside the base plan",
        picture=drawing(width, height, "Difference of each plan from the base, by aim", parts),
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
        note="Solid, to the left: better than the base. Hatched, to the right: worse.",
    )


def _column(left: float, title: str, change: Sequence[int]) -> list[Markup]:
    """One aim: a line for "as in the base", a bar and a number for each plan."""
    most = max(map(abs, change), default=0) or 1
    half = (COLUMN - 44) / 2
    across = Scale(first=-most, last=most, start=left + 22, end=left + 22 + 2 * half)
    middle = across(0)
    parts = [
        words("axis middle", middle, TOP - 12, title),
        rule("foot", (middle, TOP - 4), (middle, TOP + LINE * len(change))),
    ]
    for row, value in enumerate(change):
        y = TOP + row * LINE + 4
        end = across(value)
        if value:
            shape = (abs(end - middle), LINE - 12)
            kind = "after" if value < 0 else "off"
            parts.append(box(kind, min(end, middle), y, shape, f"{value:+,} {title}"))
        outer, where = ("tick end", end - 3) if value < 0 else ("tick", end + 3)
        parts.append(words(outer, where, y + 11, f"{value:+,}" if value else "0"))
    return parts
