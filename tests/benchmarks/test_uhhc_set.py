"""The set ``uhhc`` in rows, worked by hand."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.sets.judge import ask_judge
from benchmarks.sets.uhhc import MEAL, UhhcInstance, instance_of, verdict
from solver.model import Solution, Term
from solver.score import score
from tests.benchmarks.shared import BENCH, an_answer, needs
from tests.benchmarks.tiny import a_tiny_uhhc, a_uhhc_client

BY_HAND = 1305
"""Objective of ``the_rota``: 60 + 40 + 30 + 40 + 100 + 1,020 + 7 + 8; see the first test."""

NOBODY = -1


def minutes(*moments: int) -> list[int]:
    """Moments of the set in seconds."""
    return [60 * moment for moment in moments]


def a_tiny_instance(**weights: int | str | None) -> UhhcInstance:
    """The tiny instance under other weights."""
    return instance_of("tiny", a_tiny_uhhc(**weights))


def the_rota(tiny: UhhcInstance, *, meal: int = 0) -> Solution:
    """c1 visits p1, p2, eats, visits p3 from 120; c2 visits p4 from 180; p5 is left out."""
    duty = [0, 0, 0, 1, NOBODY, meal]
    return an_answer(tiny.problem, duty, minutes(20, 50, 120, 180, 0, 70))


def test_every_component_counts_as_worked_by_hand() -> None:
    """Travel 60 min; 10 min late at p2 and at p4; c1 waits 10 at p3; c2 is home 20 min over.

    c1: p1 20-40 in time, p2 50-70 though due at 60, meal at p3 80-110, p3 in the second window
    at 120. c2 leaves at 170, works 180-210 though due at 200, is back at 220;
    idle 170. c2 is not preferred and p5 is left out: 60 * 1 + 20 * 2 + 10 * 3 + 10 * 4 +
    20 * 5 + 170 * 6 + 7 + 8 = 1,305.
    """
    tiny = a_tiny_instance()
    rota = the_rota(tiny)
    assert rota.cost == (0, 60 * BY_HAND)
    assert tiny.objective(rota) == BY_HAND


def test_a_missed_meal_costs_its_weight_and_the_longer_wait() -> None:
    """Without the meal c1 reaches p3 at 80 and waits 40, 30 more: 30 * 4 + 9."""
    tiny = a_tiny_instance()
    assert tiny.objective(the_rota(tiny, meal=NOBODY)) == BY_HAND + 129


@pytest.mark.parametrize(
    ("window_met", "late"), [("at_service_start", 5), ("at_service_end", 5 + 20 + 20)]
)
def test_lateness_is_of_the_start_or_of_the_end(window_met: str, late: int) -> None:
    """p1 starts 5 min after its second window of 100-130, p2 at the end of its own of 50-60.

    Each lasts 20 min; the meal, at the end of its time, is never late.
    """
    given = copy.deepcopy(a_tiny_uhhc())
    given["metadata"]["time_window_met"] = window_met
    tiny = instance_of("tiny", given)
    rota = an_answer(tiny.problem, [0, 0, -1, -1, -1, 0], minutes(135, 60, 0, 0, 0, 90))
    without = replace(tiny.problem, task_late=np.zeros_like(tiny.problem.task_late))
    cheaper = an_answer(without, rota.duty.tolist(), rota.release.tolist())
    assert rota.cost[1] - cheaper.cost[1] == 60 * 2 * late


def test_a_meal_is_never_late() -> None:
    """With one client in time and the meal at 90, the last it may start, nothing is late."""
    tiny = a_tiny_instance()
    rota = an_answer(tiny.problem, [0, -1, -1, -1, -1, 0], minutes(20, 0, 0, 0, 0, 90))
    assert score(tiny.problem, rota.duty, rota.start).terms[Term.GREATEST_LATE] == 0


def test_starts_are_whole_minutes() -> None:
    """A start asked for at half past 20 is put off to 21."""
    tiny = a_tiny_instance()
    rota = an_answer(tiny.problem, [0, -1, -1, -1, -1, -1], [60 * 20 + 30, 0, 0, 0, 0, 0])
    assert rota.start[0] == 60 * 21


@pytest.mark.parametrize("name", ["total_waiting_time", "total_extra_time", "missed_lunch_break"])
def test_an_absent_component_is_ignored(name: str) -> None:
    """The same rota without the meal: 40 min of waiting, 20 of extra time, one meal missed."""
    charged = {"total_waiting_time": 160, "total_extra_time": 100, "missed_lunch_break": 9}
    tiny = a_tiny_instance(**{name: None})
    without = tiny.objective(the_rota(tiny, meal=NOBODY))
    assert without == BY_HAND + 129 - charged[name]


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("total_tardiness", 20 * 60),
        ("highest_tardiness", 10 * 60),
        ("optional_patients", 86_400),
    ],
)
def test_a_hard_component_is_a_tier_above(name: str, points: int) -> None:
    """Twenty minutes late, ten at most, and a client left out who may not be."""
    assert the_rota(a_tiny_instance(**{name: "HARD"})).cost[0] == points


def test_a_hard_wish_forbids_the_carer() -> None:
    """Only c1 is preferred by p4 and only c2 has the skill: with hard wishes nobody may."""
    soft, hard = a_tiny_instance().problem, a_tiny_instance(caregiver_preferences="HARD").problem
    assert soft.allowed[soft.task_pair[3]].tolist() == [0, 1]
    assert hard.allowed[hard.task_pair[3]].tolist() == [0, 0]


def test_an_incompatible_carer_is_not_allowed() -> None:
    """Incompatible carers are forbidden though the file gives them no component."""
    given = copy.deepcopy(a_tiny_uhhc())
    given["patients"][0]["incompatible_caregivers"] = ["c1"]
    problem = instance_of("tiny", given).problem
    assert problem.allowed[problem.task_pair[:2], 0].tolist() == [0, 1]


def test_a_client_who_must_be_visited_outweighs_everything() -> None:
    """Leaving p1 out too is worse, though the judge charges no more than for p5."""
    tiny = a_tiny_instance()
    rota = an_answer(tiny.problem, [-1, 0, 0, 1, -1, 0], minutes(0, 50, 120, 180, 0, 70))
    assert rota.cost[0] > 0
    assert tiny.objective(rota) == BY_HAND + 8 - 10
    said: dict[str, Any] = {
        "feasible": True,
        "errors": [],
        "value": {"objective": BY_HAND - 2, "raw": {"optional_patients": 2}},
    }
    assert not verdict(said, a_tiny_uhhc(), tiny.answer(rota)).accepted


def test_a_meal_with_time_to_travel_first_is_taken_at_the_next_client() -> None:
    """After p2 at p3, where c1 is from 80 on; before the first visit at p3 as well."""
    tiny = a_tiny_instance()
    assert where_they_eat(tiny, the_rota(tiny)) == ("p3", 80)
    first = an_answer(tiny.problem, [-1, -1, 0, 1, -1, 0], minutes(0, 0, 120, 180, 0, 60))
    assert where_they_eat(tiny, first) == ("p3", 60)


def test_a_meal_without_time_to_travel_first_is_taken_where_the_carer_is() -> None:
    """After p2 until 85 at p2: p3 is reached at 95, and the meal is to begin by 90."""
    tiny = a_tiny_instance()
    assert where_they_eat(tiny, a_late_meal(tiny)) == ("p2", 85)
    late = instance_of("late", a_late_shift())
    first = an_answer(late.problem, [-1, -1, 0, 1, -1, 0], minutes(0, 0, 120, 180, 0, 60))
    assert where_they_eat(late, first) == ("d0", 85)


def test_a_meal_with_nobody_after_it_is_taken_where_the_carer_is() -> None:
    """After p2 at p2, though there is time to go anywhere; alone at the departing point."""
    tiny = a_tiny_instance()
    last = an_answer(tiny.problem, [-1, 0, -1, 1, -1, 0], minutes(0, 50, 0, 180, 0, 60))
    assert where_they_eat(tiny, last) == ("p2", 70)
    alone = an_answer(tiny.problem, [-1, -1, -1, 1, -1, 0], minutes(0, 0, 0, 180, 0, 60))
    assert where_they_eat(tiny, alone) == ("d0", 60)


def a_late_meal(tiny: UhhcInstance) -> Solution:
    """c1 visits p2 from 65, eats and goes on to p3; c2 visits p4 from 180."""
    return an_answer(tiny.problem, [NOBODY, 0, 0, 1, NOBODY, 0], minutes(0, 65, 120, 180, 0, 66))


def a_late_shift() -> dict[str, Any]:
    """The tiny instance with a shift of c1 from 85: p3 is not reached before 95."""
    given = copy.deepcopy(a_tiny_uhhc())
    given["caregivers"][0]["working_shift"] = {"start": 85, "end": 200}
    return given


def where_they_eat(tiny: UhhcInstance, rota: Solution) -> tuple[str, int]:
    """At whom c1 has the meal, and from which minute on."""
    (meal,) = (
        stop for stop in tiny.answer(rota)["routes"][0]["locations"] if stop["service"] == MEAL
    )
    return str(meal["patient"]), int(meal["arrival_time"])


def test_services_independent_of_each_other_may_have_one_carer() -> None:
    """Only where two services are together or in order do they need two carers and a link."""
    two = [{"service": "s0", "duration": 20}, {"service": "s1", "duration": 20}]
    ways = [None, {"type": "independent"}, {"type": "simultaneous"}]
    ways.append({"type": "sequential", "distance": {"min": 15, "max": 45}})
    given = copy.deepcopy(a_tiny_uhhc())
    given["patients"] = [
        a_uhhc_client(row, (0, 200), required_services=two, synchronization=way)
        for row, way in enumerate(ways, start=1)
    ]
    problem = instance_of("tiny", given).problem
    assert problem.unit_distinct.tolist() == [0, 0, 1, 1, 1]
    links = (problem.link_first, problem.link_second, problem.link_least, problem.link_most)
    assert [column.tolist() for column in links] == [[4, 6], [5, 7], [0, 900], [0, 2700]]


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        (("metadata", "origin"), "bazirha", "shift starts"),
        (("distances", 0, 1), 10.5, "whole minutes"),
        (("metadata", "cost_components", "workload_balance"), 3, "workload_balance"),
        (("metadata", "cost_components", "travel_time"), 0.5, "whole number"),
        (("patients", 0, "time_windows"), [{"start": 1, "end": 2}] * 3, "windows"),
    ],
)
def test_what_is_not_read_is_refused(path: tuple[Any, ...], value: Any, word: str) -> None:
    """An instance that asks for more is refused rather than solved as something else."""
    given = copy.deepcopy(a_tiny_uhhc())
    inner: Any = given
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(ValueError, match=word):
        instance_of("tiny", given)


@needs("uhhc")
def test_the_judge_finds_the_objective_worked_by_hand(tmp_path: Path) -> None:
    """With the meal taken at the next client's, at the last one's, before all, and missed."""
    tiny = a_tiny_instance()
    first = an_answer(tiny.problem, [-1, -1, 0, 1, -1, 0], minutes(0, 0, 120, 180, 0, 60))
    for rota in (the_rota(tiny), the_rota(tiny, meal=NOBODY), a_late_meal(tiny), first):
        assert_judged_alike(tiny, a_tiny_uhhc(), rota, tmp_path)
    late = instance_of("late", a_late_shift())
    first = an_answer(late.problem, [-1, -1, 0, 1, -1, 0], minutes(0, 0, 120, 180, 0, 60))
    assert_judged_alike(late, a_late_shift(), first, tmp_path)


def assert_judged_alike(
    instance: UhhcInstance, given: dict[str, Any], rota: Solution, folder: Path
) -> None:
    """The set's judge finds no fault, and our objective."""
    file, judge = folder / "instance.json", BENCH / "uhhc" / "check.py"
    file.write_text(json.dumps(given))
    said = ask_judge(judge, ("--json",), file, instance.answer(rota))
    assert (said["errors"], said["value"]["objective"]) == ([], instance.objective(rota))
