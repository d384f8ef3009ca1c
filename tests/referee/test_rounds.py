"""The referee's own reconstruction of each carer's day."""

from __future__ import annotations

from datetime import date

import numpy as np

from scheduler.domain.horizon import Horizon
from scheduler.referee import judge, rounds
from tests.builders import (
    HOUR,
    MINUTE,
    a_break,
    a_carer,
    a_rota,
    a_shift,
    a_travel,
    a_visit,
    a_week,
    clock,
    home_of,
    place_of,
)

NAMES = (home_of("A"), place_of("c1"), place_of("c2"))


def test_a_round_shows_arrival_waiting_and_start() -> None:
    """09:30 + 10 min of driving + 2 min to the door is 09:42; with 5 spare 09:47.

    At 10:30 the next visit starts: 43 idle minutes. Work is 09:00 to 11:00.
    """
    week = a_week(
        a_visit("v1", "c1"), a_visit("v2", "c2", at="10:30"), travel=a_travel(NAMES, stop=120)
    )
    (found,) = rounds(week, a_rota(week, {"v1": "A", "v2": "A"}))
    first, second = found.stops
    assert (first.arrive, first.start, first.end) == (
        clock("09:00"),
        clock("09:00"),
        clock("09:30"),
    )
    assert (second.arrive, second.ready) == (clock("09:42"), clock("09:47"))
    (leg,) = found.legs
    assert (leg.leave, leg.arrive, leg.ready) == (first.end, second.arrive, second.ready)
    assert (leg.free, leg.drive, leg.stop, leg.buffer, leg.idle) == (600, 600, 120, 300, 43 * 60)
    assert (leg.metres, leg.estimated) == (5000, False)
    (idle,) = found.idles
    assert (idle.place, idle.start, idle.end) == (
        place_of("c2"),
        clock("09:47"),
        clock("10:30"),
    )
    assert found.work == 2 * HOUR


def test_the_ways_to_work_and_home_frame_a_round() -> None:
    """Ten minutes and two to the door before 09:00; home from 09:30."""
    week = a_week(a_visit("v1", "c1"), travel=a_travel(NAMES[:2], stop=120))
    (found,) = rounds(week, a_rota(week, {"v1": "A"}))
    assert found.to_work is not None
    assert found.home is not None
    assert (found.to_work.leave, found.to_work.free) == (clock("08:48"), 600)
    assert (found.home.leave, found.home.arrive) == (clock("09:30"), clock("09:40"))
    assert found.home.destination == home_of("A")


def test_each_shift_makes_a_round() -> None:
    """Two shifts and two days make three rounds, by carer and time."""
    shifts = (a_shift(ends="12:00"), a_shift(begins="16:00"), a_shift(day=1))
    week = a_week(
        a_visit("v1", at="11:00"), a_visit("v2", at="16:00"), a_visit("v3", day=1), shifts=shifts
    )
    found = rounds(week, a_rota(week, {"v3": "A", "v2": "A", "v1": "A"}))
    assert [(one.shift, one.day) for one in found] == [
        ("A-0-07:00", 0),
        ("A-0-16:00", 0),
        ("A-1-07:00", 1),
    ]


def test_a_free_gap_is_taken_out_of_work_and_a_short_one_is_not() -> None:
    """Three half hours with 59 and 60 idle minutes: 90 + 59 minutes of work."""
    week = a_week(a_visit("v1"), a_visit("v2", at="10:29"), a_visit("v3", at="11:59"))
    (found,) = rounds(week, a_rota(week, {"v1": "A", "v2": "A", "v3": "A"}))
    assert found.work == 149 * MINUTE


def test_the_second_carer_of_a_double_up_may_leave_first() -> None:
    """Part 1 lasts 20 minutes of 45 and ends at 09:20."""
    week = a_week(
        a_visit("v1", minutes=45, carers=2, second_length=20 * MINUTE),
        carers=(a_carer("A"), a_carer("B")),
    )
    first, second = rounds(week, a_rota(week, {"v1": ("B", "A")}))
    assert (first.carer, first.stops[0].part, first.ends) == ("A", 1, clock("09:20"))
    assert (second.carer, second.stops[0].part, second.ends) == ("B", 0, clock("09:45"))


def test_visits_outside_every_shift_make_a_round_of_their_own() -> None:
    """One at 23:00; it has no way to work, because there is no shift to start from."""
    week = a_week(a_visit("v1"), a_visit("v2", at="23:00"))
    inside, outside = rounds(week, a_rota(week, {"v1": "A", "v2": "A"}))
    assert inside.shift == "A-0-07:00"
    assert (outside.shift, outside.day, outside.to_work) == (None, 0, None)


def test_breaks_are_shown_in_their_round() -> None:
    """One break during the round, and none in the round of the next day."""
    week = a_week(a_visit("v1"), a_visit("v2", at="10:30"), a_visit("v3", day=1))
    rest = a_break("A", place_of("c1"), clock("09:40"))
    rota = a_rota(week, {"v1": "A", "v2": "A", "v3": "A"}, breaks=(rest,))
    assert [one.breaks for one in rounds(week, rota)] == [(rest,), ()]


def test_an_estimated_leg_says_so() -> None:
    """A matrix from a table of distances."""
    travel = a_travel(NAMES)
    for matrix in travel.by_mode.values():
        np.copyto(matrix.estimated, True)
    week = a_week(a_visit("v1", "c1"), a_visit("v2", "c2", at="11:00"), travel=travel)
    (found,) = rounds(week, a_rota(week, {"v1": "A", "v2": "A"}))
    assert found.legs[0].estimated


def test_the_ledger_adds_up() -> None:
    """Care, ways and waiting make up work where no gap is free: 60 + 15 + 15 minutes.

    1.5 hours at 1300 pence are 1950 pence.
    """
    week = a_week(a_visit("v1", "c1"), a_visit("v2", "c2", at="10:00"))
    (account,) = judge(week, a_rota(week, {"v1": "A", "v2": "A"})).ledgers
    assert account.work == 90 * MINUTE
    assert account.care + account.drive + account.stops + account.buffers + account.waiting == (
        account.work
    )
    assert (account.care, account.waiting) == (60 * MINUTE, 15 * MINUTE)
    assert (account.pay_pence, account.parts, account.days_worked) == (1950, 2, 1)


def test_every_carer_has_a_ledger_for_every_block() -> None:
    """Two carers and ten days: blocks of seven and of three days."""
    week = a_week(carers=(a_carer("B"), a_carer("A")), days=10)
    found = [(one.carer, one.block, one.days) for one in judge(week, a_rota(week, {})).ledgers]
    assert found == [("A", 0, 7), ("A", 1, 3), ("B", 0, 7), ("B", 1, 3)]


def test_a_night_over_the_clock_change_keeps_its_true_length() -> None:
    """On 29 March 2026 the clock springs from 01:00 to 02:00 in London.

    Day 5 is Saturday; from 23:00 to 07:00 on Sunday are seven hours.
    """
    horizon = Horizon(first_day=date(2026, 3, 23), days=7)
    opens = horizon.midnight(6) - HOUR
    shift = a_shift(day=5, start=opens, end=horizon.midnight(6) + 7 * HOUR)
    visit = a_visit("v1", day=5, agreed=opens, earliest=opens, latest=opens, length=7 * HOUR)
    week = a_week(visit, shifts=(shift,), horizon=horizon)
    (found,) = rounds(week, a_rota(week, {"v1": "A"}))
    assert horizon.clock(found.ends) == 7 * HOUR
    assert found.work == 7 * HOUR
