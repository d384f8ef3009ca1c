"""Jobs queued, claimed, lost and ended, in the store alone and on both databases."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from api.audit import verify
from api.jobs import Claim, cancel, claim
from api.jobs.ends import MOST_LOST, finish, lose_worker, reap, release
from api.jobs.fence import fenced
from api.jobs.states import CANCELLED, DONE, FAILED, QUEUED, RUNNING
from api.problems import Problem
from api.store import AuditRow, Store, Tenant, now
from tests.api.jobs.queued import change, empty_provider, events, job, kinds_of, put_bare


def claimed(store: Store, worker: str = "worker_a") -> Claim:
    """The next job, which there is."""
    found = claim(store, worker)
    assert found is not None
    return found


def test_jobs_are_claimed_in_the_order_they_were_asked_for(store: Store) -> None:
    """And each once; then there is none."""
    caller = empty_provider(store)
    asked = [put_bare(store, caller) for _ in range(3)]
    assert [claimed(store, f"worker_{turn}").job_id for turn in range(3)] == asked
    assert claim(store, "worker_x") is None
    assert job(store, asked[0]).state == RUNNING


def test_many_workers_never_claim_the_same_job(store: Store) -> None:
    """Eight threads, twenty jobs: each job is somebody's, and nobody else's."""
    caller = empty_provider(store)
    asked = {put_bare(store, caller) for _ in range(20)}
    taken: list[str] = []

    def take(worker: str) -> None:
        misses = 0
        while misses < 3:
            found = claim(store, worker)
            if found is None:
                misses += 1
            else:
                taken.append(found.job_id)

    threads = [threading.Thread(target=take, args=(f"worker_{row}",)) for row in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert Counter(taken) == Counter(asked)


def test_a_providers_many_jobs_do_not_keep_anothers_waiting(store: Store) -> None:
    """Who has fewer under way goes first, though asked for later."""
    many, one = empty_provider(store, "tenant_a"), empty_provider(store, "tenant_b")
    first = [put_bare(store, many) for _ in range(3)]
    late = put_bare(store, one)
    assert [claimed(store).job_id for _ in range(4)] == [first[0], late, first[1], first[2]]


def test_a_provider_may_have_so_many_jobs_and_no_more(store: Store) -> None:
    """Queued and running count; one that has ended makes room."""
    caller = empty_provider(store)
    with store.write(None) as session:
        session.execute(update(Tenant).values(most_jobs=2))
    put_bare(store, caller)
    put_bare(store, caller)
    held = claimed(store)
    with pytest.raises(Problem) as refused:
        put_bare(store, caller)
    assert refused.value.code == "quota"
    with fenced(store, held) as session:
        finish(session, held, DONE, result=None, reason=None)
    put_bare(store, caller)


def test_a_job_lost_is_tried_again_and_given_up_after_three(store: Store) -> None:
    """Each loss is an event; the last ends the job with a reason."""
    caller = empty_provider(store)
    asked = put_bare(store, caller)
    for turn in range(MOST_LOST):
        held = claimed(store, f"worker_{turn}")
        assert held.attempt == turn + 1
        assert lose_worker(store, held.worker, "Its process ended (-9).") == [asked]
    found = job(store, asked)
    assert found.state == FAILED
    assert found.reason is not None
    assert "3 workers were lost" in found.reason
    assert kinds_of(store, asked) == ["queued"] + ["started", "lost"] * 3 + ["failed"]
    assert claim(store, "worker_x") is None


def test_a_job_put_back_in_good_order_counts_no_loss(store: Store) -> None:
    """A service restarted often loses no job to the limit of lost workers."""
    caller = empty_provider(store)
    asked = put_bare(store, caller)
    for _ in range(2 * MOST_LOST):
        release(store, claimed(store))
    assert job(store, asked).state == QUEUED
    lose_worker(store, claimed(store).worker, "killed")
    assert job(store, asked).state == QUEUED


def test_only_the_silent_are_reaped(store: Store) -> None:
    """Of two running jobs, the one whose worker has said nothing for longer than is allowed."""
    caller = empty_provider(store)
    silent, alive = put_bare(store, caller), put_bare(store, caller)
    claimed(store, "worker_a"), claimed(store, "worker_b")
    change(store, silent, heartbeat_at=now() - timedelta(seconds=60))
    assert reap(store, 10.0) == [silent]
    assert job(store, silent).state == QUEUED
    assert job(store, alive).state == RUNNING


def test_cancelling_what_nobody_has_begun_ends_it(store: Store) -> None:
    """At once; asked twice, it is recorded once."""
    caller = empty_provider(store)
    asked = put_bare(store, caller)
    for _ in range(2):
        with store.write(caller.tenant) as session:
            assert cancel(session, caller, asked).state == CANCELLED
    assert kinds_of(store, asked) == ["queued", "cancel", "cancelled"]
    assert claim(store, "worker_x") is None
    with store.read(caller.tenant) as session:
        actions = [row.action for row in session.scalars(select(AuditRow))]
        assert verify(session) is None
    assert actions == ["ask for solve", "cancel solve"]


def test_cancelling_what_was_saved_lets_a_worker_keep_it(store: Store) -> None:
    """It stays queued, and whoever claims it knows that it was cancelled."""
    caller = empty_provider(store)
    asked = put_bare(store, caller)
    change(store, asked, checkpoint=b"saved")
    with store.write(caller.tenant) as session:
        assert cancel(session, caller, asked).state == QUEUED
    held = claimed(store)
    assert held.cancelled
    assert held.checkpoint == b"saved"


def test_what_has_ended_cannot_be_cancelled(store: Store) -> None:
    """The answer says what it is."""
    caller = empty_provider(store)
    asked, held = put_bare(store, caller), claimed(store)
    with fenced(store, held) as session:
        finish(session, held, DONE, result={"rota_id": "rota_x"}, reason=None)
    with pytest.raises(Problem) as refused, store.write(caller.tenant) as session:
        cancel(session, caller, asked)
    assert refused.value.code == "wrong-state"


def test_a_stranger_cannot_cancel(store: Store) -> None:
    """Another provider's job is not there."""
    ours, theirs = empty_provider(store, "tenant_a"), empty_provider(store, "tenant_b")
    asked = put_bare(store, ours)
    with pytest.raises(Problem) as refused, store.write(theirs.tenant) as session:
        cancel(session, theirs, asked)
    assert refused.value.code == "not-found"


def test_events_name_no_more_than_ids(store: Store) -> None:
    """Workers, attempts, persons by id."""
    caller = empty_provider(store)
    asked, held = put_bare(store, caller), claimed(store)
    release(store, held)
    started = events(store, asked)[1]
    assert started.body == {"attempt": 1, "worker": "worker_a", "resumed": False}
    assert started.tenant_id == caller.tenant
