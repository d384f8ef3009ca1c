"""What a day is told of the others, and how the days share the time."""

from __future__ import annotations

from itertools import count

import pytest

from benchmarks.peers.care import Rounds, care_of
from benchmarks.peers.days import Day, Effort, day_by_day, faces
from benchmarks.peers.parts import parts_of, without_one
from benchmarks.peers.ways import UNABLE, ways_of
from tests.benchmarks.peers.small import HOUR, a_carer, a_shift, a_visit, given

ONE = Effort(seconds=8.0, threads=1, seed=1)


def _two_days() -> dict[str, object]:
    """Two carers on both days; client 0 has a visit on each, client 1 two on the second."""
    carers = [a_carer(row, a_shift(0, 0), a_shift(1, 1)) for row in (0, 1)]
    visits = [
        a_visit(0, 9),
        a_visit(1, 9, client=0, loc=1, day=1),
        a_visit(2, 10, client=1, loc=2, day=1),
        a_visit(3, 12, client=1, loc=2, day=1),
    ]
    return given(carers, visits)


def _spread(asked: Day) -> Rounds:
    """Each visit alone to the carers in turn."""
    rounds: Rounds = {spell: [] for spell in asked.spells}
    for visit, place in zip(asked.visits, count()):
        rounds[asked.spells[place % len(asked.spells)]].append(visit)
    return rounds


def test_a_face_is_free_where_it_is_known() -> None:
    """Carer 0 comes on day 0, so on day 1 carer 0 is free and carer 1 costs a face.

    Client 1 is seen on day 1 alone: twice by carer 1, who is free, once by carer 0, whose one
    visit saves a whole face if given away.
    """
    care = care_of(_two_days())
    rounds = {(0, 0): [0], (0, 1): [2], (1, 1): [3, 1]}
    priced = faces(care, rounds, 1)
    assert priced[0] == {0: 0, 1: 1800}
    assert priced[1] == {0: 0, 1: 1800}
    assert faces(care, {(0, 1): [2], (1, 1): [3]}, 0)[1] == {0: 0, 1: 0}


def test_the_busiest_face_of_a_day_is_free() -> None:
    """Carer 1 makes two of three visits and carer 0 one, and nobody comes on other days."""
    visits = [a_visit(row, 9 + row, client=0, loc=1) for row in range(3)]
    care = care_of(given([a_carer(0), a_carer(1)], visits))
    assert faces(care, {(0, 0): [0], (1, 0): [1, 2]}, 0) == {0: {0: 1800, 1: 0}}


def test_a_face_is_shared_over_its_visits() -> None:
    """Carer 0 makes three visits and is free; each of carer 1's two costs half a face."""
    visits = [a_visit(row, 8 + row, client=0, loc=1) for row in range(5)]
    care = care_of(given([a_carer(0), a_carer(1)], visits))
    assert faces(care, {(0, 0): [0, 1, 2], (1, 0): [3, 4]}, 0) == {0: {0: 0, 1: 900}}


def test_days_are_solved_in_order_and_again() -> None:
    """Two passes over two days; the second sees the first, and all days but its own."""
    seen: list[Day] = []

    def solve(asked: Day) -> Rounds:
        seen.append(asked)
        return _spread(asked)

    day_by_day(care_of(_two_days()), solve, ONE, (0.5, 0.5), clock=lambda: 0.0)
    assert [asked.visits for asked in seen] == [(0,), (1, 2, 3)] * 2
    assert [asked.attempt for asked in seen] == [0, 0, 1, 1]
    assert seen[0].before == {}
    assert seen[2].before == {(0, 0): [0], (1, 0): []}
    assert seen[1].elsewhere == {0: {0}}
    assert len({asked.effort.seed for asked in seen}) == 4


def test_a_worse_second_pass_is_not_kept() -> None:
    """A peer that finds nothing the second time loses nothing of the first."""
    care = care_of(_two_days())
    rounds = day_by_day(
        care, lambda asked: {} if asked.attempt else _spread(asked), ONE, (0.5, 0.5)
    )
    assert sorted(visit for stops in rounds.values() for visit in stops) == [0, 1, 2, 3]


def test_time_goes_by_visits_and_overruns_are_taken_from_the_rest() -> None:
    """Eight seconds, one visit of four on day 0: 2 s; it takes 4, so day 1 has 4 left, not 6."""
    now, given_s = [0.0], []

    def solve(asked: Day) -> Rounds:
        given_s.append(asked.effort.seconds)
        now[0] += 4.0
        return {}

    day_by_day(care_of(_two_days()), solve, ONE, clock=lambda: now[0])
    assert given_s == [pytest.approx(2.0), pytest.approx(4.0)]


def test_contract_is_shared_over_the_days_left() -> None:
    """Ten hours over two equal days are five each; what day 0 leaves goes to day 1.

    One visit at 9:00 takes carer 0 half an hour and two ways: 3,000 s.
    """
    asked_week = _two_days()
    for carer in asked_week["carers"]:  # type: ignore[attr-defined]
        carer["contract_s"] = 10 * HOUR
    seen: list[Day] = []

    def solve(asked: Day) -> Rounds:
        seen.append(asked)
        return _spread(asked)

    day_by_day(care_of(asked_week), solve, ONE)
    assert seen[0].hours.contract == {0: 5 * HOUR, 1: 5 * HOUR}
    assert seen[1].hours.contract == {0: 10 * HOUR - 3_000, 1: 10 * HOUR}
    assert seen[1].contract((0, 1)) == 10 * HOUR - 3_000


def _first_day(asked: dict[str, object]) -> Day:
    seen: list[Day] = []

    def solve(day: Day) -> Rounds:
        seen.append(day)
        return {}

    day_by_day(care_of(asked), solve, ONE)
    return seen[0]


def test_parts_of_a_double_up_are_pinned_to_one_start() -> None:
    """Both at the preferred start; a single visit keeps its window; left out, both cost all."""
    carers = [a_carer(row) for row in range(4)]
    day = _first_day(given(carers, [a_visit(0, 9), a_visit(1, 11, carers=2)]))
    single, *double = parts_of(day)
    assert (single.opens, single.closes) == (8.5 * HOUR, 9.5 * HOUR)
    assert [(part.opens, part.closes) for part in double] == [(11 * HOUR, 11 * HOUR)] * 2
    assert without_one(day, double[0]) == 60 * 2 * 1800


def test_a_double_up_is_pinned_where_a_crew_could_come() -> None:
    """At 15:00 the shifts end, so of a double-up at 14:45 only an earlier start can be made."""
    carers = [a_carer(row) for row in range(4)]
    day = _first_day(given(carers, [a_visit(0, 14.75, carers=2)]))
    assert {part.opens for part in parts_of(day)} == {int(14.25 * HOUR)}


def test_prices_stand_at_the_door() -> None:
    """Who lacks the skill pays at the client's door only, and staying costs nothing."""
    carers = [a_carer(0), a_carer(1, skills=[])]
    day = _first_day(given(carers, [a_visit(0, 9, skills=["hoist"]), a_visit(1, 11)]))
    ways = ways_of(day, parts_of(day))
    able, unable = ways.priced(0), ways.priced(1)
    first, second = ways.places
    assert able[0, first] == 600
    assert unable[0, first] == 600 + UNABLE
    assert unable[0, second] == unable[first, 1] == 600
    assert unable[first, first] == 0
