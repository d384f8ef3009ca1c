"""What stays, what is asked, and what the tables change while a rota is in force."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scheduler.domain.errors import InputError
from scheduler.domain.events import (
    Absent,
    Admitted,
    Cancelled,
    Late,
    NoReply,
    Overrun,
    Returned,
    Unavailable,
)
from scheduler.domain.rota import RunPin, Stage
from scheduler.domain.units import CarerId, ClientId, VisitId
from scheduler.formulate import formulate
from scheduler.planning.repair import situation_of
from scheduler.planning.repair.profiles import OptionKind, Profile
from scheduler.planning.repair.search import search
from scheduler.referee import judge
from tests.builders import HOUR, a_carer, a_rota, a_shift, a_visit, a_week, clock
from tests.scheduler.planning.repair.days import (
    EVERYBODY,
    QUICK,
    ROUNDS,
    a_monday,
    after,
    in_force,
    made,
    plain,
)

A, B, C = (CarerId(name) for name in EVERYBODY)


def test_nobody_new_is_sent_before_they_can_be_told() -> None:
    """At 08:50 A falls ill. With a quarter of an hour's notice nobody else begins a1 before
    09:05, whatever they had to do before.
    """
    _, options = after(a_monday(), Absent(carer=A), at="08:50")
    for option in options:
        if "a1" in made(option):
            assert made(option)["a1"][1] >= clock("09:05")


def test_somebody_sent_elsewhere_leaves_from_where_they_are_now() -> None:
    """B has finished b1 at 09:30 and idles. At 10:20 A falls ill; B, told at 10:20, needs ten
    minutes and five to spare to a3, and the notice reaches to 10:35 as well. C is off.
    """
    shifts = [a_shift("A", 0), a_shift("B", 0)]
    _, options = after(a_monday(shifts=shifts), Absent(carer=A), at="10:20")
    for option in options:
        carers, start = made(option).get("a3", ((B,), clock("10:35")))
        assert carers == (B,)
        assert start >= clock("10:35")


def test_a_pinned_run_of_somebody_else_is_left_alone() -> None:
    """C's Monday is pinned as it is, empty: A's visits go to B or to nobody."""
    week = a_monday()
    pinned = replace(week, reference=in_force(week), run_pins=(RunPin(carer=C, day=0),))
    _, options = after(pinned, Absent(carer=A))
    assert all(C not in who for option in options for who, _ in made(option).values())


def test_new_calls_in_the_tables_are_fitted_in_from_then_on() -> None:
    """Without any event: x1 is in the tables and not in the rota, and nothing else moves. Where
    x1 was known to be unallocated, it stays so.
    """
    week = a_monday(visits=(a_visit("x1", "c9", at="15:00"),))
    _, options = after(week)
    assert made(options[0])["x1"][1] == clock("15:00")
    assert plain(in_force(week)) <= plain(options[0].rota)
    _, (same,) = after(week, left_open=[VisitId("x1")])
    assert plain(same.rota) == plain(in_force(week))


def test_what_was_open_before_is_counted_and_not_explained_again() -> None:
    """x1, at four in the morning when nobody works, was known to be open: one unallocated, none
    of it news, whether nothing happened or A is ill on its day. Where it was not known, it is.
    """
    week = a_monday(visits=(a_visit("x1", "c9", at="04:00"),))
    x1 = VisitId("x1")
    for events in ((), (Absent(carer=A),)):
        _, options = after(week, *events, at="03:00", left_open=[x1])
        for option in options:
            assert x1 in option.knock_on.left_out
            assert x1 not in option.newly_left_out
            assert x1 not in {reason.visit for reason in option.reasons}
    _, options = after(week, at="03:00")
    assert all(option.newly_left_out == (x1,) for option in options)
    assert all([reason.visit for reason in option.reasons] == [x1] for option in options)


def test_to_search_an_unchanged_published_week_moves_nothing() -> None:
    """b1 stands 16 minutes after its agreed time, one more than the grace: 60 seconds too late
    at 2 points each. The search may move every visit. In a draft a move costs 5 and is made;
    published it costs 200, frozen 2,000, and nothing moves.
    """
    week = a_monday()
    wide = replace(week.visit[VisitId("b1")], latest=clock("09:45"))
    week = replace(week, visits=tuple(wide if v.id == "b1" else v for v in week.visits))
    late = a_rota(week, {name: carer for name, (_, _, carer) in ROUNDS.items()})
    late = replace(
        late,
        assignments=tuple(
            replace(one, start=clock("09:16")) if one.visit == "b1" else one
            for one in late.assignments
        ),
    )
    nothing = Unavailable(carer=A, start=clock("05:00"), end=clock("05:30"))
    found = {}
    for stage in Stage:
        situation = replace(
            situation_of(week, late, clock("06:00"), stage=stage), new_facts=(nothing,)
        )
        assert situation.others == set(week.visit)
        profile = Profile(kind=OptionKind.LEAST_CHANGE, stage=stage)
        rota = search(formulate(situation.week), situation, profile, QUICK)
        assert rota is not None
        found[stage] = {one.visit: (one.carers, one.start) for one in rota.assignments}
    as_it_was = {one.visit: (one.carers, one.start) for one in late.assignments}
    assert found[Stage.PUBLISHED] == found[Stage.FROZEN] == as_it_was
    assert found[Stage.DRAFT]["b1"][1] < clock("09:16")


def test_a_longer_visit_in_the_tables_is_planned_anew_only_from_then_on() -> None:
    """a2 now takes an hour, too long before a3: asked at 06:00 one of them changes; asked for
    from 10:10, when a2 has begun, a3 alone can.
    """
    week = a_monday()
    longer = replace(week.visit[VisitId("a2")], length=HOUR)
    week = replace(week, visits=tuple(longer if v.id == "a2" else v for v in week.visits))
    _, options = after(week, rota=in_force(a_monday()))
    assert all(judge(one.week, one.rota).is_legal for one in options)
    _, late = after(week, rota=in_force(a_monday()), at="10:10")
    assert all(made(one)["a2"] == ((A,), clock("10:00")) for one in late)


def test_a_departure_costs_more_the_more_settled_the_rota_is() -> None:
    """The same change of carer under a draft, a published and a frozen rota: 10, 600, 6,000."""
    week = a_monday()
    other = a_rota(week, {"a1": "C", "a2": "A", "a3": "A", "b1": "B", "b2": "B"})
    found = []
    for stage in Stage:
        reference = replace(in_force(week), stage=stage)
        terms = judge(replace(week, reference=reference), other).terms
        found.append(terms["moved"] + terms["drift"])
    assert found == [10, 600, 6000]


@pytest.mark.parametrize(
    ("event", "at", "words"),
    [
        (Absent(carer=CarerId("Z")), "06:00", "No carer of this period has the id Z"),
        (Absent(carer=A, until=clock("05:00")), "06:00", "is not after"),
        (Absent(carer=A), "22:30", "has no shift between"),
        (Late(carer=A, by=0), "06:00", "no delay"),
        (Late(carer=A, by=10**18), "06:00", "more than a day"),
        (Late(carer=C, by=600), "06:00", "no visit after"),
        (Overrun(visit=VisitId("a1"), by=600), "06:00", "begins at Mon 09:00"),
        (Overrun(visit=VisitId("zz"), by=600), "06:00", "No visit of this period"),
        (Cancelled(visit=VisitId("a1")), "09:10", "has begun"),
        (NoReply(visit=VisitId("a1"), again=clock("08:00")), "09:10", "no time later"),
        (Admitted(client=ClientId("zz")), "06:00", "No client of this period"),
        (Admitted(client=ClientId("c1")), "12:00", "no visit to come"),
        (Admitted(client=ClientId("c1"), until=clock("05:00")), "06:00", "is not after"),
        (Returned(client=ClientId("c1")), "06:00", "nobody is awaited"),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_as_one(
    event: object, at: str, words: str
) -> None:
    """Each names the fault."""
    with pytest.raises(InputError, match=words):
        after(a_monday(), event, at=at)  # type: ignore[arg-type]


@pytest.mark.parametrize("now", [-1, clock("24:00", 1)])
def test_a_moment_outside_the_period_is_refused(now: int) -> None:
    """The second before it, and the second it ends."""
    week = a_monday()
    with pytest.raises(InputError, match="does not lie in the period"):
        situation_of(week, in_force(week), now)


def test_the_same_question_has_the_same_answer() -> None:
    """Steps are counted, not seconds."""
    first, again = (after(a_monday(), Absent(carer=A))[1] for _ in range(2))
    assert [plain(one.rota) for one in first] == [plain(one.rota) for one in again]
    assert QUICK.iterations == 3000


def test_two_carers_can_be_away_at_once() -> None:
    """A and B are ill: C makes what one person can, and nothing is lost from sight."""
    week = a_week(*a_monday().visits, carers=[a_carer(one) for one in EVERYBODY], days=2)
    _, options = after(week, Absent(carer=A), Absent(carer=B), rota=in_force(week))
    best = made(options[0])
    assert all(who == (C,) for who, _ in best.values())
    assert set(best) | set(options[0].knock_on.left_out) == {v.id for v in week.visits}
