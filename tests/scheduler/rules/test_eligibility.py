"""Each eligibility rule by hand: who passes, who fails, and what is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scheduler.domain.carer import Carer, WorkerType
from scheduler.domain.client import CallKind, Gender
from scheduler.domain.pair import PairKind
from scheduler.domain.visit import Visit
from scheduler.rules.eligibility import ELIGIBILITY, first_failure, needs_of
from tests.builders import a_carer, a_client, a_pair, a_past_visit, a_skill, a_visit, a_week

TUESDAY = date(2026, 6, 2)
"""Day 1 of every week of the builders."""


def codes(visit: Visit, carer: Carer, **week: Any) -> list[str]:
    """Codes of the rules that keep the carer from the visit."""
    given = a_week(visit, carers=(carer,), **week)
    (need,) = needs_of(given)
    return [rule.CODE for rule in ELIGIBILITY if rule.fails(need, carer)]


def test_the_rules_are_those_of_the_objective_in_order() -> None:
    """E1 to E8, each once."""
    assert [rule.CODE for rule in ELIGIBILITY] == [f"E{number}" for number in range(1, 9)]


@pytest.mark.parametrize(
    ("skill", "expected"),
    [
        (a_skill("med", 2), []),
        (a_skill("med", 3), []),
        (a_skill("med", 1), ["E1"]),
        (a_skill("hoist", 3), ["E1"]),
        (a_skill("med", 2, TUESDAY), []),
        (a_skill("med", 2, date(2026, 6, 1)), ["E1"]),
    ],
)
def test_a_skill_counts_at_its_level_until_its_last_day(skill: Any, expected: list[str]) -> None:
    """Medication 2 is asked on a Tuesday; Monday is a day too short."""
    visit = a_visit(day=1, skills=(("med", 2),))
    assert codes(visit, a_carer(skills=(skill,))) == expected


def test_two_records_of_one_skill_count_together() -> None:
    """An expired record does not spoil a later one."""
    skills = (a_skill("med", 2, date(2026, 1, 1)), a_skill("med", 2))
    assert codes(a_visit(skills=(("med", 2),)), a_carer(skills=skills)) == []


@pytest.mark.parametrize(
    ("expires", "expected"),
    [(None, ["E2"]), (date(2026, 6, 1), ["E2"]), (TUESDAY, []), (date(2027, 1, 1), [])],
)
def test_the_records_check_is_accepted_on_the_day(
    expires: date | None, expected: list[str]
) -> None:
    """A visit on Tuesday needs a check that is accepted on Tuesday."""
    assert codes(a_visit(day=1), a_carer(dbs_expires=expires)) == expected


@pytest.mark.parametrize(
    ("gender", "expected"), [(Gender.FEMALE, []), (Gender.MALE, ["E3"]), (None, ["E3"])]
)
def test_a_gender_the_plan_requires_must_be_recorded(
    gender: Gender | None, expected: list[str]
) -> None:
    """Nothing recorded is not enough."""
    client = a_client(gender_must=Gender.FEMALE)
    assert codes(a_visit(), a_carer(gender=gender), clients=[client]) == expected


@pytest.mark.parametrize(
    ("kind", "code"),
    [(PairKind.BLOCK_NO_FAULT, "E4"), (PairKind.BLOCK_SAFEGUARDING, "E5")],
)
@pytest.mark.parametrize(("first", "last", "holds"), [(1, 1, True), (2, None, False)])
def test_blocks_hold_on_their_days_only(
    kind: PairKind, code: str, first: int, last: int | None, holds: bool
) -> None:
    """A visit on day 1 is blocked from day 1 to day 1, not from day 2."""
    pair = a_pair("c1", "A", kind, first, last)
    assert codes(a_visit(day=1), a_carer("A"), pairs=(pair,)) == ([code] if holds else [])


def test_a_wish_is_no_block() -> None:
    """Prefer and avoid keep nobody away."""
    pairs = tuple(a_pair("c1", "A", kind) for kind in (PairKind.PREFER, PairKind.AVOID))
    assert codes(a_visit(), a_carer("A"), pairs=pairs) == []


@pytest.mark.parametrize("kind", list(CallKind))
def test_volunteers_do_what_is_not_regulated(kind: CallKind) -> None:
    """Personal care and medication are for carers."""
    banned = kind in {CallKind.PERSONAL, CallKind.MEDICATION}
    volunteer = a_carer(worker_type=WorkerType.VOLUNTEER)
    assert codes(a_visit(kind=kind), volunteer) == (["E6"] if banned else [])


@pytest.mark.parametrize("what", ["pets", "smoke"])
def test_pets_and_smoke_are_avoided_where_they_are(what: str) -> None:
    """A carer who avoids one thing minds only that thing."""
    client = a_client(has_pets=what == "pets", smokes=what == "smoke")
    assert codes(a_visit(), a_carer(avoids_pets=True), clients=[client]) == (
        ["E7"] if what == "pets" else []
    )
    assert codes(a_visit(), a_carer(avoids_smoke=True), clients=[client]) == (
        ["E7"] if what == "smoke" else []
    )


def test_a_short_visit_is_for_somebody_known() -> None:
    """B of the team, C the main carer and D of the history are known; A is not."""
    client = a_client(team=("B",), main_carer="C")
    history = (a_past_visit("c1", "D", day=-60),)
    short = a_visit(minutes=20)
    expected = {"A": ["E8"], "B": [], "C": [], "D": []}
    for name, found in expected.items():
        assert codes(short, a_carer(name), clients=[client], history=history) == found


@pytest.mark.parametrize(("minutes", "kind"), [(30, CallKind.PERSONAL), (20, CallKind.MEDICATION)])
def test_a_known_face_is_asked_only_of_short_personal_care(minutes: int, kind: CallKind) -> None:
    """Thirty minutes are not short, and medication is not personal care."""
    visit = a_visit(minutes=minutes, kind=kind)
    assert codes(visit, a_carer("A"), clients=[a_client(team=("B",))]) == []


def test_a_client_without_team_or_history_takes_anybody() -> None:
    """Somebody has to be the first."""
    assert codes(a_visit(minutes=20), a_carer("A")) == []


def test_the_first_failure_is_named_in_ids_only() -> None:
    """Skill comes before the check; the sentence holds the carer, the skill and the day."""
    carer = a_carer("K7", dbs_expires=None)
    week = a_week(a_visit(day=1, skills=(("med", 2),)), carers=(carer,))
    (need,) = needs_of(week)
    rule = first_failure(need, carer)
    assert rule is not None
    assert rule.breach(need, carer) == "Carer K7 does not hold med at level 2 on 2026-06-02."


def test_every_rule_says_its_breach_with_the_carer_id() -> None:
    """Everything wrong at once: eight sentences, each naming the carer."""
    carer = a_carer("K7", dbs_expires=None, worker_type=WorkerType.VOLUNTEER, avoids_pets=True)
    client = a_client(gender_must=Gender.MALE, has_pets=True, team=("B",))
    blocks = (PairKind.BLOCK_NO_FAULT, PairKind.BLOCK_SAFEGUARDING)
    week = a_week(
        a_visit(minutes=20, skills=(("med", 2),)),
        carers=(carer,),
        clients=[client],
        pairs=tuple(a_pair("c1", "K7", kind) for kind in blocks),
    )
    (need,) = needs_of(week)
    sentences = [rule.breach(need, carer) for rule in ELIGIBILITY if rule.fails(need, carer)]
    assert len(sentences) == 8
    assert all("K7" in sentence for sentence in sentences)
