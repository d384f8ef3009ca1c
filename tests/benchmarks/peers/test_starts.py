"""The best starts of given rounds, by hand and against the set's own judge."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from benchmarks.peers.care import Rounds, care_of, rounds_of, tours_of
from benchmarks.peers.price import deviation, objective
from benchmarks.peers.repair import legal
from benchmarks.peers.starts import best_starts, whole_hours
from tests.benchmarks.peers.small import HOUR, a_carer, a_shift, a_small_week, a_visit, given
from tests.benchmarks.shared import BENCH, needs


def _starts(asked: dict[str, Any], rounds: Rounds) -> dict[int, int]:
    stops: dict[int, int] = {visit: 0 for round_ in rounds.values() for visit in round_}
    tours = best_starts(asked, tours_of(rounds, stops))
    return {stop["visit"]: stop["start"] for tour in tours for stop in tour["stops"]}


def test_two_visits_at_one_time_share_the_deviation() -> None:
    """Half an hour and ten minutes' way part two starts by 2,400 s; two graces cover 1,800."""
    asked = given([a_carer(0)], [a_visit(0, 10), a_visit(1, 10)])
    starts = _starts(asked, {(0, 0): [0, 1]})
    care = care_of(asked)
    assert starts[1] - starts[0] >= 2_400
    assert sum(deviation(care, visit, starts[visit]) for visit in (0, 1)) == 600


def test_both_carers_of_a_double_up_begin_together() -> None:
    """One is late from the visit before, so both are."""
    asked = given(
        [a_carer(0), a_carer(1)],
        [
            a_visit(0, 10, duration=2 * HOUR, win_start=10 * HOUR, win_end=10 * HOUR),
            a_visit(1, 12, carers=2),
        ],
    )
    tours = best_starts(
        asked,
        [
            {"carer": 0, "shift": 0, "stops": [{"visit": 0}, {"visit": 1}]},
            {"carer": 1, "shift": 0, "stops": [{"visit": 1}]},
        ],
    )
    together = {stop["start"] for tour in tours for stop in tour["stops"] if stop["visit"] == 1}
    assert together == {12 * HOUR + 600}


@pytest.mark.parametrize(
    ("contract_h", "least_s", "most_s"), [(10, 3_000, 6_600), (1, 1_200, 1_200)]
)
def test_waiting_above_contract_is_worth_deviation(
    contract_h: int, least_s: int, most_s: int
) -> None:
    """A second above contract costs 1, one beyond the grace 0.5.

    From 10:00 to 12:00 are 7,200 s, less 1,800 of care and 600 of way: 4,800 to wait. Under
    contract anything within the graces of 900 is free. Above it each start moves by all the
    half hour its window leaves: 4,800 - 2 * 1,800.
    """
    carer = a_carer(0, contract_s=contract_h * HOUR)
    starts = _starts(given([carer], [a_visit(0, 10), a_visit(1, 12)]), {(0, 0): [0, 1]})
    assert least_s <= starts[1] - starts[0] - 2_400 <= most_s


def test_the_shift_binds_the_first_and_the_last_start() -> None:
    """Ten minutes from home after 10:00, and home again by 11:00 after half an hour of care."""
    asked = given([a_carer(0, a_shift(0, 0, 10, 11))], [a_visit(0, 10)])
    assert 10 * HOUR + 600 <= _starts(asked, {(0, 0): [0]})[0] <= 10 * HOUR + 1_200


def test_an_order_nobody_can_keep_is_said() -> None:
    """Two double-ups in opposite orders wait for each other."""
    asked = given([a_carer(0), a_carer(1)], [a_visit(0, 10, carers=2), a_visit(1, 10, carers=2)])
    with pytest.raises(ValueError, match="cannot be kept"):
        _starts(asked, {(0, 0): [0, 1], (1, 0): [1, 0]})


def test_nobody_works_nothing_starts() -> None:
    """No tours are answered by no tours."""
    assert best_starts(given([a_carer(0)], [a_visit(0, 10)]), []) == []


@pytest.mark.parametrize("seed", range(5))
def test_no_other_starts_are_better(seed: int) -> None:
    """Any starts that keep the same rounds cost at least as much."""
    draw = random.Random(seed)
    asked = a_small_week(seed)
    care = care_of(asked)
    rounds, best = legal(care, _random_rounds(asked, draw), whole_hours(care))
    low = {visit: care.visits[visit]["win_start"] for visit in best}
    for _ in range(20):
        moved = {
            visit: draw.randint(min(start, low[visit]), start) for visit, start in best.items()
        }
        if _kept(asked, rounds, moved):
            assert objective(care, rounds, moved) >= objective(care, rounds, best)


@needs("week")
@pytest.mark.parametrize("seed", range(3))
def test_the_judge_finds_the_same_objective(seed: int, tmp_path: Path) -> None:
    """On random rounds of the smallest instance, made legal: accepted, and to the unit."""
    instance = BENCH / "week" / "instances" / "d100.json"
    asked = json.loads(instance.read_text())
    care = care_of(asked)
    rounds, starts = legal(care, _random_rounds(asked, random.Random(seed)), whole_hours(care))
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps({"solver": "random", "tours": tours_of(rounds, starts)}))
    command = [sys.executable, str(BENCH / "week" / "evaluate.py"), str(instance), str(answer)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert said["hard"] == {}
    assert said["objective"] == objective(care, rounds, starts)
    assert rounds_of(tours_of(rounds, starts)) == {
        one: stops for one, stops in rounds.items() if stops
    }


def _random_rounds(asked: dict[str, Any], draw: random.Random) -> Rounds:
    """Each visit to as many random spells as it needs, in order of the preferred starts."""
    care = care_of(asked)
    rounds: Rounds = {spell: [] for spell in care.shifts}
    for visit in sorted(care.visits, key=lambda one: care.visits[one]["pref_start"]):
        spells = [spell for spell in care.shifts if care.fits(spell, visit)]
        for spell in draw.sample(spells, min(len(spells), care.visits[visit]["carers"])):
            rounds[spell].append(visit)
    return rounds


def _kept(asked: dict[str, Any], rounds: Rounds, starts: dict[int, int]) -> bool:
    care = care_of(asked)
    for spell, stops in rounds.items():
        for one, other in pairwise(stops):
            if starts[other] < starts[one] + care.step(one, other):
                return False
        if stops and starts[stops[0]] < care.earliest(spell, stops[0]):
            return False
    return True
