"""Quotes for a package of care: a safe start, a named team, or what is missing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId, ClientId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate import formulate
from scheduler.planning.changed import changed_rota, changed_week
from scheduler.planning.offers import (
    Face,
    Hold,
    PackageQuote,
    Wish,
    offer_desk,
    offers,
    quote,
    with_holds,
)
from tests.builders import MINUTE, a_carer, a_client, a_rota, a_shift, a_visit, a_week
from tests.scheduler.planning.legal_rotas import breaches, weeks_with_rotas

NEW = ClientId("new")
NOW = datetime(2026, 5, 30, 9, tzinfo=UTC)


def package(*days: int, at: str = "09:00", **changes: object) -> list[Visit]:
    """One visit a day of a client nobody visits yet."""
    return [
        a_visit(f"p{day}", "new", day=day, at=at, **changes)  # type: ignore[arg-type]
        for day in days
    ]


def quoted(week: Week, who: dict[str, str] | None = None, ready: int = 0) -> PackageQuote:
    """The answer, with the cycle and what is accepted of it shown to be legal."""
    rota = a_rota(week, who or {})
    found = quote(week, rota, NEW, ready=ready)
    for change in (found.cycle, found.change):
        after = changed_week(week, change)
        assert breaches(after, changed_rota(formulate(after), rota, change)) <= breaches(week, rota)
    return found


def test_one_carer_makes_a_small_package_and_is_introduced_first() -> None:
    """Two could; one face is enough, and the first visit is longer."""
    found = quoted(a_week(*package(0, 2, 4), carers=[a_carer("A"), a_carer("B")]))
    assert found.first_day == 0
    assert [(one.visits, one.face) for one in found.team] == [(3, Face.NEW)]
    assert found.introductions == ("p0",)
    assert [visit.length // MINUTE for visit in found.change.visits] == [40, 30, 30]
    assert found.sentence.startswith("Yes: client new can start on Mon 2026-06-01: 3 visits")


def test_a_package_starts_when_it_is_ready() -> None:
    """Home on Wednesday: visits before belong to the week after, and are not in this rota."""
    found = quoted(a_week(*package(0, 2, 4)), ready=2)
    assert found.first_day == 2
    assert [one.visit for one in found.change.assignments] == ["p2", "p4"]
    assert {one.visit for one in found.cycle.assignments} == {"p0", "p2", "p4"}
    assert found.introductions == ("p2",)


def test_a_first_day_too_full_for_an_introduction_is_passed_over() -> None:
    """On Monday A has exactly half an hour between two visits that may not move."""
    tight = [
        a_visit("v1", "c1", at="08:10", minutes=30, slack=0),
        a_visit("v2", "c2", at="09:52", minutes=30, slack=0),
    ]
    week = a_week(*tight, *package(0, 1, slack=0))
    found = quoted(week, {"v1": "A", "v2": "A"})
    assert found.first_day == 1
    assert found.introductions == ("p1",)


def test_what_is_missing_is_named_with_the_nearest_time() -> None:
    """On Tuesday nobody works before noon: no safe start, and noon as the nearest."""
    shifts = [a_shift("A", 0), a_shift("A", 1, "12:00"), a_shift("A", 2)]
    found = quoted(a_week(*package(0, 1, 2, at="10:00"), shifts=shifts))
    assert found.first_day is None
    ((missing),) = found.missing
    assert missing.visit.id == "p1"
    assert week_clock(missing.answer.offers[0].start) == "12:00"
    assert "1 cannot be made: the Tue call visit of client new" in found.sentence


def test_what_is_missing_beside_the_rest_is_not_promised_alone() -> None:
    """A is there for half an hour; of two visits then, one cannot be made, and no time is named
    at which it could.
    """
    both = [a_visit(f"p{n}", "new", at="09:00", call=f"call {n}", slack=0) for n in (1, 2)]
    known = {"clients": [a_client("new", team=("A",))]}
    found = quoted(a_week(*both, shifts=[a_shift("A", 0, "09:00", "09:30")], **known))
    ((missing),) = found.missing
    assert (missing.answer.is_yes, missing.answer.offers) == (False, ())
    assert missing.answer.reason


def test_nobody_is_moved_on_days_before_the_start() -> None:
    """A is with c1 from half past nine on both days and makes way for nine to half past; from
    Tuesday on, Monday stays.
    """
    others = [a_visit(f"v{day}", "c1", day=day, at="09:30") for day in (0, 1)]
    known = {"clients": [a_client("new", team=("A",)), a_client("c1")]}
    found = quoted(
        a_week(*others, *package(0, 1, slack=0), **known), {"v0": "A", "v1": "A"}, ready=1
    )
    assert {one.visit for one in found.cycle.assignments} == {"v0", "v1", "p0", "p1"}
    assert {one.visit for one in found.change.assignments} == {"v1", "p1"}


@pytest.mark.parametrize("same_time", [True, False])
def test_a_quote_stands_if_a_hold_lapses_and_if_it_does_not(same_time: bool) -> None:
    """c1 is held at eleven instead of nine. Asked for nine, only the hold leaves A free then:
    if it lapses A is with c1; so nothing is promised. Asked for three, all is well.
    """
    at = "09:00" if same_time else "15:00"
    week = a_week(
        a_visit("v1", "c1", at="09:00", slack=0),
        *package(0, 1, at=at, slack=0),
        clients=[a_client("new", team=("A",)), a_client("c1", team=("A",))],
    )
    rota = a_rota(week, {"v1": "A"})
    wish = Wish(client=ClientId("c1"), call="call", day=0, around=11 * 3600)
    held = Hold(
        id="H1",
        expires=NOW + timedelta(hours=1),
        first_day=week.horizon.first_day,
        change=offers(offer_desk(week, rota), wish).offers[0].change,
    )
    with_it = with_holds(week, rota, [held], NOW)
    assert quote(*with_it, NEW).first_day == 0
    found = quote(*with_it, NEW, in_force=(week, rota))
    assert (found.first_day is None) == same_time
    for before in (with_it, (week, rota)):
        after = changed_week(before[0], found.change)
        made = changed_rota(formulate(after), before[1], found.change)
        assert breaches(after, made) <= breaches(*before)


def week_clock(moment: int) -> str:
    """Clock time of a moment in a week without a change of the clocks."""
    return f"{moment % 86_400 // 3600:02d}:{moment % 3600 // 60:02d}"


def test_two_carers_are_found_for_a_double_up() -> None:
    """Both are new: one longer visit introduces both."""
    found = quoted(a_week(*package(0, 1, carers=2), carers=[a_carer("A"), a_carer("B")]))
    assert {one.carer for one in found.team} == {CarerId("A"), CarerId("B")}
    assert found.introductions == ("p0",)


@pytest.mark.parametrize(("client", "ready", "says"), [("c9", 0, "no visits"), ("new", 8, "week")])
def test_a_bad_question_is_named(client: str, ready: int, says: str) -> None:
    """Nothing is guessed."""
    week = a_week(*package(0))
    with pytest.raises(InputError, match=says):
        quote(week, a_rota(week, {}), ClientId(client), ready=ready)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks_with_rotas())
def test_every_quote_can_be_taken_up(made: tuple[Week, Rota]) -> None:
    """What nobody makes of some client's, as a package: the cycle and the week are legal."""
    week, rota = made
    left = {one.visit for one in rota.assignments}
    for client in sorted({visit.client for visit in week.visits if visit.id not in left}):
        found = quote(week, rota, client)
        for change in (found.cycle, found.change):
            after = changed_week(week, change)
            changed = changed_rota(formulate(after), rota, change)
            assert breaches(after, changed) <= breaches(week, rota)
        if found.first_day is not None:
            made_now = {one.visit for one in found.cycle.assignments}
            assert made_now >= {v.id for v in week.visits if v.client == client} - left
        else:
            assert found.missing
