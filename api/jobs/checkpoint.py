"""The best rota so far, small enough to be written often, by ids, so that it outlives a release.

Times are kept as seconds of the period; the period is that of what was asked.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass

from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.units import CarerId, VisitId

QUICK = 1
"""Level of compression: twenty times quicker than the best, a fifth larger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What an attempt has saved.

    Parameters
    ----------
    phase
        Which of the searches of its kind it belongs to.
    elapsed
        Seconds spent by all attempts when it was found.
    iterations
        Steps of all threads, of all attempts.
    """

    rota: Rota
    phase: str = ""
    elapsed: float = 0.0
    iterations: int = 0


def packed(saved: Saved) -> bytes:
    """As it is kept."""
    said = {
        "phase": saved.phase,
        "elapsed": round(saved.elapsed, 3),
        "iterations": saved.iterations,
        "rota": [[one.visit, one.start, *one.carers] for one in saved.rota.assignments],
    }
    return zlib.compress(json.dumps(said, separators=(",", ":")).encode(), QUICK)


def unpacked(kept: bytes | None) -> Saved | None:
    """What was kept, where something was."""
    if kept is None:
        return None
    said = json.loads(zlib.decompress(kept))
    made = tuple(
        Assignment(
            visit=VisitId(visit), start=start, carers=tuple(CarerId(carer) for carer in carers)
        )
        for visit, start, *carers in said["rota"]
    )
    return Saved(
        rota=Rota(assignments=made),
        phase=said["phase"],
        elapsed=said["elapsed"],
        iterations=said["iterations"],
    )
