"""How many packages fit: by hand, never above the bound, and always before the referee."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scheduler.domain.carer import Limits
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.planning.capacity import Capacity, Tolerance, band_of, capacity
from scheduler.planning.capacity.harm import kept_week
from scheduler.planning.capacity.proof import proof
from scheduler.planning.greedy import greedy
from scheduler.planning.words import Why
from scheduler.referee import judge
from tests.builders import (
    HOUR,
    MINUTE,
    a_carer,
    a_contract,
    a_rota,
    a_shift,
    a_skill,
    a_visit,
    clock,
)
from tests.scheduler.planning.capacity.town import MORNING, QUICK, a_town, asked, the_rota

NOBODY = Rota(assignments=())


def require_sound(week: Week, answer: Capacity) -> None:
    """Every draw's rota is legal, keeps what was made, and is no greater than the bound."""
    for draw in answer.draws:
        fits = draw.found.fits
        if fits is None:
            continue
        verdict = judge(fits.formulation.week, fits.rota)
        assert verdict.codes() == ()
        made = {one.visit for one in fits.rota.assignments}
        assert {one.visit for one in answer.ground.rota.assignments} <= made
        assert {visit.id for one in fits.packages for visit in one.visits} <= made
    if answer.proof is not None:
        assert answer.fits <= answer.proof.most
    assert answer.spread[2] == answer.fits
    assert week.visits == tuple(v for v in week.visits if not v.client.startswith("new-"))


def test_two_hours_hold_three_calls_of_half_an_hour() -> None:
    """08:00, 08:45 and 09:30: half an hour each, and a quarter between them for ten minutes' way
    with five to spare. A fourth would end after the shift.
    """
    week = a_town()
    answer = capacity(week, NOBODY, asked(), QUICK)
    require_sound(week, answer)
    assert answer.fits == 3
    assert answer.spread == (3, 3, 3)


def test_the_bound_meets_what_fits_and_says_why() -> None:
    """Three of 30 + 15 minutes in two hours and the quarter that lies outside: no fourth."""
    answer = capacity(a_town(), NOBODY, asked(), QUICK)
    assert answer.proof is not None
    assert answer.proof.most == 3
    assert answer.is_most
    assert answer.proof.sentence.startswith("On Mon from ")
    assert answer.proof.sentence.endswith("So no rota can take more than 3.")


def test_two_together_need_twice_the_carers() -> None:
    """With one carer nothing for two fits, and with two carers as much as one can of single."""
    week = a_town()
    none = capacity(week, NOBODY, asked(handed=2), QUICK)
    assert none.fits == 0
    pair = a_town(carers=[a_carer("A"), a_carer("B")])
    both = capacity(pair, NOBODY, asked(handed=2), QUICK)
    require_sound(pair, both)
    assert both.fits == 3


def test_only_who_has_the_skill_counts() -> None:
    """Of two carers one is trained: three fit, as though there were one."""
    week = a_town(carers=[a_carer("A", skills=(a_skill("peg"),)), a_carer("B")])
    answer = capacity(week, NOBODY, asked(skills=(("peg", 1),)), QUICK)
    require_sound(week, answer)
    assert answer.fits == 3
    assert answer.proof is not None
    assert "peg" in answer.proof.sentence


def test_hours_of_the_week_are_named_where_they_run_out() -> None:
    """Hours for a single call: one fits, and the bound says the hours are all there is."""
    week = a_town(
        carers=[a_carer("A", contract=a_contract(most=7 * 35 * MINUTE))],
    )
    answer = capacity(week, NOBODY, asked(), QUICK)
    require_sound(week, answer)
    assert answer.fits == 1
    assert answer.is_most
    assert answer.bottleneck is None
    assert answer.proof is not None
    assert "hours of work left" in answer.proof.sentence


def test_what_stops_one_more_is_named() -> None:
    """A call on both days wants the only carer on both, who has declared one day a week.

    The bound does not look at days off, so it is open there; the reason is found in the rota.
    """
    week = a_town(carers=[a_carer("A", limits=Limits(days=1))], days=2)
    answer = capacity(week, NOBODY, asked(), QUICK)
    assert (answer.fits, answer.is_most) == (0, False)
    assert answer.bottleneck is not None
    assert answer.bottleneck.why is Why.HOURS
    assert answer.bottleneck.sentence.startswith("breakfast (08:00 to 09:30), Town: ")
    assert "no hours left" in answer.bottleneck.sentence


def test_nobody_cared_for_already_is_moved_out_of_their_time() -> None:
    """A call agreed at 08:45 may start until 09:15; fifteen minutes are its grace, and no more
    are used to make room.
    """
    week = a_town(a_visit("v1", "c1", at="08:45"))
    answer = capacity(week, the_rota(week), asked(), QUICK)
    require_sound(week, answer)
    for draw in answer.draws:
        assert draw.found.fits is not None
        (start,) = (one.start for one in draw.found.fits.rota.assignments if one.visit == "v1")
        assert abs(start - clock("08:45")) <= week.rules.visits.grace


def test_nobody_meets_more_carers_than_the_tolerance_says() -> None:
    """With no new faces at all, who came to c1 still comes alone."""
    week = a_town(
        *(a_visit(f"v{day}", "c1", at="08:30", day=day) for day in range(3)),
        carers=[a_carer("A"), a_carer("B")],
        days=3,
    )
    strict = replace(QUICK, tolerance=Tolerance(faces=0))
    answer = capacity(week, the_rota(week), asked(), strict)
    require_sound(week, answer)
    assert answer.more_faces == 0


def test_visits_nobody_makes_already_are_counted_and_no_harm() -> None:
    """One of two visits is missed in the rota; the other is kept, and packages come beside it."""
    week = a_town(a_visit("v1", "c1", at="08:00"), a_visit("v2", "c2", at="08:00"))
    answer = capacity(week, a_rota(week, {"v1": "A"}), asked(), QUICK)
    require_sound(week, answer)
    assert answer.missed == 1
    assert answer.fits == 2


def test_the_same_question_has_the_same_answer() -> None:
    """Steps are counted, not seconds: rotas are equal to the assignment."""
    week = a_town(a_visit("v1", "c1", at="08:45"), carers=[a_carer("A"), a_carer("B")])
    first, second = (capacity(week, the_rota(week), asked(), QUICK) for _ in range(2))
    assert first.fits == second.fits
    assert [draw.found.fits and draw.found.fits.rota for draw in first.draws] == [
        draw.found.fits and draw.found.fits.rota for draw in second.draws
    ]


@st.composite
def towns(draw: st.DrawFn) -> Week:
    """Small towns: a few visits, carers with few hours or late shifts, one or two days."""
    days = draw(st.integers(1, 2))
    carers = [
        a_carer(
            name,
            contract=a_contract(most=draw(st.sampled_from([3, 7, 40])) * HOUR),
            skills=(a_skill("peg"),) if draw(st.booleans()) else (),
        )
        for name in "ABC"[: draw(st.integers(1, 3))]
    ]
    shifts = [
        a_shift(one.id, day, draw(st.sampled_from(["07:00", "08:00", "09:00"])), ends)
        for one in carers
        for day in range(days)
        for ends in [draw(st.sampled_from(["09:40", "10:00", "11:00"]))]
    ]
    visits = [
        a_visit(
            f"v{number}",
            f"c{number % 2}",
            at=draw(st.sampled_from(["08:00", "08:20", "09:00", "09:45"])),
            day=draw(st.integers(0, days - 1)),
            minutes=draw(st.sampled_from([15, 30, 60])),
            slack=draw(st.sampled_from([0, 15, 60])),
            carers=draw(st.sampled_from([1, 1, 2])),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    return a_town(*visits, carers=carers, shifts=shifts, days=days, count=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(towns(), st.integers(1, 2), st.booleans(), st.sampled_from([10, 30]))
def test_what_fits_never_exceeds_the_bound(
    week: Week, handed: int, skilled: bool, minutes: int
) -> None:
    """Whatever the town, the rota found is legal, harms nobody and stays within the proof."""
    skills = (("peg", 1),) if skilled else ()
    assume(not skilled or any(carer.skills for carer in week.carers))
    rota = greedy(week)
    assume(judge(week, rota).is_legal)
    wanted = asked(8, handed=handed, skills=skills, length=minutes * MINUTE)
    answer = capacity(week, rota, wanted, replace(QUICK, seeds=(1,)))
    require_sound(week, answer)


def test_nobody_there_is_proved_to_be_nothing() -> None:
    """The only carer comes at noon: no package fits, and none can."""
    week = a_town(shifts=[a_shift("A", 0, "12:00", "14:00")])
    answer = capacity(week, NOBODY, asked(), QUICK)
    assert (answer.fits, answer.is_most) == (0, True)


def test_a_skill_that_runs_out_is_not_there_any_more() -> None:
    """The only holder's certificate ends before the week: nothing fits, and it is proved."""
    lapsed = a_carer("A", skills=(a_skill("peg", expires=date(2026, 5, 1)),))
    week = a_town(carers=[lapsed])
    found = proof(kept_week(week, NOBODY, Tolerance()), asked(skills=(("peg", 1),)))
    assert found is not None
    assert found.most == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"skills": (("magic", 1),)}, "No carer holds the skill magic"),
        ({"handed": 3}, "3 carers make no visit"),
        ({"length": 0}, "needs a length"),
        ({"weekdays": frozenset({5})}, "falls on no day"),
        ({"doors": ()}, "No address is known"),
        ({"band": replace(MORNING, ends=time(7))}, "ends before it begins"),
    ],
)
def test_bad_questions_are_refused(changes: dict[str, object], said: str) -> None:
    """Each names its fault."""
    with pytest.raises(InputError, match=said):
        capacity(a_town(), NOBODY, asked(**changes), QUICK)


def test_a_rota_that_breaks_a_rule_is_no_ground_to_stand_on() -> None:
    """Two visits at once by one carer: the codes are named, and who can tell more."""
    week = a_town(a_visit("v1", "c1", at="08:30"), a_visit("v2", "c2", at="08:30"))
    with pytest.raises(InputError, match="A2"):
        capacity(week, the_rota(week), asked(), QUICK)


def test_a_band_is_clock_times_or_a_call_of_the_week() -> None:
    """Breakfasts are agreed between 07:30 and 09:00 here."""
    week = a_town(
        a_visit("v1", "c1", at="07:30", call="breakfast"),
        a_visit("v2", "c2", at="09:00", call="breakfast"),
    )
    assert band_of(week, "breakfast").ends == time(9)
    assert band_of(week, "7:00-10:30").begins == time(7)
    with pytest.raises(InputError, match="breakfast"):
        band_of(week, "brunch")
