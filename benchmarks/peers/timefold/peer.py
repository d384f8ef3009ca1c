"""Timefold (community), day by day, in two passes.

All of the objective is told, in ``Cost.java``, an incremental score calculator; the starts of a
round are the best ones for it (``Timing.java``), a double-up's start is a variable of its own.
The moves are ours (``Draw.java``), as those of the library choose carers and places blindly.
The Java side is compiled once and kept in the folder of temporary files.

References
----------
.. [1] https://docs.timefold.ai/timefold-solver/1.x
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from benchmarks.peers.care import Given, Rounds, Row, care_of
from benchmarks.peers.days import Day, Effort, day_by_day
from benchmarks.peers.parts import parts_of
from benchmarks.peers.repair import answered
from benchmarks.peers.timefold.words import asked_line, read_answer

SOLVER = "Timefold, day by day"
PASSES = (0.6, 0.4)
MOST_MEMORY = "2g"


def available() -> str | None:
    """Why Timefold cannot run here; ``None`` if it can."""
    missing = [name for name in ("java", "javac") if which(name) is None]
    if missing:
        return f"no {' and no '.join(missing)} found"
    return None if jars() else "the library timefold, which holds the jars, is not installed"


def prepare() -> None:
    """Compile the Java side, unless that was done before."""
    _compiled(":".join(jars()))


def solve(given: Given, seconds: float, threads: int, seed: int) -> Row:
    """The set's answer after about ``seconds``; the community edition searches on one thread."""
    care = care_of(given)
    with started(threads) as java:
        effort = Effort(seconds=seconds, threads=threads, seed=seed)
        # One day alone has nothing to learn from the others in a second pass.
        passes = PASSES if given["days"] > 1 else (1.0,)
        rounds = day_by_day(care, partial(solve_day, java), effort, passes)
    return answered(care, rounds, SOLVER)


def solve_day(java: subprocess.Popen[str], asked: Day) -> Rounds:
    """Rounds of one day.

    Raises
    ------
    RuntimeError
        Where the Java side ended without an answer; its own words are on the standard error.
    """
    return read_answer(asked, parts_of(asked), ask(java, asked)).rounds


def ask(java: subprocess.Popen[str], asked: Day) -> str:
    """The line that answers one day."""
    assert java.stdin is not None
    assert java.stdout is not None
    java.stdin.write(asked_line(asked, parts_of(asked)) + "\n")
    java.stdin.flush()
    line = java.stdout.readline()
    if not line:
        raise RuntimeError("Timefold ended without an answer.\nMaybe it ran out of memory.")
    return line


def jars() -> list[str]:
    """The library's jars; the logger stays out, as it would write among the answers."""
    found = find_spec("timefold")
    if found is None or not found.submodule_search_locations:
        return []
    folder = Path(next(iter(found.submodule_search_locations))) / "solver" / "jars"
    return sorted(str(jar) for jar in folder.glob("*.jar") if not jar.name.startswith("logback"))


@contextmanager
def started(threads: int, *options: str) -> Iterator[subprocess.Popen[str]]:
    """The compiled Java side, waiting for days.

    Parameters
    ----------
    threads
        Cores the virtual machine may count on, its own housekeeping included.
    options
        Of the virtual machine.
    """
    libraries = ":".join(jars())
    cores = f"-XX:ActiveProcessorCount={threads}"
    path = f"{_compiled(libraries)}:{libraries}"
    with subprocess.Popen(
        ["java", cores, f"-Xmx{MOST_MEMORY}", *options, "-cp", path, "Main"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as java:
        yield java


def _compiled(libraries: str) -> Path:
    """Folder of the compiled sources; kept, so that only the first run waits for the compiler."""
    sources = sorted(Path(__file__).parent.glob("*.java"))
    text = libraries + "".join(path.read_text(encoding="utf-8") for path in sources)
    name = f"carerota-timefold-{sha256(text.encode()).hexdigest()[:16]}"
    folder = Path(tempfile.gettempdir()) / name
    if not folder.is_dir():
        made = tempfile.mkdtemp(prefix=f"{name}-")
        command = ["javac", "-nowarn", "-proc:none", "-cp", libraries, "-d", made]
        subprocess.run([*command, *(str(path) for path in sources)], check=True)
        # Another run may have been quicker; either result is as good.
        with suppress(OSError):
            Path(made).rename(folder)
    return folder
