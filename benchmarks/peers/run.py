"""Peers and instances in, one row a run out; each run in a process of its own."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from benchmarks.peers.care import Row
from benchmarks.peers.registry import PEERS
from benchmarks.process import Ended, run_bounded
from benchmarks.run import COLUMNS, compared, instances_in, machine
from benchmarks.sets.registry import set_named

SET = "week"
PATIENCE = 1.5
LEAST_PATIENCE_S = 60.0
PREPARING_S = 300.0
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One run."""

    peer: str
    instance: Path
    seconds: float
    threads: int
    seed: int


def run_peers(
    folder: Path,
    pattern: str,
    seconds: float,
    threads: int,
    seeds: Sequence[int],
    names: Sequence[str] = tuple(PEERS),
    python: str = sys.executable,
) -> Iterator[Row]:
    """One row for each instance of ``week``, seed and peer, in this order: side by side.

    Parameters
    ----------
    folder, pattern
        Where the instances lie and which of them.
    seconds
        What each peer is asked to keep to. Half as much again, and at least a minute more, and
        it is stopped.
    names
        Keys of ``PEERS``.
    python
        Interpreter in whose environment the peers are installed.

    Raises
    ------
    InputError
        If there is no such folder, or nothing in it fits.
    """
    make_ready(names, python)
    for instance, seed, name in product(instances_in(folder, pattern), seeds, names):
        yield run_one(
            Asked(peer=name, instance=instance, seconds=seconds, threads=threads, seed=seed), python
        )


def make_ready(names: Sequence[str], python: str = sys.executable) -> None:
    """Have what peers need once made, outside of any run; what goes wrong the runs will say."""
    for name in names:
        command = [python, "-m", "benchmarks.peers.alone", name]
        run_bounded(command, PREPARING_S, Path(os.devnull), _environment())


def run_one(asked: Asked, python: str = sys.executable) -> Row:
    """Run one peer once; a row with every one of ``COLUMNS``, empty where a peer does not say."""
    started = datetime.now(UTC).isoformat(timespec="seconds")
    with tempfile.TemporaryDirectory() as folder:
        answer, errors = Path(folder) / "answer.json", Path(folder) / "errors.txt"
        words = (asked.peer, asked.instance.resolve(), asked.seconds, asked.threads, asked.seed)
        ended = run_bounded(
            [python, "-m", "benchmarks.peers.alone", *(str(word) for word in words), str(answer)],
            max(PATIENCE * asked.seconds, asked.seconds + LEAST_PATIENCE_S),
            errors,
            _environment(),
        )
        said = json.loads(answer.read_text()) if answer.exists() else {}
        return {
            **dict.fromkeys(COLUMNS),
            "set": SET,
            "instance": asked.instance.stem,
            "visits": len(set_named(SET).read(asked.instance).problem.unit_group),
            "solver": PEERS[asked.peer].peer().SOLVER,
            "seed": asked.seed,
            "threads": asked.threads,
            "seconds": said.get("seconds", round(ended.seconds, 1)),
            "time_limit": asked.seconds,
            **_outcome(asked, said, ended, errors),
            "peak_mb": ended.peak_mb,
            "version": said.get("version"),
            "machine": machine(),
            "started": started,
        }


def _outcome(asked: Asked, said: Row, ended: Ended, errors: Path) -> Row:
    """What the judge says, and how far from the best known."""
    known = set_named(SET).known(asked.instance.stem)
    if "answer" not in said:
        return {**compared(known, None), "verdict": _no_answer(said, ended, errors)}
    verdict = set_named(SET).judge(asked.instance, said["answer"])
    objective = verdict.objective
    return {
        "objective": objective,
        **compared(known, objective),
        "verdict": verdict.in_words(0.0 if objective is None else objective),
        "unassigned": verdict.unassigned,
    }


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _no_answer(said: Row, ended: Ended, errors: Path) -> str:
    """Why there is no answer, where there is none."""
    if "missing" in said:
        return f"not run: {said['missing']}"
    if ended.code is None:
        return f"stopped after {ended.seconds:.0f} s"
    lines = errors.read_text(errors="replace").strip().splitlines()
    return f"failed: {lines[-1] if lines else ended.code}"
