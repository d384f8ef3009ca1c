"""A worker process that also does what no worker should: hang, freeze, die, ignore."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import NoReturn

from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.jobs import worker
from api.jobs.checkpoint import Saved
from api.jobs.kinds import KINDS, Kind
from api.jobs.kinds.solve import SolveAsked
from api.jobs.pulse import News
from api.jobs.task import Settle, Task
from scheduler.domain.rota import Rota

COMMAND = "tests.api.jobs.odd_worker"
PHASE = "saved by an earlier attempt"


class Said(BaseModel):
    """The result of an odd job: what it found saved."""

    resumed: bool


def _save(task: Task) -> None:
    """Save something, and wait until it is written."""
    task.pulse.tell(News({"phase": PHASE}, lambda: Saved(rota=Rota(assignments=()), phase=PHASE)))
    task.pulse.write()


def _for_ever() -> NoReturn:
    """Heeds nothing; the pulse goes on."""
    while True:
        time.sleep(60)


def ignores(task: Task) -> Settle:
    """Heeds neither cancel nor time limit; a later attempt keeps what is saved."""
    if task.before is None:
        _save(task)
        _for_ever()
    return _done(task)


def ignores_all(task: Task) -> Settle:
    """The same with nothing saved."""
    _for_ever()


def freezes(task: Task) -> Settle:
    """Stands still, pulse and all, the first time."""
    if task.before is None:
        _save(task)
        os.kill(os.getpid(), signal.SIGSTOP)
    return _done(task)


def dies(task: Task) -> Settle:
    """Dies every time."""
    os.kill(os.getpid(), signal.SIGKILL)
    _for_ever()


def breaks(task: Task) -> Settle:
    """Has a defect, with a name in its words that must not get out."""
    raise ValueError("Ada Quill")


def _done(task: Task) -> Settle:
    resumed = task.before is not None and task.before.phase == PHASE

    def settle(_session: Session) -> Said:
        return Said(resumed=resumed)

    return settle


ODD: dict[str, Callable[[Task], Settle]] = {
    "ignores": ignores,
    "ignores all": ignores_all,
    "freezes": freezes,
    "dies": dies,
    "breaks": breaks,
}


def add_odd_kinds() -> None:
    """Make them kinds like any other, in this process."""
    for name, run in ODD.items():
        KINDS[name] = Kind(name=name, asked=SolveAsked, result=Said, run=run)


if __name__ == "__main__":
    add_odd_kinds()
    worker.main()
