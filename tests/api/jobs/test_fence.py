"""A worker that was given up changes nothing, whenever its write arrives."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.jobs import Claim, GivenUpError, cancel, claim, fenced
from api.jobs.ends import finish, lose_worker, release
from api.jobs.pulse import Ended, News, Pulse
from api.jobs.states import CANCELLED, DONE, FAILED, FINAL, QUEUED, RUNNING, EventKind, tell
from api.store import Job, Store, new_id
from solver.stop import Halt
from tests.api.jobs.queued import empty_provider, events, job, kinds_of, put_bare

WRITES = ("progress", "checkpoint", "finish", "release")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("claim"), st.integers(0, 2)),
        st.tuples(st.just("lose"), st.integers(0, 2)),
        st.tuples(st.sampled_from(WRITES), st.integers(0, 2)),
        st.tuples(st.just("cancel"), st.just(0)),
    ),
    max_size=14,
)


def picture(store: Store, job_id: str) -> tuple[Any, ...]:
    """Everything a write could change."""
    found = job(store, job_id)
    said = [(one.id, one.kind, str(one.body)) for one in events(store, job_id)]
    return found.state, found.worker, found.attempt, found.checkpoint, str(found.result), said


def write(store: Store, held: Claim, what: str) -> None:
    """One write of a worker, unlike every other."""
    if what == "release":
        release(store, held)
        return
    with fenced(store, held) as session:
        if what == "progress":
            tell(session, held.tenant, held.job_id, EventKind.PROGRESS, {"by": held.worker})
        elif what == "checkpoint":
            session.get_one(Job, held.job_id).checkpoint = new_id("saved").encode()
        else:
            finish(session, held, DONE, result={"by": held.worker}, reason=None)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_whatever_happens_in_whatever_order_only_the_owner_writes(
    store: Store, steps: list[tuple[str, int]]
) -> None:
    """Three workers claim, are lost, and write with any claim they ever had.

    A write takes effect exactly if its claim is the job's latest and the job runs; otherwise
    nothing of the job changes. What is saved stays what was saved last, and a job that has
    ended stays as it ended.
    """
    caller = empty_provider(store, new_id("tenant"))
    asked = put_bare(store, caller)
    ever: list[Claim] = []
    for what, who in steps:
        before = picture(store, asked)
        if what == "claim":
            found = claim(store, f"worker_{who}")
            assert (found is not None) == (before[0] == QUEUED)
            if found is not None:
                ever.append(found)
        elif what == "lose":
            lose_worker(store, f"worker_{who}", "killed")
        elif what == "cancel":
            if before[0] not in FINAL:
                with store.write(caller.tenant) as session:
                    cancel(session, caller, asked)
        else:
            for held in [one for one in ever if one.worker == f"worker_{who}"]:
                _written_if_own(store, held, what)
        if before[0] in FINAL:
            assert picture(store, asked) == before
    _end(store, asked)


def _written_if_own(store: Store, held: Claim, what: str) -> None:
    before = picture(store, held.job_id)
    own = before[:3] == (RUNNING, held.worker, held.attempt)
    if own:
        write(store, held, what)
        assert picture(store, held.job_id) != before
    else:
        with pytest.raises(GivenUpError):
            write(store, held, what)
        assert picture(store, held.job_id) == before


def _end(store: Store, asked: str) -> None:
    """However it stands, the job can still come to an end."""
    while job(store, asked).state not in FINAL:
        held = claim(store, "worker_last")
        if held is not None:
            write(store, held, "finish")
        else:
            lose_worker(store, str(job(store, asked).worker), "killed")
    assert kinds_of(store, asked)[-1] in {DONE, CANCELLED, FAILED}


def test_writers_at_once_leave_one_owner(store: Store) -> None:
    """A worker finishes while it is given up: one of the two happened, never half of each."""
    caller = empty_provider(store)
    for _ in range(15):
        asked = put_bare(store, caller)
        held = claim(store, "worker_a")
        assert held is not None
        both = [
            threading.Thread(target=_try, args=(store, held)),
            threading.Thread(target=lose_worker, args=(store, "worker_a", "killed")),
        ]
        for one in both:
            one.start()
        for one in both:
            one.join()
        found = job(store, asked)
        if found.state == DONE:
            assert found.result == {"by": "worker_a"}
            assert kinds_of(store, asked) == ["queued", "started", "done"]
        else:
            assert (found.state, found.result) == (QUEUED, None)
            assert kinds_of(store, asked) == ["queued", "started", "lost"]
            _end(store, asked)


def _try(store: Store, held: Claim) -> None:
    with suppress(GivenUpError):
        write(store, held, "finish")


def test_a_worker_given_up_is_told_by_its_pulse_and_its_search_ends(store: Store) -> None:
    """The pulse sees that the job is another's, halts the search and writes no more."""
    caller = empty_provider(store)
    asked = put_bare(store, caller)
    held = claim(store, "worker_a")
    assert held is not None
    halt = Halt()
    pulse = Pulse(store, held, halt, stopping=threading.Event())
    pulse.start()
    lose_worker(store, "worker_a", "killed")
    second = claim(store, "worker_b")
    assert second is not None
    while not halt.is_set:
        pulse.tell(News({"by": "worker_a"}))
    pulse.stop()
    assert pulse.ended is Ended.GIVEN_UP
    before = picture(store, asked)
    with pytest.raises(GivenUpError):
        pulse.write()
    assert picture(store, asked) == before
