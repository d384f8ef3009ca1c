"""What a week can bear, on a Monday of two rounds with one carer free."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scheduler.domain.client import Client
from scheduler.domain.units import CarerId, VisitId
from scheduler.domain.week import Week
from scheduler.formulate import formulate
from scheduler.planning.desk import desk_of
from scheduler.planning.robust import Slack, backups, emergency, slack, without_each
from scheduler.planning.robust.without import about_red, brought_back
from scheduler.referee import judge
from tests.builders import a_carer, a_client, a_rota, a_shift
from tests.scheduler.planning.repair.days import QUICK, ROUNDS, a_monday, in_force, red


def test_whoever_is_away_red_visits_are_made_while_somebody_is_free() -> None:
    """C is at work and free: without A, or without B, C makes the red round; C makes none."""
    week = a_monday(clients=[*red("c1", "c4"), *_others("c1", "c4")])
    found = {one.carer: one for one in without_each(week, in_force(week), effort=QUICK)}
    assert set(found) == {"A", "B"}
    assert all(one.is_covered and one.legal and not one.gaps for one in found.values())
    assert {carer: one.red for carer, one in found.items()} == {"A": 1, "B": 1}


def test_where_nobody_else_is_at_work_the_red_visit_is_a_gap_with_a_reason() -> None:
    """Only A works: without A nobody makes the red visit, and each carer is counted."""
    week = a_monday(
        clients=[*red("c1"), *_others("c1")],
        shifts=[a_shift("A", 0), a_shift("B", 1)],
    )
    rota = in_force(week)
    rota = type(rota)(assignments=tuple(a for a in rota.assignments if a.carers == ("A",)))
    (found,) = without_each(week, rota, effort=QUICK)
    assert not found.is_covered
    (gap,) = found.gaps
    assert gap.visit == "a1"
    assert sum(gap.counts.values()) == len(week.carers)


@pytest.mark.parametrize("left", [("A",), ("A", "B"), ("A", "B", "C")])
def test_in_an_emergency_red_comes_first_and_nothing_is_dropped(left: tuple[str, ...]) -> None:
    """Whoever is left, both red visits that one carer can make are made, and all are told of."""
    week = a_monday(clients=[*red("c1", "c3"), *_others("c1", "c3")])
    found = emergency(week, in_force(week), [CarerId(name) for name in left], QUICK)
    assert found.verdict.is_legal
    assert judge(found.week, found.rota).is_legal
    made = {one.visit for one in found.rota.assignments}
    assert {"a1", "a3"} <= made
    assert {carer for one in found.rota.assignments for carer in one.carers} <= set(left)
    told = {str(one.id) for one in found.left_out} | {str(one) for one in made}
    merged = {name for name in ROUNDS if name not in {str(one.id) for one in found.week.visits}}
    assert set(ROUNDS) <= told | merged


def test_a_backup_is_somebody_at_work_who_may_come() -> None:
    """C is free at every call; A is not a backup of A's own."""
    week = a_monday()
    for one in backups(desk_of(week, in_force(week))):
        names = [backup.carer for backup in one.backups]
        assert "C" in names
        assert not set(names) & set(one.planned)


def test_time_to_spare_is_what_shifts_leave() -> None:
    """An idle carer is all to spare; with nobody idle the share is smaller."""
    with_c, rota = a_monday(), in_force(a_monday())
    without_c = a_monday(
        carers=[a_carer(name) for name in "ABC"], shifts=[a_shift("A", 0), a_shift("B", 0)]
    )

    def free(week: Week) -> int:
        return sum(one.free for one in slack(week, judge(week, rota)))

    assert free(with_c) > free(without_c) > 0


def test_what_was_planned_anew_is_brought_back_towards_the_rota_in_force() -> None:
    """From the red visit alone, in other hands, to everything made by those who make it now."""
    week = a_monday()
    rota, alone = in_force(week), a_rota(week, {"a1": "C"})
    back = brought_back(formulate(week), alone, rota, frozenset({VisitId("a1")}), QUICK)
    assert {(a.visit, a.carers) for a in back.assignments} == {
        (a.visit, a.carers) for a in rota.assignments
    }


def test_few_others_change_hands_where_a_red_visit_has_to_be_made_by_somebody_else() -> None:
    """A is away and C is at work for a1 alone: a1 goes to C, and B's own visits stay with B."""
    week = a_monday(
        clients=[*red("c1"), *_others("c1")],
        shifts=[a_shift("A", 0), a_shift("B", 0), a_shift("C", 0, "08:30", "09:45")],
    )
    (found,) = without_each(week, in_force(week), [CarerId("A")], effort=QUICK)
    assert found.is_covered
    assert found.moved == 0


def test_the_rota_in_force_stays_about_the_red_visits_found() -> None:
    """c4's red visit went to A at nine: a1, at nine too, makes way; a2 at ten, b2 and a3 stay."""
    week = a_monday(clients=[*red("c4"), *_others("c4")])
    found = a_rota(week, {"b1": "A", "a2": "B"})
    about = about_red(week, found, in_force(week), frozenset({VisitId("b1")}))
    assert {(one.visit, one.carers) for one in about.assignments} == {
        *(("b1", ("A",)), ("a2", ("A",)), ("a3", ("A",)), ("b2", ("B",))),
    }


def test_missing_slack_is_what_would_reach_the_target() -> None:
    """90 minutes busy, none free: a tenth of 100 is free once 10 are there; 9 are too few."""
    slot = Slack(zone="", band="tea", busy=90 * 60, free=0, permille=0, target=100)
    assert slot.missing == 10 * 60
    assert replace(slot, free=60).missing == 9 * 60
    assert replace(slot, free=10 * 60, permille=100).enough


def _others(*names: str) -> list[Client]:
    """Clients of the rounds at no special risk."""
    rest = sorted({client for client, _, _ in ROUNDS.values()} - set(names))
    return [a_client(name) for name in rest]
