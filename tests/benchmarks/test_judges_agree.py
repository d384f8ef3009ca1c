"""Our objective of random legal answers is the published judges', to the last digit."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.sets.registry import SETS
from solver.score.plan import lay_out
from tests.benchmarks.random_days import a_random_answer
from tests.benchmarks.shared import instances

UHHC = instances("uhhc/instances/*/*.json")
HHCRSP = [
    *instances("hhcrsp/instances/mankowska/*_[137]*_5.json"),
    *instances("hhcrsp/instances/kummer/*_1?_*.json"),
]


def name_of(path: Path) -> str:
    """What a test on an instance is called."""
    return path.stem


@pytest.mark.skipif(not UHHC, reason="the uhhc instances are not at hand")
@pytest.mark.parametrize("leave_out", [0.0, 0.2])
@pytest.mark.parametrize("path", UHHC, ids=name_of)
def test_the_judge_of_uhhc_finds_our_objective(path: Path, leave_out: float) -> None:
    """Meal breaks, second windows, links, waiting, idle and extra time, all of it poor.

    Whatever is left out, the judge finds no fault but that.
    """
    uhhc = SETS["uhhc"]
    instance = uhhc.read(path)
    rota = a_random_answer(instance.problem, seed=7, leave_out=leave_out)
    verdict = uhhc.judge(path, instance.answer(rota))
    assert verdict.objective == instance.objective(rota)
    assert verdict.accepted is (rota.cost[0] == 0)
    assert all("must be visited" in fault for fault in verdict.text.split("; ") if fault)


@pytest.mark.skipif(not UHHC, reason="the uhhc instances are not at hand")
def test_random_answers_have_meals_at_the_next_client_and_before_the_way_there() -> None:
    """So that the agreement above is one about both; 250 services and meals have some of each."""
    problem = SETS["uhhc"].read(UHHC[0]).problem
    rota = a_random_answer(problem, seed=7)
    seen = set()
    for spell in lay_out(problem, rota.duty, rota.start).spells:
        to_each = [spell.way, *(leg.way for leg in spell.legs)]
        for task, way in zip(spell.tasks[:-1], to_each, strict=False):
            if problem.task_place[task] < 0:
                seen.add((task == spell.tasks[0], way.there >= 0))
    assert seen == {(True, True), (False, True), (False, False)}


@pytest.mark.skipif(not HHCRSP, reason="the hhcrsp instances are not at hand")
@pytest.mark.parametrize("path", HHCRSP, ids=name_of)
def test_the_judge_of_hhcrsp_finds_our_objective(path: Path) -> None:
    """Services at once and in order, much too late; sums of floats differ beyond 1e-6 only."""
    hhcrsp = SETS["hhcrsp"]
    instance = hhcrsp.read(path)
    rota = a_random_answer(instance.problem, seed=7)
    verdict = hhcrsp.judge(path, instance.answer(rota))
    assert verdict.in_words(instance.objective(rota)) == "accepted"
