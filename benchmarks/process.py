"""Processes: a command bounded in time and watched, a job of ours alone, cores to keep to."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")

LOOK_S = 0.1
KB_A_MB = 1024
SESSION_FIELD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended.

    Parameters
    ----------
    seconds
        From start to end.
    peak_mb
        Most memory of all its processes together, by their own high-water marks; ``None`` where
        the system does not tell.
    code
        What it exited with; ``None`` where it was stopped.
    """

    seconds: float
    peak_mb: float | None
    code: int | None


def run_bounded(
    command: Sequence[str], most_seconds: float, errors: Path, environment: Mapping[str, str]
) -> Ended:
    """Run a command and everything it starts; after ``most_seconds`` all of it is stopped.

    Parameters
    ----------
    errors
        File that takes what it writes on the standard error.
    """
    begun, peak = time.monotonic(), None
    with errors.open("w") as file:
        process = subprocess.Popen(
            command, stdout=file, stderr=file, start_new_session=True, env=environment
        )
    while process.poll() is None:
        if time.monotonic() - begun > most_seconds:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return Ended(seconds=time.monotonic() - begun, peak_mb=peak, code=None)
        peak = max((mb for mb in (peak, _memory_mb(process.pid)) if mb is not None), default=None)
        time.sleep(LOOK_S)
    return Ended(seconds=time.monotonic() - begun, peak_mb=peak, code=process.returncode)


def in_its_own_process(job: Callable[[], Made]) -> tuple[Made, float | None]:
    """What a job returns, made by a process that does nothing else; and its most memory, MB.

    What the job starts itself is not counted; ``None`` where the system does not tell.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_made_with_memory, job).result()


@contextmanager
def kept_to(cores: int) -> Iterator[None]:
    """Whatever is started within runs on so many cores, where the system can see to it.

    A library may use more threads than it was told; so it cannot have more than the others.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _made_with_memory(job: Callable[[], Made]) -> tuple[Made, float | None]:
    made = job()
    return made, round(_mark_mb(Path("/proc/self")), 1) or None


def _memory_mb(session: int) -> float | None:
    """High-water marks of all processes of a session, added up."""
    marks = [
        _mark_mb(folder) for folder in Path("/proc").glob("[0-9]*") if _session(folder) == session
    ]
    return round(sum(marks), 1) if marks else None


def _session(folder: Path) -> int | None:
    try:
        # The name in brackets may hold blanks, so fields are counted from its end.
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[SESSION_FIELD])


def _mark_mb(folder: Path) -> float:
    try:
        lines = (folder / "status").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / KB_A_MB
