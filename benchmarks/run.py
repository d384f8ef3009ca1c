"""Instances and seeds in, one row a run out; a run the set's judge rejects has failed."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fnmatch import fnmatch
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.curves import curve_of, share_of_improvement
from benchmarks.sets.instance import GOOD_WORDS, Instance, Verdict
from benchmarks.sets.known import Known
from benchmarks.sets.registry import set_named
from scheduler.domain.errors import InputError
from solver.result import Progress, Result
from solver.solve import solve
from solver.stop import Budget

COLUMNS = (
    *("set", "instance", "visits", "solver", "seed", "threads", "seconds", "time_limit"),
    *("objective", "best_known", "gap_percent", "reached", "bound", "proved", "verdict"),
    *("unassigned", "iterations", "first_legal_s", "tenth_share", "peak_mb", "curve"),
    *("version", "build", "machine", "started"),
)
"""Fields of a row; README.md of this folder says what each holds."""

OURS = "carerota"
Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What each run may spend.

    Parameters
    ----------
    seconds
        To search for.
    iterations
        Of each thread, instead of seconds.
    threads
        Searches side by side.
    published_time
        Search as long as published runs did on average, where that is known.
    stop_at_best
        Stop a run, and spare the instance's further seeds, once the best known value is
        reached.
    """

    seconds: float = 60.0
    iterations: int | None = None
    threads: int = 2
    published_time: bool = False
    stop_at_best: bool = False

    def budget(self, known: Known | None) -> Budget:
        """Seconds or iterations of one run."""
        if self.iterations is not None:
            return Budget(iterations=self.iterations)
        if self.published_time and known is not None and known.mean_seconds is not None:
            return Budget(seconds=known.mean_seconds)
        return Budget(seconds=self.seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One run to be made, and the seeds of the same instance that follow it."""

    set_name: str
    path: Path
    effort: Effort
    seed: int
    later: tuple[int, ...] = ()

    def next(self, row: Row) -> Turn | None:
        """The run that follows once this one has given ``row``."""
        known = set_named(self.set_name).known(self.path.stem)
        good = row["verdict"] in GOOD_WORDS
        spared = self.effort.stop_at_best and good and _reached(known, row["objective"])
        if spared or not self.later:
            return None
        return replace(self, seed=self.later[0], later=self.later[1:])


def instances_in(folder: Path, pattern: str) -> list[Path]:
    """JSON files anywhere in ``folder`` whose name or path within it fits a shell pattern.

    Raises
    ------
    InputError
        If there is no such folder, or nothing in it fits.
    """
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}.")
    found = [
        path
        for path in sorted(folder.rglob("*.json"))
        if any(
            fnmatch(name, pattern)
            for name in (path.name, path.stem, path.relative_to(folder).as_posix())
        )
    ]
    if not found:
        raise InputError(f"No file {pattern} in {folder}.\nMaybe it needs a *, as in '*25_1*'.")
    return found


def rows(
    set_name: str, paths: Sequence[Path], effort: Effort, seeds: Sequence[int], jobs: int = 1
) -> Iterator[Row]:
    """One row for each instance and seed, as runs end; ``jobs`` run side by side.

    With more than one job each runs in a process of its own, and each instance's seeds
    still follow one another.
    """
    first = [
        Turn(set_name=set_name, path=path, effort=effort, seed=seeds[0], later=tuple(seeds[1:]))
        for path in paths
    ]
    yield from _one_by_one(first) if jobs == 1 else _side_by_side(first, jobs)


def run(turn: Turn) -> Row:
    """Solve one instance once, have it judged, and say how it went."""
    which, effort = set_named(turn.set_name), turn.effort
    instance, known = which.read(turn.path), which.known(turn.path.stem)
    budget, began = effort.budget(known), datetime.now(UTC)
    result = solve(
        instance.problem,
        budget,
        seed=turn.seed,
        threads=effort.threads,
        watch=_until_best(instance, known) if effort.stop_at_best else None,
    )
    verdict = which.judge(turn.path, instance.answer(result.solution))
    return {
        "set": turn.set_name,
        "instance": instance.name,
        "solver": OURS,
        **_found(instance, result, verdict, known),
        "time_limit": budget.seconds,
        "peak_mb": None,
        "version": version("carerota"),
        "build": result.build,
        "machine": machine(),
        "started": began.isoformat(timespec="seconds"),
    }


def machine() -> str:
    """Model and number of processors."""
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    model = models[0] if models else platform.processor() or platform.machine()
    return f"{model}, {os.cpu_count()} cores"


def compared(known: Known | None, objective: float | None) -> Row:
    """An objective, if there is one, beside the best known value, if there is one."""
    if known is None or objective is None:
        value = None if known is None else known.value
        return {"best_known": value, "gap_percent": None, "reached": None}
    return {
        "best_known": known.value,
        "gap_percent": known.gap_percent(objective),
        "reached": known.reached(objective),
    }


def _found(instance: Instance, result: Result, verdict: Verdict, known: Known | None) -> Row:
    """What one run found, and how long it took."""
    objective = round(instance.objective(result.solution), 6)
    curve = curve_of(result.curve, instance.at_most)
    return {
        "visits": len(instance.problem.unit_group),
        "seed": result.seed,
        "threads": result.threads,
        "seconds": round(result.seconds, 2),
        "objective": objective,
        **compared(known, objective),
        **_proven(result),
        "verdict": verdict.in_words(objective),
        "unassigned": verdict.unassigned,
        "iterations": result.iterations,
        "first_legal_s": round(result.first_legal_s, 3),
        "tenth_share": share_of_improvement(curve, result.seconds),
        "curve": curve,
    }


def _proven(result: Result) -> Row:
    """What the search proves: the least any objective can be, and whether ours is that."""
    return {name: getattr(result, name, None) for name in ("bound", "proved")}


def _reached(known: Known | None, objective: float) -> bool:
    return known is not None and known.reached(objective)


def _until_best(instance: Instance, known: Known | None) -> Callable[[Progress], bool]:
    """Watches a search until its best answer is as good as the best known."""
    return lambda progress: not _reached(known, instance.at_most(progress))


def _one_by_one(turns: Sequence[Turn]) -> Iterator[Row]:
    for first in turns:
        turn: Turn | None = first
        while turn is not None:
            yield (row := run(turn))
            turn = turn.next(row)


def _side_by_side(turns: Sequence[Turn], jobs: int) -> Iterator[Row]:
    """Runs in ``jobs`` processes; a row is given as soon as its run has ended."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: dict[Future[Row], Turn] = {pool.submit(run, turn): turn for turn in turns}
        try:
            while waiting:
                for ended in wait(waiting, return_when=FIRST_COMPLETED).done:
                    turn = waiting.pop(ended)
                    yield (row := ended.result())
                    if (following := turn.next(row)) is not None:
                        waiting[pool.submit(run, following)] = following
        finally:
            pool.shutdown(cancel_futures=True)
