"""The set ``hhcrsp`` in rows, worked by hand."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from benchmarks.sets.hhcrsp import HhcrspInstance, instance_of
from benchmarks.sets.judge import ask_judge
from solver.score import faults
from tests.benchmarks.shared import BENCH, an_answer, needs
from tests.benchmarks.tiny import a_tiny_hhcrsp


def a_tiny_instance(**synchronization: Any) -> HhcrspInstance:
    """The tiny instance, its second client's services apart as asked."""
    given = copy.deepcopy(a_tiny_hhcrsp())
    if synchronization:
        given["patients"][1]["synchronization"] = synchronization
    return instance_of("tiny", given)


def test_the_cost_is_three_thousand_times_the_objective() -> None:
    """c1 goes to p1 and on to p2, where c2 waits from 20.25 until c1 is there at 20.625.

    c1 starts at 10.5, works 5 and goes 5.125. Distance 10.5 + 5.125 + 20.25 + 2 * 20.25 =
    76.375; both services start 2.625 after 18, so lateness 5.25 and the greatest 2.625.
    """
    tiny = a_tiny_instance()
    answer = an_answer(tiny.problem, [0, 0, 1], [10_000, 12_000, 12_000])
    assert answer.start.tolist() == [10_500, 20_625, 20_625]
    assert answer.cost == (0, 76_375 + 5_250 + 2_625)
    assert tiny.objective(answer) == pytest.approx(84.25 / 3, abs=1e-12)


def test_an_answer_names_clients_services_and_starts() -> None:
    """Moments are given back in the set's own unit, of which a second is a thousandth."""
    tiny = a_tiny_instance()
    answer = tiny.answer(an_answer(tiny.problem, [0, 0, 1], [10_000, 12_000, 12_000]))
    stops = [
        {"patient": "p1", "service": "s1", "arrival_time": 10.5, "departure_time": 15.5},
        {"patient": "p2", "service": "s1", "arrival_time": 20.625, "departure_time": 24.625},
    ]
    assert answer["routes"][0] == {"caregiver_id": "c1", "locations": stops}
    assert answer["routes"][1]["locations"] == [{**stops[1], "service": "s2"}]


def test_a_client_left_out_costs_more_than_anything() -> None:
    """Without p1 the cost falls in the second tier, and a point in the first outweighs it."""
    tiny = a_tiny_instance()
    left_out = an_answer(tiny.problem, [-1, 0, 1], [10_000, 12_000, 12_000])
    assert left_out.cost == (1, 4 * 20_250 + 2 * 2_250 + 2_250)
    assert left_out.cost > an_answer(tiny.problem, [0, 0, 1], [10_000, 12_000, 12_000]).cost


def test_services_in_order_are_apart_by_what_was_agreed() -> None:
    """The second starts 7 to 9 after the first: when its carer is there, s2 waits for s1."""
    tiny = a_tiny_instance(type="sequential", distance=[7, 9])
    answer = an_answer(tiny.problem, [0, 0, 1], [10_000, 12_000, 12_000])
    assert answer.start.tolist() == [10_500, 20_625, 27_625]


def test_one_carer_may_not_make_both_services() -> None:
    """Two services of one client need two carers, even where one has both skills."""
    given = copy.deepcopy(a_tiny_hhcrsp())
    given["caregivers"][0]["abilities"] = ["s1", "s2"]
    given["patients"][1]["synchronization"] = {"type": "sequential", "distance": [4, 99]}
    problem = instance_of("tiny", given).problem
    answer = an_answer(problem, [0, 0, 0], [10_000, 12_000, 13_000])
    assert any(
        fault.startswith("twice")
        for fault in faults(problem, answer.duty, answer.start, answer.start)
    )


@needs("hhcrsp")
def test_the_judge_finds_the_objective_worked_by_hand(tmp_path: Any) -> None:
    """76.375 of distance, 5.25 of lateness, 2.625 the greatest; a third each."""
    import json

    tiny, file = a_tiny_instance(), tmp_path / "tiny.json"
    file.write_text(json.dumps(a_tiny_hhcrsp()))
    answer = tiny.answer(an_answer(tiny.problem, [0, 0, 1], [10_000, 12_000, 12_000]))
    said = ask_judge(BENCH / "hhcrsp" / "check.py", ("--json",), file, answer)
    assert said["feasible"]
    assert said["value"]["cost"] == pytest.approx(84.25 / 3, abs=1e-9)
