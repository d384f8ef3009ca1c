"""Explanations: the parts of every price add up, and every alternative is legal."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from scheduler.domain.errors import InputError
from scheduler.domain.pair import PairKind
from scheduler.domain.rota import Rota
from scheduler.domain.units import VisitId
from scheduler.domain.week import Week
from scheduler.formulate import encode, formulate
from scheduler.planning.changed import breaches_of, changed_rota
from scheduler.planning.desk import desk_of
from scheduler.planning.explain import Explanation, explain, explain_on
from scheduler.planning.whatif import counter_of
from scheduler.planning.words import Why
from scheduler.referee import judge
from scheduler.rules.prices import Tier
from solver.model import Term
from solver.score import score
from tests.builders import (
    a_carer,
    a_client,
    a_pair,
    a_pin,
    a_rota,
    a_shift,
    a_visit,
    a_week,
    clock,
)
from tests.scheduler.planning.legal_rotas import breaches, weeks_with_rotas

V1 = VisitId("v1")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks_with_rotas())
def test_parts_add_up_to_the_difference_of_two_full_scores(made: tuple[Week, Rota]) -> None:
    """Each alternative is made; the plain scorer, rule by rule, finds what was said of it."""
    week, rota = made
    formulation = formulate(week)
    problem = formulation.problem
    counter = counter_of(desk_of(week, rota))
    before = score(problem, *encode(formulation, rota))
    for visit in week.visits:
        for one in explain_on(counter, visit.id).others:
            if one.change is None:
                assert one.parts == ()
                continue
            after = score(
                problem, *encode(formulation, changed_rota(formulation, rota, one.change))
            )
            said = {part.rule: part.points for part in one.parts}
            for term in Term:
                assert said.pop(term.name.lower(), 0) == after.terms[term] - before.terms[term]
            left = zip(after.left_out, before.left_out, strict=True)
            assert sum(said.values()) == sum(a - b for a, b in left)
            assert one.cost == tuple(a - b for a, b in zip(after.cost, before.cost, strict=True))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks_with_rotas())
def test_the_referee_accepts_every_alternative_and_everybody_is_named(
    made: tuple[Week, Rota],
) -> None:
    """What is said to be possible breaks nothing new; no carer is passed over in silence."""
    week, rota = made
    was = breaches(week, rota)
    formulation, counter = formulate(week), counter_of(desk_of(week, rota))
    for visit in week.visits:
        found = explain_on(counter, visit.id)
        for one in found.others:
            if one.change is not None:
                after = changed_rota(formulation, rota, one.change)
                assert breaches(week, after) <= was, one.sentence
        for of in {one.of for one in found.others}:
            names = [one.carer for one in found.others if one.of == of]
            taken = found.made.carers if found.made is not None else ()
            assert sorted([*names, *taken]) == sorted(carer.id for carer in week.carers)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks_with_rotas())
def test_the_part_shown_to_the_referee_is_enough(made: tuple[Week, Rota]) -> None:
    """Breaches of a change found in a part of the week are those found in the whole of it."""
    week, rota = made
    formulation, counter = formulate(week), counter_of(desk_of(week, rota))
    for visit in week.visits:
        for one in explain_on(counter, visit.id).others:
            if one.change is not None:
                after = changed_rota(formulation, rota, one.change)
                carers = {carer for each in one.change.assignments for carer in each.carers}
                whole = judge(week, after).breaches
                own = {each.sentence for each in whole if set(each.carers) & carers}
                assert own <= {each.sentence for each in breaches_of(week, after, one.change)}


def two_carers(**week: object) -> Week:
    """One visit at nine; A is of the team, B has never come."""
    given_week: dict[str, object] = {
        "carers": [a_carer("A"), a_carer("B")],
        "clients": [a_client(team=("A",))],
    }
    return a_week(a_visit(call="tea"), **(given_week | week))  # type: ignore[arg-type]


def of(week: Week, who: dict[str, str]) -> Explanation:
    """Explanation of v1."""
    return explain(week, a_rota(week, who), V1)


def test_a_stranger_costs_what_a_stranger_costs() -> None:
    """B instead of A: the same faces, times and roads, but nobody the client knows."""
    week = two_carers()
    (found,) = of(week, {"v1": "A"}).others
    price = week.rules.prices.stranger
    assert [(part.rule, part.points) for part in found.parts] == [("stranger", price)]
    assert found.cost[Tier.PERSON] == price
    assert found.sentence == (
        f"could come at 09:00: worse by {price:,} points for the person "
        f"(carers the person does not know +{price:,})."
    )


def test_the_answer_in_short_says_who_when_and_the_next_best() -> None:
    """Two sentences."""
    week = two_carers()
    price = week.rules.prices.stranger
    assert of(week, {"v1": "A"}).sentences == (
        "The Mon tea visit of client c1 is made by carer A at 09:00 (as agreed).",
        f"Why A: of 1 others who could come, the next best is B, worse by {price:,} points for "
        f"the person (carers the person does not know +{price:,}).",
    )


def test_a_block_is_named_as_a_rule_and_never_remedied() -> None:
    """B may not come: the rule's own words, and nothing that would change it."""
    week = two_carers(pairs=(a_pair("c1", "B", PairKind.BLOCK_NO_FAULT),))
    (found,) = of(week, {"v1": "A"}).others
    assert found.why is Why.BLOCKED
    assert found.sentence.startswith("cannot come: Client c1 and carer B are not planned together")
    assert found.remedy == "Nothing: the two are not planned together."


def test_a_carer_who_is_off_could_come_with_a_longer_shift() -> None:
    """B begins at 09:45: a quarter of an hour, at the end of the window, would do."""
    week = two_carers(shifts=[a_shift("A"), a_shift("B", 0, "09:45")])
    (found,) = of(week, {"v1": "A"}).others
    assert (found.why, found.change) == (Why.OFF, None)
    assert found.remedy == (
        "If it could start at 09:45, 15 min later than its window allows, B could make it."
    )


def test_others_are_nudged_where_that_makes_room() -> None:
    """B is with c2 from 08:50 to 09:20, which may be put off; v1 may start at 09:00 only."""
    near = {("at-c1", "at-c2"): 5, ("at-c2", "at-c1"): 5}
    week = a_week(
        a_visit("v1", minutes=30, slack=0),
        a_visit("v2", "c2", at="09:25", minutes=30, slack=30),
        carers=[a_carer("A"), a_carer("B")],
        minutes=near,
    )
    found = of(week, {"v1": "A", "v2": "B"}).others[0]
    assert found.change is not None
    assert found.others == 1
    assert "with 1 other visit moved by up to" in found.sentence


def test_a_pinned_carer_is_said_to_be_pinned() -> None:
    """Nobody else may come, because of the pin."""
    week = two_carers(pins=(a_pin("v1", "A"),))
    found = of(week, {"v1": "A"})
    assert "Carer A is pinned to it." in found.sentences
    assert [one.why for one in found.others] == [Why.PINNED]


def test_a_visit_nobody_makes_has_its_reason_and_whom_a_nudge_would_let_come() -> None:
    """The visit must start at 09:00, and B goes on to c2 at 09:30, who may be put off."""
    week = a_week(
        a_visit("v1", slack=0, minutes=30),
        a_visit("v2", "c2", at="09:30", slack=30),
        carers=[a_carer("B")],
    )
    found = of(week, {"v2": "B"})
    assert found.made is None
    assert found.reason is not None
    assert found.reason.counts == {Why.BUSY: 1}
    assert found.sentences[-1].startswith("Carer B could come at 09:00, with 1 other visit moved")


def test_an_unknown_visit_is_named_with_those_that_may_be_meant() -> None:
    """The client is known by the id's beginning."""
    week = a_week(a_visit("c1-tea-1"))
    with pytest.raises(InputError, match=r"no visit c1-bed-1.*\n.*c1-tea-1"):
        explain(week, a_rota(week, {}), VisitId("c1-bed-1"))


def test_nothing_is_promised_about_a_rota_that_breaks_a_rule() -> None:
    """A is in two places at once."""
    week = a_week(a_visit("v1"), a_visit("v2", "c2"))
    with pytest.raises(InputError, match=r"breaks a hard rule at v[12]"):
        explain(week, a_rota(week, {"v1": "A", "v2": "A"}), V1)


def test_a_rota_on_odd_seconds_is_explained_as_it_stands() -> None:
    """A planner's own rota need not start on whole minutes."""
    week = two_carers()
    rota = a_rota(week, {"v1": "A"}, {"v1": clock("09:00") + 20})
    assert explain(week, rota, V1).made == rota.assignments[0]
