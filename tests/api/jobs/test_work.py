"""One job from claim to end: whatever its kind does, it ends in a state, with a reason."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.auth import Caller
from api.jobs import Claim, cancel, claim
from api.jobs.ends import lose_worker
from api.jobs.kinds import KINDS, Kind
from api.jobs.kinds.solve import SolveAsked
from api.jobs.states import CANCELLED, DONE, FAILED, QUEUED, RUNNING
from api.jobs.task import Settle, Task
from api.jobs.work import work
from api.settings import Settings
from api.store import RotaRow, Store
from scheduler.domain.errors import InputError
from tests.api.jobs.queued import empty_provider, job, kinds_of, provider, put, put_bare

Run = Callable[[Task], Settle]
ONE = Settings(threads=1)


class Said(BaseModel):
    """A result."""

    word: str = "done"


@pytest.fixture
def do() -> Iterator[Callable[[Run], str]]:
    """Makes a function a kind for as long as the test lasts, and returns its name."""
    names: list[str] = []

    def add(run: Run) -> str:
        names.append(f"test-{len(names)}")
        KINDS[names[-1]] = Kind(name=names[-1], asked=SolveAsked, result=Said, run=run)
        return names[-1]

    yield add
    for name in names:
        del KINDS[name]


def held(store: Store) -> Claim:
    """The next job, claimed."""
    found = claim(store, "worker_a")
    assert found is not None
    return found


def settled(_session: Session) -> Said:
    """Keeps nothing."""
    return Said()


def ask_to_cancel(store: Store, caller: Caller, asked: str) -> None:
    """As the route does."""
    with store.write(caller.tenant) as session:
        cancel(session, caller, asked)


def test_a_defect_while_keeping_ends_the_job_and_keeps_nothing(
    store: Store, do: Callable[[Run], str]
) -> None:
    """What was half kept is taken back with the transaction; the job fails with a reason."""

    def breaks(session: Session) -> Said:
        session.add(RotaRow(id="rota_half"))
        raise ValueError("Ada Quill")

    caller = empty_provider(store)
    asked = put_bare(store, caller, do(lambda _task: breaks))
    work(store, ONE, held(store), stopping=threading.Event())
    found = job(store, asked)
    assert (found.state, found.result) == (FAILED, None)
    assert found.reason == "A defect of ours ended it (ValueError): report it."
    with store.read(None) as session:
        assert session.get(RotaRow, "rota_half") is None


@pytest.mark.parametrize("fault", [InputError("no legal rota"), ValueError("cut short")])
def test_a_worker_told_to_stop_puts_back_whatever_its_search_then_raises(
    store: Store, do: Callable[[Run], str], fault: Exception
) -> None:
    """A search cut short may find nothing: that is no failure of the job."""

    def run(task: Task) -> Settle:
        while not task.halt.is_set:
            pass
        raise fault

    caller, stopping = empty_provider(store), threading.Event()
    asked = put_bare(store, caller, do(run))
    stopping.set()
    work(store, ONE, held(store), stopping=stopping)
    assert job(store, asked).state == QUEUED
    assert kinds_of(store, asked)[-1] == "released"


def test_what_is_cancelled_and_finds_nothing_is_cancelled(
    store: Store, do: Callable[[Run], str]
) -> None:
    """Not failed, and the reason says that nothing is kept."""

    def run(task: Task) -> Settle:
        while not task.halt.is_set:
            pass
        raise InputError("no legal rota")

    caller = empty_provider(store)
    asked = put_bare(store, caller, do(run))
    mine = held(store)
    ask_to_cancel(store, caller, asked)
    work(store, ONE, mine, stopping=threading.Event())
    found = job(store, asked)
    assert (found.state, found.result) == (CANCELLED, None)
    assert found.reason == "It was cancelled before there was anything to keep."


def test_a_cancel_that_comes_too_late_is_no_cancel(store: Store, do: Callable[[Run], str]) -> None:
    """Asked for while the result was being kept: it is kept whole."""
    caller = empty_provider(store)

    def run(task: Task) -> Settle:
        ask_to_cancel(store, caller, task.claim.job_id)
        task.pulse.stop()
        return settled

    asked = put_bare(store, caller, do(run))
    work(store, ONE, held(store), stopping=threading.Event())
    assert job(store, asked).result == {"word": "done"}
    assert job(store, asked).state in {DONE, CANCELLED}


def test_a_worker_given_up_while_it_works_keeps_nothing(
    store: Store, do: Callable[[Run], str]
) -> None:
    """The job is another's, as that one left it."""

    def run(task: Task) -> Settle:
        lose_worker(store, "worker_a", "killed")
        assert claim(store, "worker_b") is not None
        return settled

    caller = empty_provider(store)
    asked = put_bare(store, caller, do(run))
    work(store, ONE, held(store), stopping=threading.Event())
    found = job(store, asked)
    assert (found.state, found.worker, found.result) == (RUNNING, "worker_b", None)


def test_a_solve_put_back_and_cancelled_keeps_the_rota_it_had_saved(
    store: Store, tmp_path: Path
) -> None:
    """The next worker searches no further: it judges and keeps."""
    caller, stopping = provider(store, tmp_path), threading.Event()
    asked = put(store, caller, seconds=3600)
    mine = held(store)
    worker = threading.Thread(
        target=work, args=(store, ONE, mine), kwargs={"stopping": stopping}, daemon=True
    )
    worker.start()
    while job(store, asked).checkpoint is None:
        worker.join(0.05)
    stopping.set()
    worker.join()
    assert kinds_of(store, asked)[-1] == "released"
    ask_to_cancel(store, caller, asked)
    work(store, ONE, held(store), stopping=threading.Event())
    found = job(store, asked)
    assert found.state == CANCELLED
    assert found.result is not None
    assert found.result["legal"]
