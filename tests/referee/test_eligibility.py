"""E1 to E8: whether a carer may make a visit at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from scheduler.domain.carer import Skill, WorkerType
from scheduler.domain.client import CallKind, Gender
from scheduler.domain.pair import PairKind
from scheduler.referee import judge
from tests.builders import (
    MONDAY,
    a_carer,
    a_client,
    a_pair,
    a_past_visit,
    a_rota,
    a_skill,
    a_visit,
    a_week,
)
from tests.referee.checks import codes_of

TUESDAY = MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("held", "found"),
    [
        ((a_skill("hoist", 2),), ()),
        ((a_skill("hoist", 3, TUESDAY),), ()),
        ((a_skill("hoist", 1),), ("E1",)),
        ((a_skill("hoist", 2, MONDAY),), ("E1",)),
        ((a_skill("hoist", 2, MONDAY), a_skill("hoist", 2)), ()),
        ((a_skill("peg", 3),), ("E1",)),
        ((), ("E1",)),
    ],
)
def test_a_carer_has_the_skill_on_the_day(held: tuple[Skill, ...], found: tuple[str, ...]) -> None:
    """A hoist needs level 2 on Tuesday; the last valid day is still valid."""
    visit = a_visit("v1", day=1, skills=(("hoist", 2),))
    assert codes_of(a_week(visit, carers=(a_carer(skills=held),)), {"v1": "A"}) == found


def test_both_carers_of_a_double_up_need_the_skill() -> None:
    """A has it, B does not."""
    visit = a_visit("v1", carers=2, skills=(("hoist", 1),))
    week = a_week(visit, carers=(a_carer("A", skills=(a_skill("hoist"),)), a_carer("B")))
    (found,) = judge(week, a_rota(week, {"v1": ("A", "B")})).breaches
    assert (found.code, found.carers) == ("E1", ("B",))


@pytest.mark.parametrize(("until", "found"), [(TUESDAY, ()), (MONDAY, ("E2",)), (None, ("E2",))])
def test_the_criminal_records_check_holds_on_the_day(until: object, found: tuple[str, ...]) -> None:
    """For a visit on Tuesday it is accepted until Tuesday, only until Monday, or absent."""
    week = a_week(a_visit("v1", day=1), carers=(a_carer(dbs_expires=until),))
    assert codes_of(week, {"v1": "A"}) == found


@pytest.mark.parametrize(
    ("gender", "found"), [(Gender.FEMALE, ()), (Gender.MALE, ("E3",)), (None, ("E3",))]
)
def test_a_required_gender_is_recorded(gender: Gender | None, found: tuple[str, ...]) -> None:
    """The care plan requires a woman; a carer of unrecorded gender does not do."""
    week = a_week(
        a_visit("v1"),
        carers=(a_carer(gender=gender),),
        clients=(a_client(gender_must=Gender.FEMALE),),
    )
    assert codes_of(week, {"v1": "A"}) == found


@pytest.mark.parametrize(
    ("kind", "code"),
    [(PairKind.BLOCK_NO_FAULT, "E4"), (PairKind.BLOCK_SAFEGUARDING, "E5")],
)
def test_a_block_holds_on_its_days(kind: PairKind, code: str) -> None:
    """A block from day 1 to day 2 leaves days 0 and 3 free."""
    for day, found in ((0, ()), (1, (code,)), (2, (code,)), (3, ())):
        week = a_week(a_visit("v1", day=day), pairs=(a_pair("c1", "A", kind, 1, 2),))
        assert codes_of(week, {"v1": "A"}) == found


def test_a_block_of_one_carer_is_no_block_of_another() -> None:
    """B is blocked and A comes; avoiding is a price and no breach."""
    week = a_week(
        a_visit("v1"),
        pairs=(
            a_pair("c1", "B", PairKind.BLOCK_NO_FAULT),
            a_pair("c2", "A", PairKind.BLOCK_SAFEGUARDING),
            a_pair("c1", "A", PairKind.AVOID),
        ),
    )
    assert codes_of(week, {"v1": "A"}) == ()


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (CallKind.PERSONAL, ("E6",)),
        (CallKind.MEDICATION, ("E6",)),
        (CallKind.MEAL, ()),
        (CallKind.SOCIAL, ()),
    ],
)
def test_volunteers_give_no_personal_care(kind: CallKind, found: tuple[str, ...]) -> None:
    """Nor medication; company and meals they may."""
    week = a_week(a_visit("v1", kind=kind), carers=(a_carer(worker_type=WorkerType.VOLUNTEER),))
    assert codes_of(week, {"v1": "A"}) == found


@pytest.mark.parametrize(
    ("carer", "client", "found"),
    [
        ({"avoids_pets": True}, {"has_pets": True}, ("E7",)),
        ({"avoids_smoke": True}, {"smokes": True}, ("E7",)),
        ({"avoids_pets": True}, {"smokes": True}, ()),
        ({}, {"has_pets": True, "smokes": True}, ()),
    ],
)
def test_an_allergic_carer_stays_away(
    carer: dict[str, bool], client: dict[str, bool], found: tuple[str, ...]
) -> None:
    """Pets and smoke are apart."""
    week = a_week(a_visit("v1"), carers=(a_carer(**carer),), clients=(a_client(**client),))
    assert codes_of(week, {"v1": "A"}) == found


SHORT = a_visit("v1", minutes=15)


def test_a_short_visit_needs_a_carer_the_person_knows() -> None:
    """Fifteen minutes of personal care: B is of the team and A has never been there."""
    client = a_client(team=("B",))
    week = a_week(SHORT, clients=(client,), carers=(a_carer("A"), a_carer("B")))
    assert codes_of(week, {"v1": "A"}) == ("E8",)
    assert codes_of(week, {"v1": "B"}) == ()


def test_one_past_visit_makes_a_carer_known() -> None:
    """A came once, long ago; B never."""
    week = a_week(
        SHORT, carers=(a_carer("A"), a_carer("B")), history=(a_past_visit("c1", "A", day=-300),)
    )
    assert codes_of(week, {"v1": "A"}) == ()
    assert codes_of(week, {"v1": "B"}) == ("E8",)


def test_a_main_carer_is_known() -> None:
    """A main carer belongs to the team, named in it or not."""
    week = a_week(SHORT, clients=(a_client(main_carer="A"),))
    assert codes_of(week, {"v1": "A"}) == ()


def test_a_new_client_knows_nobody_yet() -> None:
    """Without team and history the rule cannot be kept and is not applied."""
    assert codes_of(a_week(SHORT), {"v1": "A"}) == ()


def test_the_rule_of_the_known_face_is_for_short_personal_care() -> None:
    """Half an hour, or a short check, may be given by anybody."""
    client = a_client(team=("B",))
    for visit in (a_visit("v1"), a_visit("v1", minutes=15, kind=CallKind.CHECK)):
        assert codes_of(a_week(visit, clients=(client,)), {"v1": "A"}) == ()
