"""The terms about who comes, each worked by hand."""

from __future__ import annotations

from solver.model import Term
from tests.problem_arrays import having
from tests.solver.small import MINUTE, Duty, Part, a_problem, clock, points

FOUR_CARERS = [Duty(carer=carer) for carer in range(4)]
CALLS = [Part(f"{hour:02}:00") for hour in (8, 10, 12, 14)]


def test_each_distinct_carer_is_a_face() -> None:
    """B, C and B come to one client: two faces at 10 points."""
    problem = having(a_problem(*CALLS[:3], duties=FOUR_CARERS), group_face=10, group_usual=9)
    assert points(Term.FACES, problem, [1, 2, 1]) == 20


def test_a_crowd_costs_the_square_of_its_excess() -> None:
    """Four come where two are usual: 4 faces at 10, and 2 squared at 3."""
    problem = a_problem(*CALLS, duties=FOUR_CARERS)
    problem = having(problem, group_face=10, group_crowd=3, group_usual=2)
    assert points(Term.FACES, problem, [0, 1, 2, 3]) == 40 + 12


def test_a_client_nobody_visits_has_no_faces_at_all() -> None:
    """Five carers met before exceed the cap, but nobody is planned: nothing is charged."""
    problem = a_problem(*CALLS, duties=FOUR_CARERS)
    problem = having(problem, group_face=10, group_met=5, group_cap=1, group_over_cap=1)
    assert points(Term.FACES, problem, [-1] * 4) == 0
    assert points(Term.WINDOW_FACES, problem, [-1] * 4) == 0


def test_the_window_counts_carers_met_and_carers_new_once_each() -> None:
    """Three met before, carer 0 among them; 0, 1 and 2 come: five, two above the cap of 3."""
    problem = a_problem(*CALLS[:3], duties=FOUR_CARERS)
    problem = having(problem, group_met=3, group_cap=3, group_over_cap=7, in_window=[[1, 0, 0, 0]])
    assert points(Term.WINDOW_FACES, problem, [0, 1, 2]) == 7 * 2**2


def test_a_stranger_is_charged_once_however_often_they_come() -> None:
    """Carer 0 is known; carer 1, a stranger at 60, comes three times."""
    problem = having(a_problem(*CALLS, duties=FOUR_CARERS), join=[[0, 60, 60, 60]])
    assert points(Term.STRANGER, problem, [0, 1, 1, 1]) == 60


def test_a_dislike_is_charged_each_time() -> None:
    """Carer 1 comes three times to a client who would rather not have them."""
    problem = having(a_problem(*CALLS, duties=FOUR_CARERS), dislike=[[0, 5, 0, 0]])
    assert points(Term.DISLIKE, problem, [0, 1, 1, 1]) == 15


def test_a_unit_of_no_group_has_no_faces() -> None:
    """Work that is nobody's care, such as training, has no continuity."""
    problem = having(a_problem(*CALLS, duties=FOUR_CARERS), group_face=10, unit_group=-1)
    assert points(Term.FACES, problem, [0, 1, 2, 3]) == 0


def test_each_reference_carer_who_no_longer_comes_is_charged() -> None:
    """Of carers 0 and 1, only carer 1 still comes: one departure at 8."""
    problem = a_problem([Part("08:00"), Part("08:00")], duties=FOUR_CARERS)
    problem = having(problem, unit_reference=[[0, 1]], unit_moved_carer=8, moved_grace=10**9)
    assert points(Term.MOVED, problem, [1, 2]) == 8
    assert points(Term.MOVED, problem, [1, 0]) == 0


def test_a_unit_now_left_out_has_lost_its_reference_carers() -> None:
    """Nobody comes where carers 0 and 1 were to: two departures, and no new time."""
    problem = a_problem([Part("08:00"), Part("08:00")], duties=FOUR_CARERS)
    problem = having(problem, unit_reference=[[0, 1]], unit_moved_carer=8, unit_moved_time=5)
    assert points(Term.MOVED, problem, [-1, -1]) == 16


def test_a_start_moved_beyond_the_grace_is_charged_once() -> None:
    """15 minutes' grace: 08:15 is as promised, 08:16 is not, and neither is 07:44."""
    problem = a_problem([Part("08:00"), Part("08:00")], duties=FOUR_CARERS)
    problem = having(
        problem,
        unit_reference=[[0, 1]],
        unit_reference_start=clock("08:00"),
        unit_moved_time=5,
        moved_grace=15 * MINUTE,
    )
    assert points(Term.MOVED, problem, [0, 1], [clock("08:15")] * 2) == 0
    assert points(Term.MOVED, problem, [0, 1], [clock("08:16")] * 2) == 5
    assert points(Term.MOVED, problem, [0, 1], [clock("07:44")] * 2) == 5


def test_a_unit_the_reference_does_not_know_cannot_move() -> None:
    """A new visit has no promised start, whatever its row holds."""
    problem = having(a_problem(Part("08:00")), unit_moved_time=5, unit_moved_carer=5)
    assert points(Term.MOVED, problem, [0]) == 0
