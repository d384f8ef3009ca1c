"""What is offered when something happens, by hand."""

from __future__ import annotations

from dataclasses import replace

from scheduler.domain.carer import Limits
from scheduler.domain.events import (
    Absent,
    Admitted,
    Breakdown,
    Cancelled,
    Late,
    NoReply,
    Overrun,
    Returned,
)
from scheduler.domain.pair import PairKind
from scheduler.domain.travel import Mode
from scheduler.domain.units import CarerId, ClientId, VisitId
from scheduler.planning.repair import situation_of
from scheduler.planning.repair.asks import AskKind
from scheduler.planning.repair.facts import week_with
from scheduler.planning.repair.knock_on import ChangeKind
from scheduler.planning.repair.profiles import OptionKind
from scheduler.referee import judge
from tests.builders import MINUTE, a_break, a_carer, a_pair, a_rota, a_shift, a_visit, clock
from tests.scheduler.planning.repair.days import (
    EVERYBODY,
    a_monday,
    after,
    in_force,
    made,
    plain,
    red,
)

A, B, C = (CarerId(name) for name in EVERYBODY)


def test_an_unchanged_published_week_stays_as_it_is() -> None:
    """Nothing has happened and the tables are the same: one option, in which nothing changes."""
    week = a_monday()
    situation, (option,) = after(week)
    assert option.kinds == (OptionKind.AS_IT_IS,)
    assert plain(option.rota) == plain(in_force(week))
    assert option.knock_on.changes == ()
    assert (situation.broken, situation.wanted) == (frozenset(), frozenset())


def test_a_round_goes_to_whoever_is_free_at_its_own_times() -> None:
    """A is ill at six: C takes a1 and a3, as B is elsewhere then; either takes a2, which lies
    between B's two visits. Nobody else notices, and nobody new comes. Only where money comes
    first a1 may begin a quarter of an hour later, so that less is waited for.
    """
    week = a_monday()
    _, options = after(week, Absent(carer=A))
    for option in options:
        best = made(option)
        assert best["a1"][0] == best["a3"][0] == (C,)
        assert best["a2"][0] in ((B,), (C,))
        kept = {one for one in plain(in_force(week)) if one.visit in ("b1", "b2")}
        assert kept <= plain(option.rota)
        assert (option.knock_on.touched, option.knock_on.others) == (0, 2)
        assert option.knock_on.new_faces == ()
        assert option.knock_on.hours[A] == -150 * MINUTE
        if OptionKind.LEAST_CHANGE in option.kinds:
            assert [best[v][1] for v in ("a1", "a2", "a3")] == [
                clock(at) for at in ("09:00", "10:00", "11:00")
            ]


def test_what_has_begun_stays_and_the_rest_is_covered() -> None:
    """A falls ill at 09:10 in the middle of a1, finishes it, and a2 and a3 go to others."""
    week = a_monday()
    situation, options = after(week, Absent(carer=A), at="09:10")
    assert situation.past == {"a1", "b1"}
    for option in options:
        assert made(option)["a1"] == ((A,), clock("09:00"))
        assert A not in made(option)["a2"][0]
        assert judge(option.week, option.rota).is_legal


def test_red_visits_come_first_where_not_all_can_be_made() -> None:
    """A is away and C declared one visit a day: the one at red risk is made."""
    carers = [a_carer("A"), a_carer("B", limits=Limits(visits_a_day=2, days=7))]
    carers.append(a_carer("C", limits=Limits(visits_a_day=1, days=7)))
    week = a_monday(clients=red("c2"), carers=carers)
    _, options = after(week, Absent(carer=A))
    for option in options:
        assert made(option)["a2"][0] in ((B,), (C,))
        assert option.knock_on.red_left_out == 0
        assert len(option.knock_on.left_out) == 2
        assert {reason.visit for reason in option.reasons} == set(option.knock_on.left_out)


def test_a_double_up_asks_only_for_the_missing_person() -> None:
    """A and B make d1 together; A is away: B stays, and C comes beside B at the same start."""
    double = a_visit("d1", "c4", at="14:00", carers=2)
    week = a_monday(visits=(double,))
    rota = a_rota(week, {"a1": "A", "a2": "A", "a3": "A", "b1": "B", "b2": "B", "d1": ("A", "B")})
    _, options = after(week, Absent(carer=A), rota=rota)
    assert set(made(options[0])["d1"][0]) == {B, C}
    assert made(options[0])["d1"][1] == clock("14:00")


def test_somebody_late_pushes_on_only_as_far_as_needed() -> None:
    """A will be 20 minutes late for a2 at 10:00, known at 09:10: it starts at 10:20 or later by
    A, or somebody else makes it; a3 at 11:00 is reached from 10:50 + 15, five minutes late.
    """
    _, options = after(a_monday(), Late(carer=A, by=20 * MINUTE), at="09:10")
    for option in options:
        carers, start = made(option)["a2"]
        assert (carers == (A,) and start >= clock("10:20")) or carers in ((B,), (C,))
        assert judge(option.week, option.rota).is_legal
    least = next(one for one in options if OptionKind.LEAST_CHANGE in one.kinds)
    assert {change.visit for change in least.knock_on.changes} <= {"a2", "a3"}


def test_an_overrun_that_fits_the_gap_changes_nothing() -> None:
    """a1 ends at 09:45 instead of 09:30: with ten minutes of way and five to spare, A is ready
    for a2 at ten to the minute. Sixteen minutes are one too many.
    """
    _, (option,) = after(a_monday(), Overrun(visit=VisitId("a1"), by=15 * MINUTE), at="09:20")
    assert option.knock_on.changes == ()
    situation, _ = after(a_monday(), Overrun(visit=VisitId("a1"), by=16 * MINUTE), at="09:20")
    assert VisitId("a2") in situation.broken


def test_a_cancelled_visit_goes_and_its_time_serves_whom_nobody_could_visit() -> None:
    """Only A can make x1, at the time of a2, which is cancelled: the option that uses the gap
    is better than the one that leaves things as they are.
    """
    extra = a_visit("x1", "c9", at="10:00", slack=0)
    only_a = [a_pair("c9", name, PairKind.BLOCK_NO_FAULT) for name in ("B", "C")]
    week = a_monday(visits=(extra,), pairs=tuple(only_a))
    situation, options = after(week, Cancelled(visit=VisitId("a2")))
    assert "a2" not in made(options[0])
    assert made(options[0])["x1"] == ((A,), clock("10:00"))
    assert options[-1].kinds[0] is OptionKind.AS_IT_IS
    kinds = {change.visit: change.kind for change in options[0].knock_on.changes}
    assert kinds == {"a2": ChangeKind.WITHDRAWN, "x1": ChangeKind.ADDED}
    assert situation.broken == frozenset()


def test_a_break_beside_a_visit_not_due_any_more_moves_and_no_visit_does() -> None:
    """A works from nine to four and rests at ten past twelve before a call at half past. Without
    that call the break has no place there: it is taken elsewhere, the other visits stay as they
    are, and that needs no search.
    """
    times = ("12:30", "13:30", "14:30", "15:30")
    more = tuple(a_visit(f"x{at}", f"c-{at}", at=at, minutes=40) for at in times)
    week = a_monday(visits=more)
    rota = in_force(week)
    own = a_rota(week, {one.id: "A" for one in more})
    rota = replace(
        rota,
        assignments=(*rota.assignments, *own.assignments),
        breaks=(a_break("A", "at-c-12:30", clock("12:10")),),
    )
    assert judge(week, rota).is_legal
    situation, options = after(week, Cancelled(visit=VisitId("x12:30")), rota=rota)
    assert situation.broken == frozenset()
    assert judge(situation.week, situation.rota).is_legal
    as_it_is = next(one for one in options if OptionKind.AS_IT_IS in one.kinds)
    assert [change.visit for change in as_it_is.knock_on.changes] == ["x12:30"]
    assert as_it_is.rota.breaks != rota.breaks


def test_nobody_opens_and_another_call_is_tried() -> None:
    """At 09:20 nobody has opened c1's door since nine: 20 minutes count as waited, and another
    call of the full length is due at 13:00.
    """
    _, options = after(a_monday(), NoReply(visit=VisitId("a1"), again=clock("13:00")), at="09:20")
    best = options[0]
    assert best.week.visit[VisitId("a1")].length == 20 * MINUTE
    assert best.week.visit[VisitId("a1-again")].length == 30 * MINUTE
    assert made(best)["a1-again"][1] == clock("13:00")


def test_a_broken_car_is_walked_from_then_on() -> None:
    """Every leg takes ten minutes by any mode here, so A goes on walking; what was driven stays
    driven, and the rest of the shift is a spell of its own from where A is.
    """
    _, options = after(a_monday(), Breakdown(carer=A, mode=Mode.WALK), at="09:10")
    shifts = [shift for shift in options[0].week.shifts if shift.carer == A]
    assert [(s.mode, s.start_place) for s in shifts] == [(None, "home-A"), (Mode.WALK, "at-c1")]
    assert shifts[1].start == clock("09:30")
    assert judge(options[0].week, options[0].rota).is_legal


def test_a_return_from_hospital_brings_the_former_team_back() -> None:
    """c4 and c5 of B go in; B's time is given away; on return B has them again where legal: at
    least four fifths of the visits by the former team.
    """
    week = a_monday()
    stay, options = after(week, Admitted(client=ClientId("c4")))
    away = options[0]
    assert "b1" not in made(away)
    back, after_return = after(
        week,
        Returned(client=ClientId("c4")),
        at="07:00",
        rota=away.rota,
        facts=away.facts,
    )
    assert len(away.facts) == len(stay.facts) == 1
    for option in after_return:
        assert made(option)["b1"] == ((B,), clock("09:00"))
    assert back.facts == ()


def test_the_former_team_returns_though_its_time_was_given_away() -> None:
    """While c4 is in hospital B is given x1 at the very time of b1; C could make x1 as well. On
    return b1 is B's again in the option for the former team, and x1 passes to C.
    """
    extra = a_visit("x1", "c1", at="09:00", slack=0)
    week = a_monday(visits=(extra,))
    stay = situation_of(week, in_force(week), 0, [Admitted(client=ClientId("c4"))])
    names = {"a1": "A", "a2": "A", "a3": "A", "b2": "B", "x1": "B"}
    given_away = a_rota(stay.week, names)
    _, options = after(
        week,
        Returned(client=ClientId("c4")),
        at="07:00",
        rota=given_away,
        facts=stay.facts,
    )
    team = next(one for one in options if OptionKind.SAME_TEAM in one.kinds)
    assert made(team)["b1"][0] == (B,)
    assert "x1" in made(team)


def test_carers_are_asked_for_more_only_where_it_is_said() -> None:
    """C's shift ends at 11:15, a quarter of an hour before a3 would: the cheapest cover asks C
    to stay until it ends, and the facts that go with it make the rota legal without asking.
    """
    shifts = [a_shift("A", 0), a_shift("B", 0), a_shift("C", 0, "07:00", "11:15")]
    only_c = tuple(a_pair("c3", name, PairKind.BLOCK_NO_FAULT) for name in ("B",))
    late_only = replace(a_visit("a3", "c3", at="11:00"), earliest=clock("11:00"))
    week = a_monday(shifts=shifts, pairs=only_c)
    week = replace(week, visits=tuple(late_only if v.id == "a3" else v for v in week.visits))
    _, options = after(week, Absent(carer=A))
    asking = next(one for one in options if one.asks)
    (ask,) = asking.asks
    assert (ask.carer, ask.kind) == (C, AskKind.STAY)
    assert made(asking)["a3"] == ((C,), ask.now - 30 * MINUTE)
    agreed = week_with(week, asking.facts)
    assert judge(replace(agreed, reference=asking.week.reference), asking.rota).is_legal
    others = [one for one in options if not one.asks]
    assert all("a3" in one.knock_on.left_out for one in others)
