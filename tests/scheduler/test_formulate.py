"""What a week becomes in rows, figure by figure."""

from __future__ import annotations

from datetime import date
from typing import Any, get_type_hints

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from scheduler.domain.client import Rag, Rurality
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Assignment, Rota, Stage
from scheduler.domain.travel import FULL_SPEED, Mode, SpeedSteps
from scheduler.domain.units import CarerId
from scheduler.domain.week import Week
from scheduler.formulate import NO_LIMIT, Formulation, formulate
from scheduler.rules.prices import Tier
from solver.check import check_problem
from solver.model import FOREVER, Flags, Ints, Longs, Problem, Term
from tests.builders import (
    HOUR,
    MINUTE,
    a_carer,
    a_client,
    a_gap,
    a_pin,
    a_skill,
    a_travel,
    a_visit,
    a_week,
    clock,
    critical,
    home_of,
    place_of,
)
from tests.builders_rules import the_rules
from tests.strategies import weeks


def problem_of(*visits: Any, **week: Any) -> Problem:
    """Problem of a week of the builders."""
    return formulate(a_week(*visits, **week)).problem


def allowed(formulation: Formulation, visit: str) -> list[list[int]]:
    """Row of ``allowed`` of each part of a visit, carers in order of id."""
    tasks = formulation.rows.tasks_of(formulation.week.visit[visit].id)
    problem, carers = formulation.problem, formulation.rows.carers
    by_id = [carers.row(carer) for carer in sorted(carers.names)]
    return [problem.allowed[problem.task_pair[task]][by_id].tolist() for task in tasks]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks())
def test_arrays_have_the_type_and_order_that_the_engine_reads(week: Week) -> None:
    """Every array is contiguous and of the element type its annotation names."""
    hints = get_type_hints(Problem)
    kinds = {str(Ints): np.int32, str(Longs): np.int64, str(Flags): np.uint8}
    for name, array in formulate(week).problem.arrays().items():
        assert array.dtype == kinds[str(hints[name])], name
        assert array.flags.c_contiguous, name


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(weeks())
def test_every_week_is_a_sound_problem_with_nothing_a_week_does_not_know(week: Week) -> None:
    """No meal, no second window, no early due and no price of what is greatest."""
    problem = formulate(week).problem
    check_problem(problem)
    assert np.all(problem.task_place >= 0)
    assert np.all(problem.task_place_end >= 0)
    assert np.all(problem.task_again_from == FOREVER)
    assert np.all(problem.task_again_to == FOREVER)
    assert np.all(problem.unit_distinct == 1)
    assert np.array_equal(problem.duty_due, problem.duty_end)
    assert problem.greatest_late == problem.overtime == problem.greatest_idle == 0
    new = [Term.GREATEST_LATE, Term.OVERTIME, Term.GREATEST_IDLE]
    assert problem.tier_of_term[new].tolist() == [Tier.COST] * 3


def test_a_double_up_is_two_tasks_that_start_together_and_pay_once_for_time() -> None:
    """The second part may be shorter; lateness and steadiness are counted on the first."""
    visit = a_visit(carers=2, minutes=30, second_length=600, call="bed")
    twin = a_visit("v2", day=1, call="bed")
    problem = problem_of(visit, twin)
    assert problem.unit_offset.tolist() == [0, 2, 3]
    assert problem.task_duration.tolist() == [1800, 600, 1800]
    assert (problem.task_late.tolist(), problem.task_early.tolist()) == ([1, 0, 1], [3, 0, 3])
    assert problem.task_near.tolist() == [1, 0, 1]
    assert problem.task_time_group.tolist() == [0, -1, 0]
    assert (problem.time_rate.tolist(), problem.time_grace.tolist()) == ([1], [20 * MINUTE])
    links = problem.link_first, problem.link_second, problem.link_least, problem.link_most
    assert [link.tolist() for link in links] == [[0], [1], [0], [0]]


def test_a_call_that_happens_once_has_no_time_group() -> None:
    """One start cannot be uneven; nor are two calls of different names one group."""
    problem = problem_of(a_visit("v1", call="bed"), a_visit("v2", call="tea"))
    assert problem.task_time_group.tolist() == [-1, -1]
    assert len(problem.time_rate) == 0


def test_a_gap_rule_links_first_parts_and_may_be_open() -> None:
    """At least an hour and no most: the bound above is as good as none."""
    visits = a_visit("v1", carers=2), a_visit("v2", at="12:00")
    problem = problem_of(*visits, gaps=(a_gap("v1", "v2", 60),))
    assert problem.link_first.tolist() == [0, 0]
    assert problem.link_second.tolist() == [1, 2]
    assert problem.link_least.tolist() == [0, HOUR]
    assert problem.link_most.tolist() == [0, NO_LIMIT]


def test_a_critical_visit_has_the_narrower_of_its_two_windows() -> None:
    """Agreed 09:00, may move an hour, but is critical: 15 minutes either way."""
    problem = problem_of(a_visit(at="09:00", slack=60, critical=critical()))
    assert problem.task_earliest.tolist() == [clock("08:45")]
    assert problem.task_latest.tolist() == [clock("09:15")]


def test_a_pinned_start_leaves_one_moment_and_two_of_them_none() -> None:
    """Two pins that contradict make a window nobody can meet."""
    five_past = a_pin("v1", start=clock("09:05"))
    problem = problem_of(a_visit(carers=2), pins=(five_past,))
    assert problem.task_earliest.tolist() == problem.task_latest.tolist() == [clock("09:05")] * 2
    problem = problem_of(a_visit(), pins=(five_past, a_pin("v1", start=clock("09:10"))))
    assert problem.task_earliest[0] > problem.task_latest[0]


def test_pinned_carers_take_the_parts_in_order_and_stay_subject_to_the_rules() -> None:
    """B is pinned: B alone may make the first part, anybody the second; C fails E2."""
    carers = [a_carer("A"), a_carer("B"), a_carer("C", dbs_expires=None)]
    visits = [a_visit(f"v{number}", carers=2) for number in range(4)]
    pins = (a_pin("v1", "B"), a_pin("v2", "B", "A"), a_pin("v3", "C"))
    formulation = formulate(a_week(*visits, carers=carers, pins=pins))
    assert allowed(formulation, "v0") == [[1, 1, 0], [1, 1, 0]]
    assert allowed(formulation, "v1") == [[0, 1, 0], [1, 1, 0]]
    assert allowed(formulation, "v2") == [[0, 1, 0], [1, 0, 0]]
    assert allowed(formulation, "v3") == [[0, 0, 0], [1, 1, 0]]


def test_more_pinned_carers_than_parts_let_nobody_come() -> None:
    """Two carers pinned to a visit for one can never both be among its carers."""
    week = a_week(a_visit(), carers=[a_carer("A"), a_carer("B")], pins=(a_pin("v1", "A", "B"),))
    assert allowed(formulate(week), "v1") == [[0, 0]]


def test_visits_alike_in_every_rule_share_a_pair_row() -> None:
    """Seven days share one row, unless a skill runs out on the way: then there are two."""
    visits = [a_visit(f"v{day}", day=day, skills=(("med", 1),)) for day in range(7)]
    lasting = a_carer(skills=(a_skill("med"),))
    assert len(problem_of(*visits, carers=[lasting]).allowed) == 1
    ending = a_carer(skills=(a_skill("med", expires=date(2026, 6, 3)),))
    problem = problem_of(*visits, carers=[ending])
    assert problem.allowed[problem.task_pair, 0].tolist() == [1, 1, 1, 0, 0, 0, 0]
    assert len(problem.allowed) == 2


def test_a_leg_keeps_its_buffer_except_to_the_same_place() -> None:
    """10 % of 80 minutes is 8; of 10 minutes 1, so the least, 5; and 90 seconds to the door."""
    places = [home_of("A"), place_of("c1"), place_of("c2")]
    travel = a_travel(places, {("at-c1", "at-c2"): 80}, stop=90)
    week = a_week(a_visit("v1"), a_visit("v2", "c2"), travel=travel)
    formulation = formulate(week)
    home, one, two = (formulation.rows.places.row(place) for place in places)
    assert formulation.problem.drive[0, one, two] == 80 * MINUTE
    assert formulation.problem.extra[0, one, two] == 90 + 8 * MINUTE
    assert formulation.problem.extra[0, home, one] == 90 + 5 * MINUTE
    assert formulation.problem.extra[0, one, one] == 0


def test_each_first_mode_has_its_matrix_limits_and_traffic() -> None:
    """A drives in traffic, B walks, and C's second mode is nobody's business."""
    carers = [
        a_carer("A"),
        a_carer("B", modes=(Mode.WALK,)),
        a_carer("C", modes=(Mode.CAR, Mode.BUS)),
    ]
    places = [*(home_of(name) for name in "ABC"), place_of("c1")]
    jam = SpeedSteps(starts=(0, 8 * HOUR), speeds=(FULL_SPEED, 800_000))
    travel = a_travel(places, traffic={Mode.CAR: jam})
    formulation = formulate(a_week(a_visit(), carers=carers, travel=travel))
    problem = formulation.problem
    assert formulation.rows.modes.names == (Mode.CAR, Mode.WALK)
    assert problem.drive.shape == (2, 4, 4)
    assert problem.leg_limit.tolist() == [30 * MINUTE, 20 * MINUTE]
    assert problem.step_offset.tolist() == [0, 2, 3]
    assert problem.step_speed.tolist() == [FULL_SPEED, 800_000, FULL_SPEED]


def test_isolated_places_stretch_the_limits() -> None:
    """Only the home of a client in that band, not the carer's."""
    client = a_client("c1", band=Rurality.ISOLATED)
    formulation = formulate(a_week(a_visit(), a_visit("v2", "c2"), clients=[client]))
    extra = dict(zip(formulation.rows.places.names, formulation.problem.place_extra, strict=True))
    assert extra == {"at-c1": 10 * MINUTE, "at-c2": 0, "home-A": 0}


def test_travel_that_is_missing_is_named() -> None:
    """Both the place and the mode without travel times, in one message."""
    travel = a_travel([home_of("A")], modes=[Mode.WALK])
    with pytest.raises(InputError, match=r"at-c1 has no travel times(.|\n)*Mode car"):
        formulate(a_week(a_visit(), travel=travel))


def test_more_than_a_block_is_refused() -> None:
    """Eight days are planned week after week."""
    with pytest.raises(InputError, match="week after week"):
        formulate(a_week(a_visit(), days=8))


@pytest.mark.parametrize(
    ("rag", "is_critical", "points", "tier"),
    [
        (Rag.GREEN, False, 100 + 2 * 30, Tier.COVERAGE),
        (Rag.AMBER, False, 300 + 3 * 2 * 30, Tier.COVERAGE),
        (Rag.RED, False, 1000 + 10 * 2 * 30, Tier.SAFETY),
        (Rag.GREEN, True, 100 + 2 * 30, Tier.SAFETY),
    ],
)
def test_leaving_out_harms_by_risk_and_carer_minutes(
    rag: Rag, is_critical: bool, points: int, tier: Tier
) -> None:
    """Half an hour for two carers; red or critical is a matter of safety."""
    visit = a_visit(carers=2, minutes=30, critical=critical() if is_critical else None)
    problem = problem_of(visit, clients=[a_client(rag=rag)])
    assert problem.unit_left_out.tolist() == [points]
    assert problem.unit_left_out_tier.tolist() == [tier]


@pytest.mark.parametrize(
    ("stage", "tier", "points"),
    [(Stage.DRAFT, Tier.STABILITY, 10), (Stage.PUBLISHED, Tier.PERSON, 600)],
)
def test_departures_cost_by_the_stage_of_the_reference(
    stage: Stage, tier: Tier, points: int
) -> None:
    """B stays in the reference; whoever is gone costs the same in every rota."""
    visit = a_visit(carers=2)
    kept = Assignment(visit=visit.id, carers=("B", "gone"), start=visit.agreed)
    reference = Rota(assignments=(kept,), stage=stage)
    formulation = formulate(a_week(visit, carers=[a_carer("A"), a_carer("B")], reference=reference))
    problem = formulation.problem
    assert problem.unit_reference.tolist() == [[formulation.rows.carers.row(CarerId("B")), -1]]
    assert problem.unit_moved_carer.tolist() == [points]
    assert problem.tier_of_term[Term.MOVED] == tier
    assert formulation.unavoidable == tuple(points if one is tier else 0 for one in Tier)


def test_a_week_without_visits_or_shifts_can_be_formulated() -> None:
    """Nothing to plan is a problem too."""
    problem = problem_of(shifts=[], rules=the_rules())
    check_problem(problem)
    assert len(problem.task_place) == len(problem.duty_carer) == 0
    assert problem.block_end == 7 * 24 * HOUR
    assert problem.guide.tolist() == [10**6, 10**5, 10**4, 100, 10, 1, 1]
