"""Our engine and other solvers in one run: same instances, seeds, seconds and cores, in turn."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path

from benchmarks.peers.run import SET, Asked, make_ready, run_one
from benchmarks.process import in_its_own_process, kept_to
from benchmarks.run import OURS, Effort, Row, Turn, run
from scheduler.domain.errors import InputError


def require_comparable(set_name: str, effort: Effort, jobs: int) -> None:
    """Refuse what would not be side by side.

    Raises
    ------
    InputError
        If the peers do not know the set, or the runs would not get the same time.
    """
    if set_name != SET:
        raise InputError(f"The peers are modelled for the set {SET}, not for {set_name}.")
    if effort.iterations is not None or effort.stop_at_best or jobs > 1:
        raise InputError(
            "Solvers side by side need the same time each, one after the other.\n"
            "Maybe --iterations, --stop-at-best or --jobs was left over from another run."
        )


def side_by_side(
    paths: Sequence[Path],
    effort: Effort,
    seeds: Sequence[int],
    names: Sequence[str],
    python: str = sys.executable,
) -> Iterator[Row]:
    """One row for each instance, seed and solver, each run in a process of its own.

    Whoever begins changes from seed to seed, so that no solver always has the machine as the
    same other one leaves it.

    Parameters
    ----------
    names
        Keys of ``PEERS``; ours is always there.
    python
        Interpreter in whose environment the peers are installed.
    """
    make_ready(names, python)
    solvers = deque([OURS, *names])
    for path, seed in product(paths, seeds):
        for name in tuple(solvers):
            with kept_to(effort.threads):
                row = _row(name, path, effort, seed, python)
            yield row
        solvers.rotate(-1)


def _row(name: str, path: Path, effort: Effort, seed: int, python: str) -> Row:
    if name != OURS:
        asked = Asked(
            peer=name, instance=path, seconds=effort.seconds, threads=effort.threads, seed=seed
        )
        return run_one(asked, python)
    turn = Turn(set_name=SET, path=path, effort=effort, seed=seed)
    row, peak_mb = in_its_own_process(partial(run, turn))
    return {**row, "peak_mb": peak_mb}
