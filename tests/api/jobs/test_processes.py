"""Real worker processes: killed, hanging, frozen, ignoring, orphaned, stopped in good order."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from api.audit import verify
from api.auth import Caller
from api.jobs import Supervisor, cancel
from api.jobs.checkpoint import unpacked
from api.jobs.states import CANCELLED, DONE, FAILED, QUEUED, RUNNING
from api.jobs.supervisor import environment_of
from api.settings import Settings
from api.store import AssignmentRow, JobEvent, RotaRow, Store
from tests.api.conftest import trial_store as store
from tests.api.jobs.odd_worker import COMMAND
from tests.api.jobs.queued import (
    change,
    empty_provider,
    ended,
    events,
    job,
    kinds_of,
    provider,
    put,
    put_bare,
    wait,
)

__all__ = ["store"]

pytestmark = pytest.mark.slow
PATIENT = Settings(workers=1, threads=1, stale_s=120.0, cancel_grace_s=120.0)
IMPATIENT = PATIENT.model_copy(update={"cancel_grace_s": 1.0})
"""With who does not heed; the odd kinds never do, so nothing depends on how busy it is."""
WATCHFUL = PATIENT.model_copy(update={"stale_s": 20.0})
"""With who gives no sign of life; a worker on a busy machine may be late with one."""
LONG = 3600.0
"""Seconds of a search that no test waits for."""


@contextmanager
def workers(store: Store, settings: Settings) -> Iterator[Supervisor]:
    """A supervisor with one worker."""
    command = (sys.executable, "-m", COMMAND)
    supervisor = Supervisor(settings, store, 1, command)
    supervisor.start()
    try:
        yield supervisor
    finally:
        supervisor.stop()


def saved(store: Store, asked: str) -> bool:
    """Whether a best so far is saved, and said to be."""
    return any(one.kind == "progress" and one.body.get("saved") for one in events(store, asked))


def ask_to_cancel(store: Store, caller: Caller, asked: str) -> None:
    """As the route does."""
    with store.write(caller.tenant) as session:
        cancel(session, caller, asked)


def lost_why(store: Store, asked: str) -> list[str]:
    """Why workers were lost."""
    return [one.body["why"] for one in events(store, asked) if one.kind == "lost"]


def assert_kept(store: Store, caller: Caller, rota_id: str) -> None:
    """The rota is there, a draft, with every visit, judged; the record is whole."""
    with store.read(caller.tenant) as session:
        row = session.get_one(RotaRow, rota_id)
        visits = session.scalars(
            select(AssignmentRow.visit_id).where(AssignmentRow.rota_id == rota_id)
        ).all()
        assert (row.stage, row.made_by) == ("draft", caller.person)
        assert len(set(visits)) == 7 + 7 + 7 + 5
        assert len(row.cost) > 0
        assert verify(session) is None


def test_a_worker_killed_in_the_middle_loses_nothing_that_was_saved(
    store: Store, tmp_path: Path
) -> None:
    """Kill -9: the next worker begins from the rota saved, and keeps one no worse when cancelled.

    The cost by tier told with the last save is an upper bound of the final one.
    """
    caller = provider(store, tmp_path)
    with workers(store, PATIENT) as supervisor:
        asked = put(store, caller, seconds=LONG)
        wait(lambda: saved(store, asked))
        os.kill(supervisor.pids[0], signal.SIGKILL)
        kept = [one.body["cost"] for one in events(store, asked) if one.body.get("saved")]
        wait(lambda: kinds_of(store, asked).count("started") == 2)
        ask_to_cancel(store, caller, asked)
        found = ended(store, asked)
    assert found.state == CANCELLED
    assert found.attempt == 2
    assert found.result is not None
    assert found.result["cost"] <= kept[-1]
    assert [one.body["resumed"] for one in events(store, asked) if one.kind == "started"] == [
        False,
        True,
    ]
    assert lost_why(store, asked) == ["Its process ended (-9)."]
    assert_kept(store, caller, found.result["rota_id"])


def test_cancelling_reaches_into_the_search_and_keeps_the_best(
    store: Store, tmp_path: Path
) -> None:
    """A search with an hour to go: each of its slices alone would last most of a minute."""
    caller = provider(store, tmp_path)
    with workers(store, PATIENT):
        asked = put(store, caller, seconds=LONG)
        wait(lambda: saved(store, asked))
        ask_to_cancel(store, caller, asked)
        found = ended(store, asked)
    assert (found.state, found.attempt) == (CANCELLED, 1)
    assert found.reason == "It was cancelled; the best so far is kept."
    assert kinds_of(store, asked)[-1] == "cancelled"
    assert found.result is not None
    assert found.result["legal"]
    assert_kept(store, caller, found.result["rota_id"])


def test_a_time_limit_is_kept_and_so_is_the_best(store: Store, tmp_path: Path) -> None:
    """The job is done, and says that it was its time limit."""
    caller = provider(store, tmp_path)
    with workers(store, PATIENT):
        asked = put(store, caller, seconds=LONG)
        wait(lambda: saved(store, asked))
        change(store, asked, most_seconds=1)
        # The claim of the attempt under way keeps its limit; the next has the new one.
        os.kill(_worker_of(store, asked), signal.SIGKILL)
        found = ended(store, asked)
    assert found.state == DONE
    assert found.reason == "It reached its time limit; the best so far is kept."
    assert found.result is not None
    assert_kept(store, caller, found.result["rota_id"])


def _worker_of(store: Store, asked: str) -> int:
    """Process of the worker whose name the job has, from the environment it was given."""
    name = f"CAREROTA_WORKER_NAME={job(store, asked).worker}".encode()
    for one in Path("/proc").iterdir():
        if one.name.isdecimal() and _environment(one).count(name):
            return int(one.name)
    raise AssertionError("no such worker")


def _environment(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""


def test_who_ignores_a_cancel_is_killed_and_what_was_saved_is_kept(store: Store) -> None:
    """The next worker keeps it; the job ends cancelled."""
    caller = empty_provider(store)
    with workers(store, IMPATIENT):
        asked = put_bare(store, caller, "ignores")
        wait(lambda: saved(store, asked))
        ask_to_cancel(store, caller, asked)
        found = ended(store, asked)
    assert (found.state, found.result) == (CANCELLED, {"resumed": True})
    assert "did not heed a cancel" in lost_why(store, asked)[0]


def test_who_ignores_a_cancel_with_nothing_saved_is_killed_and_that_is_the_end(
    store: Store,
) -> None:
    """There is nothing another worker could keep."""
    caller = empty_provider(store)
    with workers(store, IMPATIENT):
        asked = put_bare(store, caller, "ignores all")
        wait(lambda: job(store, asked).state == RUNNING)
        ask_to_cancel(store, caller, asked)
        found = ended(store, asked)
    assert (found.state, found.attempt, found.result) == (CANCELLED, 1, None)
    assert found.reason is not None
    assert "did not heed a cancel" in found.reason


@pytest.mark.parametrize(
    ("kind", "state", "result"),
    [("ignores", CANCELLED, {"resumed": True}), ("ignores all", FAILED, None)],
)
def test_who_ignores_the_time_limit_is_killed_once(
    store: Store, kind: str, state: str, result: object
) -> None:
    """It is not tried again from the beginning: it would take as long again."""
    caller = empty_provider(store)
    asked = put_bare(store, caller, kind)
    change(store, asked, most_seconds=1)
    with workers(store, IMPATIENT):
        found = ended(store, asked)
    assert (found.state, found.result) == (state, result)
    assert lost_why(store, asked) == ["Its worker did not heed its time limit and was killed."]


def test_who_stands_still_is_killed_and_the_job_resumed(store: Store) -> None:
    """No sign of life: another worker goes on from what was saved."""
    caller = empty_provider(store)
    with workers(store, WATCHFUL):
        asked = put_bare(store, caller, "freezes")
        found = ended(store, asked)
    assert (found.state, found.result) == (DONE, {"resumed": True})
    assert "no sign of life" in lost_why(store, asked)[0]


def test_a_job_that_kills_every_worker_is_given_up(store: Store) -> None:
    """After three, with the reason; the workers go on with other jobs."""
    caller = empty_provider(store)
    with workers(store, PATIENT):
        deadly, broken = put_bare(store, caller, "dies"), put_bare(store, caller, "breaks")
        assert ended(store, deadly).state == FAILED
        assert len(lost_why(store, deadly)) == 3
        found = ended(store, broken)
    assert found.state == FAILED
    assert found.reason == "A defect of ours ended it (ValueError): report it."


def test_a_service_stopped_in_good_order_puts_its_jobs_back(store: Store, tmp_path: Path) -> None:
    """With what they saved and no worker lost; the next service resumes them."""
    caller = provider(store, tmp_path)
    with workers(store, PATIENT):
        asked = put(store, caller, seconds=LONG)
        wait(lambda: saved(store, asked))
    found = job(store, asked)
    assert (found.state, found.worker) == (QUEUED, None)
    assert unpacked(found.checkpoint) is not None
    assert kinds_of(store, asked)[-1] == "released"
    with workers(store, PATIENT):
        wait(lambda: kinds_of(store, asked).count("started") == 2)
        ask_to_cancel(store, caller, asked)
        assert ended(store, asked).state == CANCELLED
    assert lost_why(store, asked) == []


SUPERVISE = """
import sys
from api.jobs import Supervisor
from api.settings import Settings
from api.store import Store
settings = Settings()
Supervisor(settings, Store(settings.database), 1, (sys.executable, "-m", sys.argv[1])).run()
"""


def test_workers_die_with_whoever_started_them(store: Store) -> None:
    """Kill -9 of the supervisor: its worker is gone too, and another service has the job."""
    caller = empty_provider(store)
    asked = put_bare(store, caller, "ignores")
    told = {**os.environ, **environment_of(PATIENT, store)}
    process = subprocess.Popen([sys.executable, "-c", SUPERVISE, COMMAND], env=told)
    try:
        wait(lambda: saved(store, asked))
        worker = _worker_of(store, asked)
    finally:
        process.kill()
        process.wait()
    wait(lambda: not Path(f"/proc/{worker}").exists() or _is_zombie(worker))
    with workers(store, WATCHFUL):
        found = ended(store, asked)
    assert (found.state, found.result) == (DONE, {"resumed": True})


def _is_zombie(pid: int) -> bool:
    return " Z " in Path(f"/proc/{pid}/stat").read_text()


def test_no_name_and_no_message_of_a_defect_gets_into_a_job_or_its_events(
    store: Store, tmp_path: Path
) -> None:
    """Of tables with names in them, and of an error that quotes one."""
    caller = provider(store, tmp_path)
    with workers(store, PATIENT):
        asked = [put(store, caller, iterations=2000), put_bare(store, caller, "breaks")]
        found = [ended(store, one) for one in asked]
    with store.read(caller.tenant) as session:
        said = [row.body for row in session.scalars(select(JobEvent))]
    text = json.dumps([said, *([one.asked, one.result, one.reason] for one in found)])
    for name in ("Ada", "Quill", "Wren", "Alder", "insulin"):
        assert name not in text
