"""Whatever happens to whatever rota: each option is legal, keeps the past and drops nothing."""

from __future__ import annotations

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from scheduler.domain.errors import InputError
from scheduler.domain.events import (
    Absent,
    Admitted,
    Breakdown,
    Cancelled,
    Event,
    Late,
    NoReply,
    Overrun,
)
from scheduler.domain.rota import Rota
from scheduler.domain.travel import Mode
from scheduler.domain.units import Moment
from scheduler.domain.week import Week
from scheduler.planning.repair import Effort, Option, Situation, repair, situation_of
from scheduler.planning.repair.facts import week_with
from scheduler.planning.repair.profiles import OptionKind
from scheduler.planning.week import plan_week
from scheduler.referee import judge
from scheduler.rules.prices import Tier
from tests.builders import MINUTE
from tests.strategies import weeks

LITTLE = Effort(iterations=800, threads=1)


@st.composite
def days_in_the_office(draw: st.DrawFn) -> tuple[Week, Rota, Moment, list[Event]]:
    """A planned week, a moment in it, and one or two things that are rung in."""
    week = draw(weeks())
    rota = plan_week(week, iterations=400, threads=1).rota
    moments = [
        0,
        *(one.start + draw(st.sampled_from([-30, 0, 10])) * MINUTE for one in rota.assignments),
    ]
    now = min(max(0, draw(st.sampled_from(moments))), week.horizon.end - 1)
    by = st.sampled_from([5 * MINUTE, 40 * MINUTE, 150 * MINUTE])
    carer = st.sampled_from([one.id for one in week.carers])
    visit = st.sampled_from([one.id for one in week.visits])
    client = st.sampled_from([one.id for one in week.clients])
    events = st.one_of(
        st.builds(Absent, carer=carer),
        st.builds(Late, carer=carer, by=by),
        st.builds(Overrun, visit=visit, by=by),
        st.builds(Cancelled, visit=visit),
        st.builds(NoReply, visit=visit),
        st.builds(Breakdown, carer=carer, mode=st.sampled_from([None, Mode.WALK])),
        st.builds(Admitted, client=client),
    )
    return week, rota, now, draw(st.lists(events, min_size=1, max_size=2))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(days_in_the_office())
def test_every_option_is_legal_keeps_the_past_and_drops_nothing(
    day: tuple[Week, Rota, Moment, list[Event]],
) -> None:
    """The referee judges each option in the week it says it needs; what has begun is the same
    assignment; every visit due is made or listed; and the facts alone lead to that week.
    """
    week, rota, now, events = day
    assume(judge(week, rota).is_legal)
    try:
        situation = situation_of(week, rota, now, events)
    except InputError:
        assume(False)  # nothing of the kind can have happened just then
        raise
    for one in events:
        event(type(one).__name__)
    options = repair(situation, LITTLE)
    for option in options:
        assert_sound(week, situation, option)
    covered = [one.verdict.cost[: Tier.PERSON] for one in options if not one.asks]
    for option in options:
        if OptionKind.LEAST_CHANGE in option.kinds:
            assert option.verdict.cost[: Tier.PERSON] <= min(covered, default=())


def assert_sound(week: Week, situation: Situation, option: Option) -> None:
    """What must hold of every option."""
    breaches = judge(option.week, option.rota).breaches
    assert all(situation.is_unavoidable(one) for one in breaches), breaches
    made = {one.visit: one for one in option.rota.assignments}
    fixed = situation.past | situation.soon
    assert {visit: made.get(visit) for visit in fixed} == {
        visit: situation.made[visit] for visit in fixed
    }
    assert all(one.start >= situation.now for v, one in made.items() if v not in situation.past)
    due = {visit.id for visit in option.week.visits}
    assert set(made) <= due
    lost = set(situation.made) - set(made)
    assert lost <= set(option.knock_on.left_out)
    assert {reason.visit for reason in option.reasons} == set(option.newly_left_out)
    assert set(option.knock_on.left_out) - set(option.newly_left_out) <= situation.open_before
    assert {c.visit for c in option.knock_on.changes} == changed(situation.before, option.rota)
    again = week_with(week, option.facts)
    assert sorted(again.shifts, key=lambda s: s.id) == sorted(
        option.week.shifts, key=lambda s: s.id
    )
    assert (again.visits, again.carers) == (option.week.visits, option.week.carers)


def changed(before: Rota, after: Rota) -> set[str]:
    """Visits that are not the same in both."""
    then = {(one.visit, frozenset(one.carers), one.start) for one in before.assignments}
    now = {(one.visit, frozenset(one.carers), one.start) for one in after.assignments}
    return {visit for visit, _, _ in then ^ now}
