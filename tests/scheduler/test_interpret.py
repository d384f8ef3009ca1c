"""From rows back to a rota, and where breaks are put."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings

from scheduler.domain.rota import Break, Rota
from scheduler.domain.units import CarerId, PlaceId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate import encode, formulate, solution_of
from scheduler.interpret import interpret
from scheduler.planning.greedy import greedy_of
from scheduler.referee import judge
from tests.builders import MINUTE, a_carer, a_pin, a_rota, a_shift, a_visit, a_week, clock
from tests.strategies import weeks

QUARTER = 15 * MINUTE
"""Ten minutes' drive and the least buffer, of every leg of the builders."""


def read_back(week: Week, who: Mapping[str, str | tuple[str, ...]]) -> Rota:
    """What becomes of a rota that goes to rows and back."""
    formulation = formulate(week)
    return interpret(formulation, solution_of(formulation, a_rota(week, who)))


def test_assignments_come_by_start_then_visit_with_carers_in_order_of_part() -> None:
    """B makes the first part of the double-up and A the second, whoever comes first by row."""
    week = a_week(
        a_visit("v3", at="09:00"),
        a_visit("v2", "c2", at="09:00"),
        a_visit("v1", "c3", at="11:00", carers=2),
        carers=[a_carer("A"), a_carer("B")],
    )
    rota = a_rota(week, {"v1": ("B", "A"), "v3": "A", "v2": "B"})
    formulation = formulate(week)
    back = interpret(formulation, solution_of(formulation, rota))
    assert [one.visit for one in back.assignments] == ["v2", "v3", "v1"]
    assert set(back.assignments) == set(rota.assignments)


def test_what_has_no_place_in_rows_is_left_unallocated() -> None:
    """An unknown carer, one carer for two, and a start outside every shift."""
    week = a_week(
        a_visit("v1"),
        a_visit("v2", carers=2),
        a_visit("v3", at="21:45"),
        a_visit("v4", at="12:00"),
    )
    back = read_back(week, {"v1": "Z", "v2": "A", "v3": "A", "v4": "A"})
    assert [one.visit for one in back.assignments] == ["v4"]


def test_pinned_carers_come_first_where_the_parts_are_equal() -> None:
    """B is pinned, and the first part is kept for B; given second, B still is not lost."""
    carers, pins = [a_carer("A"), a_carer("B")], (a_pin("v1", "B"),)
    week = a_week(a_visit(carers=2), carers=carers, pins=pins)
    (made,) = read_back(week, {"v1": ("A", "B")}).assignments
    assert made.carers == ("B", "A")


def long_visits(*at: str) -> list[Visit]:
    """Visits of two hours to different clients."""
    return [a_visit(f"v{n}", f"c{n}", at=text, minutes=120) for n, text in enumerate(at)]


def test_a_day_that_is_long_enough_has_a_break_near_its_middle() -> None:
    """08:00 to 16:30 is long enough. Gaps until 10:40, 13:20 and 14:30 leave, once the next
    client is reached, 25, 25 and 0 minutes; the middle of a break is best at 12:15, so the
    second gap holds it, from when the carer is there at 12:55 at the next client's.
    """
    week = a_week(
        *long_visits("08:00", "10:40", "13:20"), a_visit("v9", "c9", at="15:35", minutes=55)
    )
    (planned,) = read_back(week, dict.fromkeys(["v0", "v1", "v2", "v9"], "A")).breaks
    assert planned == Break(
        carer=CarerId("A"),
        place=PlaceId("at-c2"),
        start=clock("12:55"),
        end=clock("13:15"),
    )


def test_a_short_day_has_no_break() -> None:
    """Two visits of two hours and half an hour between them are no six hours."""
    week = a_week(*long_visits("08:00", "10:30"))
    assert read_back(week, {"v0": "A", "v1": "A"}).breaks == ()


def test_a_day_without_a_gap_has_no_break_to_plan() -> None:
    """Every leg takes the fifteen minutes there are: the referee will say that one is due."""
    week = a_week(*long_visits("08:00", "10:15", "12:30"))
    rota = read_back(week, dict.fromkeys(["v0", "v1", "v2"], "A"))
    assert rota.breaks == ()
    assert "W4" in judge(week, rota).codes()


def split_day(evening: str) -> Week:
    """Two shifts: no gap inside either, one between them."""
    shifts = [a_shift("A", 0, "07:00", "12:15"), a_shift("A", 0, "12:20", "22:00")]
    return a_week(
        *long_visits("08:00", "10:15"), a_visit("v9", "c9", at=evening, minutes=180), shifts=shifts
    )


def test_between_two_shifts_the_break_is_at_home_if_there_is_time_to_go_there() -> None:
    """Home by 12:30, twenty minutes' rest, and fifteen to the next client by 13:05."""
    (planned,) = read_back(split_day("13:05"), dict.fromkeys(["v0", "v1", "v9"], "A")).breaks
    assert (planned.place, planned.start) == ("home-A", clock("12:30"))


def test_between_two_shifts_without_time_to_go_home_it_is_at_the_next_client() -> None:
    """Straight there by 12:30, and the visit begins at 12:55."""
    (planned,) = read_back(split_day("12:55"), dict.fromkeys(["v0", "v1", "v9"], "A")).breaks
    assert (planned.place, planned.start) == ("at-c9", clock("12:30"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks())
def test_a_rota_survives_the_way_to_rows_and_back(week: Week) -> None:
    """A legal rota keeps every assignment, and its breaks satisfy the referee where there
    is room for them.
    """
    formulation = formulate(week)
    rota = greedy_of(formulation)
    duty, start = encode(formulation, rota)
    assert (start[duty >= 0] >= formulation.problem.task_earliest[duty >= 0]).all()
    assert interpret(formulation, solution_of(formulation, rota)) == rota
    assert "B1" not in judge(week, rota).codes()
