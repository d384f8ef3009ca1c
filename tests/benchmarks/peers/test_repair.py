"""What breaks a rule is left out, and no more than that."""

from __future__ import annotations

from benchmarks.peers.care import care_of
from benchmarks.peers.repair import in_time, legal, whole
from benchmarks.peers.starts import whole_hours
from tests.benchmarks.peers.small import HOUR, a_carer, a_shift, a_visit, given


def test_a_double_up_needs_two_different_carers() -> None:
    """Visit 0 has one of two, visit 1 the same carer twice, visit 3 a third part; 2 has both."""
    visits = [a_visit(row, 9 + row, carers=2) for row in range(4)]
    late = [a_carer(0, a_shift(0), a_shift(1, 0, 8, 14)), a_carer(1)]
    rounds = {(0, 0): [0, 1, 2, 3], (0, 1): [1, 3], (1, 0): [2, 3]}
    assert whole(care_of(given(late, visits)), rounds) == {(0, 0): [2], (0, 1): [], (1, 0): [2]}


def test_skills_and_days_are_kept() -> None:
    """Visit 0 asks for a skill the carer lacks, visit 1 is on another day."""
    visits = [a_visit(0, 9, skills=["hoist"]), a_visit(1, 10, day=1), a_visit(2, 11)]
    care = care_of(given([a_carer(0, skills=[])], visits))
    assert whole(care, {(0, 0): [0, 1, 2]}) == {(0, 0): [2]}


def test_a_visit_made_twice_is_made_by_nobody() -> None:
    """Which of the two was meant is not for us to say."""
    care = care_of(given([a_carer(0), a_carer(1)], [a_visit(0, 9)]))
    assert whole(care, {(0, 0): [0], (1, 0): [0]}) == {(0, 0): [], (1, 0): []}


def test_the_shorter_visit_makes_way() -> None:
    """Three visits at one time leave room for two; the quarter of an hour is left out."""
    visits = [a_visit(0, 10), a_visit(1, 10, duration=900), a_visit(2, 10)]
    care = care_of(given([a_carer(0)], visits))
    assert in_time(care, {(0, 0): [0, 1, 2]}) == {(0, 0): [0, 2]}


def test_double_ups_that_wait_for_each_other_are_parted() -> None:
    """In opposite orders neither can be first; one of them stays, with both its carers."""
    visits = [a_visit(0, 10, carers=2), a_visit(1, 10, carers=2)]
    care = care_of(given([a_carer(0), a_carer(1)], visits))
    kept = in_time(care, {(0, 0): [0, 1], (1, 0): [1, 0]})
    assert kept in ({(0, 0): [0], (1, 0): [0]}, {(0, 0): [1], (1, 0): [1]})


def test_most_hours_are_kept_from_the_ends() -> None:
    """Two hours at most: of 9:00, 10:00 and 12:00 the last goes, a quarter of an hour."""
    visits = [a_visit(0, 9), a_visit(1, 10), a_visit(2, 12, duration=900)]
    care = care_of(given([a_carer(0, max_s=2 * HOUR + 1200)], visits))
    rounds, starts = legal(care, {(0, 0): [0, 1, 2]}, whole_hours(care))
    assert rounds == {(0, 0): [0, 1]}
    assert set(starts) == {0, 1}


def test_starts_move_before_a_visit_is_lost_to_most_hours() -> None:
    """Two hours at most, contract or not: 10:00 and 12:00 take 3 h 5 min in their middle.

    Half an hour later and half an hour earlier: 1,200 s of waiting, twice 1,800 of care, three
    ways of 600, 6,600 in all, which is within 7,200.
    """
    care = care_of(given([a_carer(0, max_s=2 * HOUR)], [a_visit(0, 10), a_visit(1, 12)]))
    rounds, starts = legal(care, {(0, 0): [0, 1]}, whole_hours(care))
    assert rounds == {(0, 0): [0, 1]}
    assert starts[1] - starts[0] <= 7_200 - 1_800 - 2 * 600


def test_legal_rounds_stay_as_they_are() -> None:
    """Nothing is left out where nothing is wrong."""
    visits = [a_visit(0, 9), a_visit(1, 11, carers=2)]
    care = care_of(given([a_carer(0), a_carer(1)], visits))
    rounds = {(0, 0): [0, 1], (1, 0): [1]}
    assert legal(care, rounds, whole_hours(care))[0] == rounds
