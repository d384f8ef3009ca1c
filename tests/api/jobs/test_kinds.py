"""Every kind of job from question to result, worked on in this process, on both databases."""

from __future__ import annotations

import threading
from datetime import time
from pathlib import Path
from typing import Any

import pytest

from api.auth import Caller
from api.desk.weeks import base_of, given_at, laid_at
from api.jobs import claim
from api.jobs.kinds import KINDS
from api.jobs.kinds.capacity import stops
from api.jobs.states import DONE, FAILED
from api.jobs.work import work
from api.settings import Settings
from api.store import Job, RotaRow, Store
from scheduler.planning.capacity import Asked, Band, Bottleneck
from scheduler.planning.week import plan_week
from scheduler.planning.words import MEANING, Why
from scheduler.referee import judge
from tests.api.jobs.queued import events, job, provider, put

ONE = Settings(threads=1)
BREAKFAST = Asked(
    zone="Melton", band=Band(name="breakfast", begins=time(7), ends=time(10)), doors=()
)
STEPS = 3000


def worked(store: Store, caller: Caller, kind: str, **asked: Any) -> Job:
    """A job asked for and worked on until it ends."""
    made = put(store, caller, kind, **asked)
    held = claim(store, "worker_a")
    assert held is not None
    work(store, ONE, held, stopping=threading.Event())
    return job(store, made)


def result_of(store: Store, caller: Caller, kind: str, **asked: Any) -> dict[str, Any]:
    """The result of a job that succeeds, in its kind's own form."""
    found = worked(store, caller, kind, **asked)
    assert found.state == DONE, found.reason
    assert found.result is not None
    assert KINDS[kind].result.model_validate(found.result).model_dump(mode="json") == found.result
    return found.result


def rota(store: Store, caller: Caller, rota_id: str) -> RotaRow:
    """A rota of the store."""
    with store.read(caller.tenant) as session:
        return session.get_one(RotaRow, rota_id)


def test_a_solve_by_steps_is_the_command_lines(store: Store, tmp_path: Path) -> None:
    """The same tables, steps, seed and threads give the same rota, visit by visit."""
    caller = provider(store, tmp_path)
    result = result_of(store, caller, "solve", iterations=STEPS, seed=4, threads=1, name="w49")
    base = base_of(ONE, store)
    row = rota(store, caller, result["rota_id"])
    with store.read(caller.tenant) as session:
        given = given_at(base, session, row.snapshot_id, None, 7)
    alone = plan_week(given.week, iterations=STEPS, seed=4, threads=1)
    kept = laid_at(base, caller.tenant, row.id).rota
    assert kept.assignments == alone.rota.assignments
    assert kept.breaks == alone.rota.breaks
    assert row.cost == result["cost"] == list(alone.cost)
    assert result["bound"] <= result["cost"]
    assert (row.name, row.stage, row.legal) == ("w49", "draft", True)


def test_progress_tells_figures_and_what_is_saved(store: Store, tmp_path: Path) -> None:
    """At least the last look of the search, saved, with costs that never rise."""
    caller = provider(store, tmp_path)
    made = worked(store, caller, "solve", iterations=STEPS)
    told = [one.body for one in events(store, made.id) if one.kind == "progress"]
    assert told[-1]["saved"]
    assert {"elapsed_s", "iterations", "cost", "left_out", "faces"} <= set(told[-1])
    costs = [one["cost"] for one in told]
    assert costs == sorted(costs, reverse=True)


def test_a_solve_goes_on_from_a_rota_and_keeps_its_pins(store: Store, tmp_path: Path) -> None:
    """It is no dearer, and the pinned visit stays with the carer it was pinned to."""
    caller = provider(store, tmp_path)
    first = result_of(store, caller, "solve", iterations=200)
    base = base_of(ONE, store)
    made = laid_at(base, caller.tenant, first["rota_id"]).rota.assignments[0]
    pin = {"visit_id": made.visit, "carers": list(made.carers)}
    asked = {"iterations": STEPS, "rota_id": first["rota_id"], "pins": [pin]}
    second = result_of(store, caller, "solve", **asked)
    assert second["cost"] <= first["cost"]
    found = laid_at(base, caller.tenant, second["rota_id"]).rota
    assert [one.carers for one in found.assignments if one.visit == made.visit] == [made.carers]
    assert rota(store, caller, second["rota_id"]).parent_id == first["rota_id"]


def test_what_cannot_be_done_fails_with_every_error(store: Store, tmp_path: Path) -> None:
    """Pins of visits and carers that are not there: each named by id."""
    caller = provider(store, tmp_path)
    pins = [{"visit_id": "nothing"}, {"visit_id": "nowhere", "carers": ["K9"]}]
    found = worked(store, caller, "solve", iterations=STEPS, pins=pins)
    assert found.state == FAILED
    assert found.result is not None
    assert [one["value"] for one in found.result["errors"]] == ["nothing", "nowhere", "K9"]
    assert found.reason is not None
    assert "And 2 more" in found.reason


def test_a_period_without_visits_fails_with_a_reason(store: Store, tmp_path: Path) -> None:
    """In words a planner can act on."""
    caller = provider(store, tmp_path)
    found = worked(store, caller, "solve", iterations=STEPS, first_day="2001-01-01")
    assert found.state == FAILED
    assert found.reason


@pytest.fixture
def planned(store: Store, tmp_path: Path) -> tuple[Store, Caller, str]:
    """A provider with a rota."""
    caller = provider(store, tmp_path)
    return store, caller, result_of(store, caller, "solve", iterations=STEPS)["rota_id"]


def test_a_repair_ends_with_options_that_rest_on_facts(
    planned: tuple[Store, Caller, str],
) -> None:
    """Somebody is ill: each option leaves them nothing to come, and is legal as things are."""
    store, caller, before = planned
    base = base_of(ONE, store)
    laid = laid_at(base, caller.tenant, before)
    ill = laid.rota.assignments[0].carers[0]
    at = laid.given.week.horizon.instant(0).isoformat()
    result = result_of(store, caller, "repair", rota_id=before, at=at, events=[f"absent:{ill}"])
    assert result["broken"]
    for option in result["options"]:
        mended = laid_at(base, caller.tenant, option["rota_id"])
        today = [a for a in mended.rota.assignments if mended.given.week.visit[a.visit].day == 0]
        assert all(ill not in one.carers for one in today)
        assert mended.facts
        assert judge(mended.given.week, mended.rota).is_legal == option["legal"]
        assert rota(store, caller, option["rota_id"]).parent_id == before


def test_a_frontier_ends_with_plans_none_of_which_beats_another(
    planned: tuple[Store, Caller, str],
) -> None:
    """Each a draft; in what is compared, none is as good or better than another throughout."""
    store, caller, _ = planned
    result = result_of(store, caller, "frontier", iterations=STEPS, plans=2)
    assert result["plans"]
    for plan in result["plans"]:
        assert rota(store, caller, plan["rota_id"]).cost == plan["cost"]
    assert result["shortfall"] or len(result["plans"]) >= 2


def test_capacity_says_how_many_fit_and_the_same_to_the_same_question(
    planned: tuple[Store, Caller, str],
) -> None:
    """Of a rota, as often as it is asked."""
    store, caller, before = planned
    question = {"zone": "Rutland", "band": "12:00-14:00", "most": 3, "iterations": STEPS}
    inside = result_of(store, caller, "capacity", rota_id=before, seeds=1, **question)
    again = result_of(store, caller, "capacity", rota_id=before, seeds=1, **question)
    assert inside == again
    assert 0 <= inside["fits"] <= 3


def test_what_a_commissioner_is_told_of_capacity_counts_nobody() -> None:
    """The limit and its cause; no count of people or visits, which in a hamlet names somebody."""
    counted = Bottleneck(why=Why.SKILL, counts={Why.SKILL: 2}, sentence="2 of 3 carers lack hoist.")
    harmed = Bottleneck(why=None, counts={}, sentence="1 person would meet more carers.")
    assert stops(BREAKFAST, counted, outside=False) == counted.sentence
    told = [stops(BREAKFAST, one, outside=True) for one in (counted, harmed)]
    assert told == [
        f"breakfast, Melton: {MEANING[Why.SKILL]}.",
        "breakfast, Melton: somebody else would be harmed.",
    ]
    assert stops(BREAKFAST, None, outside=True) is None


def test_robustness_does_without_each_carer(planned: tuple[Store, Caller, str]) -> None:
    """Those who work, or those named."""
    store, caller, before = planned
    whole = result_of(store, caller, "robust", rota_id=before, iterations=STEPS)
    assert whole["carers"] == 3
    one = result_of(store, caller, "robust", rota_id=before, iterations=STEPS, without=["K1"])
    assert one["carers"] == 1
    failed = worked(store, caller, "robust", rota_id=before, without=["K9"])
    assert (failed.state, "K9" in str(failed.reason)) == (FAILED, True)


def test_an_emergency_plan_uses_only_those_left(planned: tuple[Store, Caller, str]) -> None:
    """And is kept with the facts it rests on."""
    store, caller, before = planned
    result = result_of(store, caller, "emergency", rota_id=before, carers=2, iterations=STEPS)
    laid = laid_at(base_of(ONE, store), caller.tenant, result["rota_id"])
    working = {carer for one in laid.rota.assignments for carer in one.carers}
    assert working <= set(result["carers"])
    assert len(result["carers"]) == 2
