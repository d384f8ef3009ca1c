"""Plots of the answer against time: instance by instance, or means of many instances."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean
from typing import Any

from benchmarks.report.draw import COLOURS, GREY, OUR_COLOUR, legend_below, log_axis, panels, styles
from benchmarks.report.groups import Group, counts, size_of, values_of
from benchmarks.run import OURS, Row

FEW = 8
LINEAR_TO = 0.1
ONE, MANY = (7.5, 3.8), (3.9, 3.0)
BELOW_NOTHING, ROOM_ABOVE = 0.15, 1.2
SHARES = tuple(10 ** (-2 + step / 12) for step in range(25))
BELOW = (-100, -50, -20, -10, -5, -2, -1, -0.5, -0.2, -0.1, 0)
ABOVE = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000)
WIDTHS = (1.4, 0.8)


def anytime_plot(groups: Sequence[Group]) -> Any | None:
    """Curves of each instance where there are few, means by size where there are many."""
    told = [group for group in groups if any(_points(row) for row in group.ours)]
    if not told:
        return None
    if len({group.instance for group in told}) <= FEW:
        return _each(groups)
    return _means(told)


def _each(groups: Sequence[Group]) -> Any:
    """Percent above the least objective any row has on the instance, against seconds."""
    by_instance: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        by_instance[group.instance].append(group)
    look = styles(row["solver"] for group in groups for row in group.rows if counts(row))
    figure, axes = panels(len(by_instance), 2, MANY if len(by_instance) > 1 else ONE)
    for one, (instance, found) in zip(axes, by_instance.items(), strict=True):
        rows = [row for group in found for row in group.rows if counts(row)]
        least = min(values_of(rows, "objective"), default=None)
        if least:
            _instance(one, rows, least, look)
        one.set_title(instance, fontsize=9)
        one.set_xlabel("seconds")
        one.set_ylabel("above the least, %")
    legend_below(figure, axes)
    return figure


def _instance(
    axes: Any, rows: Sequence[Row], least: float, look: dict[str, tuple[str, str]]
) -> None:
    limits = sorted({row["time_limit"] or 0.0 for row in rows})
    for row in rows:
        colour, marker = look[row["solver"]]
        if row["solver"] == OURS:
            points = [(at, 100 * (value / least - 1)) for at, value in _points(row)]
            width = WIDTHS[min(limits.index(row["time_limit"] or 0.0), len(WIDTHS) - 1)]
            label = OURS if len(limits) == 1 else f"{OURS}, {row['time_limit']:g} s"
            axes.plot(
                *zip(*points, strict=True) if points else ([], []),
                **{"color": _shade(limits.index(row["time_limit"] or 0.0)), "linewidth": width},
                drawstyle="steps-post",
                label=label,
            )
        else:
            above = 100 * (row["objective"] / least - 1)
            axes.plot([row["seconds"]], [above], marker, color=colour, label=row["solver"])
    known = [row["best_known"] for row in rows if row.get("best_known") is not None]
    if known and known[0] >= least:
        above = 100 * (known[0] / least - 1)
        axes.axhline(above, color=GREY, linestyle="--", linewidth=1, label="best known")
    axes.set_xscale("log")
    log_axis(axes.xaxis, *axes.get_xlim())
    _percent_axis(axes)


def _means(groups: Sequence[Group]) -> Any:
    """Mean percent above the best known value, or the least found, against the share of time."""
    by_size: dict[int | None, list[Group]] = defaultdict(list)
    for group in groups:
        by_size[size_of(group)].append(group)
    figure, (axes,) = panels(1, 1, ONE)
    for place, size in enumerate(sorted(by_size, key=lambda size: size or 0)):
        means = [(part, _mean_above(by_size[size], part)) for part in SHARES]
        points = [(100 * part, mean) for part, mean in means if mean is not None]
        label = "size not told" if size is None else f"up to {size:,} visits"
        colour = COLOURS[place % len(COLOURS)]
        style = "-" if place < len(COLOURS) else "--"
        axes.plot(
            *zip(*points, strict=True) if points else ([], []),
            **{"color": colour, "linestyle": style, "label": label},
        )
    axes.set_xscale("log")
    axes.set_xticks([1, 2, 5, 10, 20, 50, 100], ["1", "2", "5", "10", "20", "50", "100"])
    axes.minorticks_off()
    axes.axhline(0, color=GREY, linewidth=1)
    _percent_axis(axes)
    axes.set_xlabel("share of the time allowed, %")
    axes.set_ylabel("mean above the best known, %")
    legend_below(figure, [axes])
    return figure


def _mean_above(groups: Sequence[Group], part: float) -> float | None:
    """Mean over instances and seeds; nothing until every run has an answer."""
    found = []
    for group in groups:
        reference = group.best_known or min(values_of(group.ours, "objective"))
        for row in group.ours:
            value = value_at(_points(row), part * (row.get("time_limit") or row["seconds"]))
            if value is None:
                return None
            found.append(100 * (value / reference - 1))
    return fmean(found) if found else None


def value_at(points: Sequence[tuple[float, float]], seconds: float) -> float | None:
    """The objective of the best answer after so many seconds; ``None`` before the first."""
    place = bisect_right(points, (seconds, float("inf")))
    return points[place - 1][1] if place else None


def _points(row: Row) -> list[tuple[float, float]]:
    """Seconds and objectives of a row's curve, from its first objective to its end."""
    points = [
        (max(float(point[0]), 0.001), float(point[2]))
        for point in row.get("curve") or ()
        if len(point) > 2 and point[2] is not None
    ]
    return [*points, (float(row["seconds"]), float(row["objective"]))] if points else []


def _shade(place: int) -> str:
    return (OUR_COLOUR, "#66b2e0", "#003f63")[min(place, 2)]


def _percent_axis(axes: Any) -> None:
    """Percentages from nothing to thousands: straight near nothing, logarithmic beyond."""
    axes.set_yscale("symlog", linthresh=LINEAR_TO)
    low, high = axes.dataLim.y0, axes.get_ylim()[1]
    high *= ROOM_ABOVE
    floor = -BELOW_NOTHING * LINEAR_TO
    axes.set_ylim(floor if low > floor else None, high)
    ticks = [tick for tick in BELOW if tick >= low]
    ticks += [tick for tick in ABOVE if tick <= high]
    axes.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.minorticks_off()
