"""Tables of a set: each instance, means by size, solvers side by side, what does not count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import fmean

from benchmarks.report.groups import (
    Group,
    above_percent,
    counts,
    least_of,
    mean_of,
    moves_a_second,
    size_of,
    values_of,
)
from benchmarks.report.words import NOTHING, number, percent
from benchmarks.run import OURS, Row
from data.write.report.parts import Table

TEXTS = (
    *("set", "instance", "solver", "best of others", "first other tier", "verdict"),
    *("version", "build", "machine"),
)


def instances_table(groups: Sequence[Group]) -> Table:
    """Ours on each instance, beside what is published and the best of the other solvers."""
    header = (
        *("instance", "visits", "seconds", "best known", "best of others", "theirs"),
        *("ours, best", "ours, mean", "best to known", "mean to known", "best to theirs"),
        *("bound", "best to bound", "proved", "verdict"),
    )
    rows = [_instance_row(group) for group in groups]
    return table("Each instance", header, rows)


def sizes_table(groups: Sequence[Group]) -> Table:
    """Means over the instances up to a size, and over all."""
    by_size: dict[int | None, list[Group]] = defaultdict(list)
    for group in groups:
        by_size[size_of(group)].append(group)
    header = (
        *("visits up to", "instances", "runs", "mean to known", "best to known"),
        *("reached", "below", "proved", "seconds", "moves a second", "peak MB"),
    )
    sizes = sorted(by_size, key=lambda size: size or 0)
    rows = [_means_row(number(size), by_size[size]) for size in sizes]
    if len(sizes) > 1:
        rows.append(_means_row("all", groups))
    return table("Means by size", header, rows)


def solvers_table(groups: Sequence[Group]) -> Table:
    """Every solver on every instance that more than ours ran on."""
    header = (
        *("instance", "seconds", "solver", "best", "mean", "mean to least mean", "left out"),
        *("seconds taken", "threads", "peak MB", "verdict"),
    )
    rows = [row for group in groups if _is_shared(group) for row in _solver_rows(group)]
    return table("Solvers side by side", header, rows)


def faults_table(rows: Sequence[Row]) -> Table:
    """Runs without an answer that counts, each with its reason."""
    header = ("set", "instance", "solver", "seed", "verdict")
    faults = [tuple(str(row[name]) for name in header) for row in rows if not counts(row)]
    return table("Runs that do not count", header, faults)


def runs_table(rows: Sequence[Row]) -> Table:
    """What was run, on what, and when: enough to do it again."""
    header = (
        *("set", "solver", "version", "build", "machine", "threads"),
        *("runs", "seeds", "first started", "last started"),
    )
    by_run: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        by_run[tuple(str(row.get(name) or NOTHING) for name in header[:6])].append(row)
    return table("What was run", header, [(*key, *_when(found)) for key, found in by_run.items()])


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table without the columns that say nothing."""
    kept = [
        place
        for place, _ in enumerate(header)
        if not rows or any(row[place] != NOTHING for row in rows)
    ]
    names = [header[place] for place in kept]
    return Table(
        caption=title,
        header=names,
        rows=[[row[place] for place in kept] for row in rows],
        numbers=frozenset(place for place, name in enumerate(names) if name not in TEXTS),
    )


def _instance_row(group: Group) -> tuple[str, ...]:
    best, mean = least_of(group.ours, "objective"), mean_of(group.ours, "objective")
    other = group.best_other
    theirs = None if other is None else float(other["objective"])
    return (
        group.instance,
        number(group.visits),
        number(group.seconds),
        number(group.best_known),
        NOTHING if other is None else str(other["solver"]),
        number(theirs),
        number(best),
        number(mean),
        percent(least_of(group.ours, "gap_percent")),
        percent(mean_of(group.ours, "gap_percent")),
        percent(above_percent(best, theirs)),
        number(group.bound),
        percent(above_percent(best, group.bound)),
        "yes" if any(row.get("proved") for row in group.ours) else NOTHING,
        verdicts([row for row in group.rows if row["solver"] == OURS]),
    )


def _means_row(name: str, groups: Sequence[Group]) -> tuple[str, ...]:
    rows = [row for group in groups for row in group.ours]
    known = [group.ours for group in groups if group.ours and group.best_known is not None]
    means = [fmean(values_of(ours, "gap_percent")) for ours in known]
    bests = [min(values_of(ours, "gap_percent")) for ours in known]
    reached = sum(any(row.get("reached") for row in ours) for ours in known)
    proved = sum(any(row.get("proved") for row in group.ours) for group in groups)
    return (
        name,
        number(len({group.instance for group in groups})),
        number(len(rows)),
        percent(fmean(means)) if means else NOTHING,
        percent(fmean(bests)) if bests else NOTHING,
        f"{reached} of {len(known)}" if known else NOTHING,
        f"{sum(gap < 0 for gap in bests)} of {len(known)}" if known else NOTHING,
        f"{proved} of {len(groups)}" if proved else NOTHING,
        number(mean_of(rows, "seconds"), 1),
        number(moves_a_second(rows), 0),
        number(mean_of(rows, "peak_mb"), 0),
    )


def _is_shared(group: Group) -> bool:
    return any(row["solver"] != OURS for row in group.rows)


def _solver_rows(group: Group) -> list[tuple[str, ...]]:
    means = {name: mean_of(rows, "objective") for name, rows in group.by_solver.items()}
    least = min((mean for mean in means.values() if mean is not None), default=None)
    names = [*group.by_solver, *(row["solver"] for row in group.rows)]
    return [_solver_row(group, name, least) for name in dict.fromkeys(names)]


def _solver_row(group: Group, name: str, least: float | None) -> tuple[str, ...]:
    rows = group.by_solver.get(name, [])
    every = [row for row in group.rows if row["solver"] == name]
    mean = mean_of(rows, "objective")
    return (
        group.instance,
        number(group.seconds),
        name,
        number(least_of(rows, "objective")),
        number(mean),
        percent(above_percent(mean, least)),
        number(mean_of(rows, "unassigned"), 1),
        number(mean_of(rows, "seconds"), 1),
        ", ".join(sorted({str(row["threads"]) for row in every})),
        number(mean_of(rows, "peak_mb"), 0),
        verdicts(every),
    )


def verdicts(rows: Sequence[Row]) -> str:
    """How often each verdict was given, in short."""
    told = Counter(str(row["verdict"]).partition(":")[0] for row in rows)
    return ", ".join(f"{times} {words}" for words, times in told.most_common()) or NOTHING


def _when(rows: Sequence[Row]) -> tuple[str, ...]:
    started = sorted(str(row["started"]) for row in rows if row.get("started"))
    seeds = sorted({int(row["seed"]) for row in rows})
    return (
        str(len(rows)),
        ", ".join(str(seed) for seed in seeds),
        started[0] if started else NOTHING,
        started[-1] if started else NOTHING,
    )
