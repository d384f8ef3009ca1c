"""What all plots share: colours, plain axes, and a picture as bytes that repeat exactly."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from benchmarks.run import OURS

OUR_COLOUR = "#0072b2"
COLOURS = ("#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c6d31", "#000000")
MARKERS = ("s", "^", "v", "D", "P", "X", "*")
GREY = "#777777"
"""Colours of Okabe and Ito, told apart by people who see fewer of them."""

SETTINGS: Any = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "svg.hashsalt": "carerota",
    "figure.constrained_layout.use": True,
}
DOTS_AN_INCH = 110
LABEL_INCHES = 2.4
WIDE = 100.0


def panels(count: int, across: int, size: tuple[float, float]) -> tuple[Any, list[Any]]:
    """A figure of ``count`` panels, so many ``across``, each of a ``size`` in inches."""
    from matplotlib.figure import Figure

    columns = min(count, across)
    rows = -(-count // columns)
    figure = Figure(figsize=(size[0] * columns, size[1] * rows))
    axes = [figure.add_subplot(rows, columns, place + 1) for place in range(count)]
    return figure, axes


def styles(solvers: Iterable[str]) -> dict[str, tuple[str, str]]:
    """A colour and a marker for each solver, the same in every plot of the same solvers."""
    others = sorted({name for name in solvers if name != OURS})
    found = {
        name: (COLOURS[place % len(COLOURS)], MARKERS[place % len(MARKERS)])
        for place, name in enumerate(others)
    }
    return {OURS: (OUR_COLOUR, "o"), **found}


def legend_below(figure: Any, axes: Sequence[Any]) -> None:
    """One legend for all panels, each label once."""
    handles: dict[str, Any] = {}
    for one in axes:
        for handle, label in zip(*one.get_legend_handles_labels(), strict=True):
            handles.setdefault(label, handle)
    if handles:
        columns = max(1, min(len(handles), int(figure.get_figwidth() / LABEL_INCHES)))
        figure.legend(handles.values(), handles.keys(), loc="outside lower center", ncols=columns)


def log_axis(axis: Any, least: float, most: float) -> None:
    """Plain numbers on a logarithmic axis: each power of ten, and 2 and 5 where there is room."""
    from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

    steps = (1.0,) if most > least * WIDE else (1.0, 2.0, 5.0)
    axis.set_major_locator(LogLocator(subs=steps))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
    axis.set_minor_locator(NullLocator())


def as_bytes(figure: Any, form: str) -> bytes:
    """The figure as ``svg`` or ``png``; the same figure gives the same bytes."""
    buffer = io.BytesIO()
    metadata = {"Date": None} if form == "svg" else {"Software": None}
    figure.savefig(buffer, format=form, dpi=DOTS_AN_INCH, metadata=metadata)
    return buffer.getvalue()
