"""Plots of gaps and growth; every point is a row or a mean of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.report.draw import (
    COLOURS,
    GREY,
    MARKERS,
    OUR_COLOUR,
    legend_below,
    log_axis,
    panels,
    styles,
)
from benchmarks.report.groups import Group, least_of, mean_of, moves_a_second, size_of, values_of

SPREAD = 0.6
ROW_INCHES = 0.5
SOLVER_INCHES = 0.16
FACTORS = (1.0, 1.1, 1.25, 1.5, 2, 3, 5, 10, 20, 50, 100)
DENSE = 8


def solvers_plot(groups: Sequence[Group]) -> Any | None:
    """Each solver's mean objective on each instance, as a multiple of the least mean there."""
    shared = [group for group in groups if len(group.by_solver) > 1]
    if not shared:
        return None
    look = styles(name for group in shared for name in group.by_solver)
    height = 1.3 + len(shared) * (ROW_INCHES + SOLVER_INCHES * len(look))
    figure, (axes,) = panels(1, 1, (7.5, height))
    lanes = {name: lane for lane, name in enumerate(look)}
    for row, group in enumerate(shared):
        means = {name: mean_of(rows, "objective") or 0.0 for name, rows in group.by_solver.items()}
        least = min(means.values())
        for name, mean in means.items():
            lane = row + SPREAD * ((lanes[name] + 0.5) / len(look) - 0.5)
            spread = [value / least for value in values_of(group.by_solver[name], "objective")]
            colour, marker = look[name]
            axes.plot([min(spread), max(spread)], [lane, lane], color=colour, linewidth=1)
            axes.plot([mean / least], [lane], marker, color=colour, label=name, markersize=6)
    axes.set_yticks(range(len(shared)), [_instance(group) for group in shared])
    axes.set_ylim(len(shared) - 0.5, -0.5)
    _factor_axis(axes)
    axes.set_xlabel("mean objective, times the least mean (lines: least and greatest of the seeds)")
    legend_below(figure, [axes])
    return figure


def gaps_plot(groups: Sequence[Group]) -> Any | None:
    """How far ours is from the best known value, instance by instance, by size."""
    known = [group for group in groups if group.ours and group.best_known is not None]
    if not known:
        return None
    by_size: dict[int, list[Group]] = defaultdict(list)
    for group in known:
        by_size[size_of(group) or 0].append(group)
    figure, (axes,) = panels(1, 1, (7.5, 3.6))
    axes.axhline(0, color=GREY, linewidth=1)
    for place, size in enumerate(sorted(by_size)):
        members = by_size[size]
        for row, group in enumerate(members):
            across = place + SPREAD * ((row + 0.5) / len(members) - 0.5)
            mean = mean_of(group.ours, "gap_percent")
            best = least_of(group.ours, "gap_percent")
            axes.plot([across, across], [best, mean], color=OUR_COLOUR, linewidth=0.8, alpha=0.6)
            axes.plot([across], [mean], "o", color=OUR_COLOUR, markersize=4, label="mean of seeds")
            axes.plot(
                *([across], [best], "o"),
                **{"color": OUR_COLOUR, "markersize": 5, "fillstyle": "none"},
                label="best of seeds",
            )
    axes.set_xticks(range(len(by_size)), [f"{size:,}" for size in sorted(by_size)])
    axes.set_xlim(-0.5, len(by_size) - 0.5)
    axes.grid(visible=False, axis="x")
    axes.set_xlabel("visits, up to")
    axes.set_ylabel("above the best known, %")
    legend_below(figure, [axes])
    return figure


def growth_plot(groups: Sequence[Group]) -> Any | None:
    """What a run takes, against visits: moves a second, memory, seconds to a legal answer."""
    sized = [group for group in groups if group.ours and group.visits]
    if len({group.visits for group in sized}) < 2:
        return None
    measures: tuple[tuple[str, Callable[[Group], float | None]], ...] = (
        ("moves a second, all threads", lambda group: moves_a_second(group.ours)),
        ("peak memory, MB", lambda group: mean_of(group.ours, "peak_mb")),
        ("first legal answer, s", lambda group: mean_of(group.ours, "first_legal_s")),
    )
    told = [one for one in measures if any(one[1](group) for group in sized)]
    figure, axes = panels(len(told), 3, (3.4, 3.2))
    for one, (words, measure) in zip(axes, told, strict=True):
        _grow(one, sized, measure)
        one.set_xlabel("visits")
        one.set_title(words, fontsize=9)
    legend_below(figure, axes)
    return figure


def _grow(axes: Any, groups: Sequence[Group], measure: Callable[[Group], float | None]) -> None:
    names = sorted({group.set_name for group in groups})
    for place, name in enumerate(names):
        points = [
            (group.visits, value)
            for group in groups
            if group.set_name == name and (value := measure(group))
        ]
        axes.plot(
            *zip(*sorted(points), strict=True) if points else ([], []),
            **{"color": COLOURS[place % len(COLOURS)], "marker": MARKERS[place % len(MARKERS)]},
            linestyle="none" if len(points) > DENSE else "-",
            markersize=4,
            label=name,
        )
    axes.set_xscale("log")
    axes.set_yscale("log")
    for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim())):
        log_axis(axis, *limits)


def _factor_axis(axes: Any) -> None:
    axes.set_xscale("log")
    most = axes.get_xlim()[1]
    shown = [factor for factor in FACTORS if factor <= most] or [1.0]
    axes.set_xticks(shown, [f"{factor:g}" for factor in shown])
    axes.minorticks_off()
    axes.grid(visible=False, axis="y")


def _instance(group: Group) -> str:
    limit = "" if group.seconds is None else f"\n{group.seconds:g} s"
    return f"{group.instance}{limit}"
