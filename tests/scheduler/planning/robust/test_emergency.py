"""Emergencies where many are away: red visits before all, two calls of a day made one, no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from data.disruption.robust import agreed_csv
from data.generate import generate
from data.given import Sources, given_for
from data.tables import read_tables
from scheduler.domain.events import Merged
from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId
from scheduler.domain.week import Week
from scheduler.planning.repair import Effort
from scheduler.planning.repair.facts import week_with
from scheduler.planning.repair.knock_on import is_red
from scheduler.planning.robust import emergency
from scheduler.planning.robust.agreed import merged
from scheduler.planning.robust.emergency import most_needed, red_alone
from scheduler.planning.week import plan_week
from tests.builders import a_carer, a_shift, a_visit, a_week

SOME = Effort(iterations=8_000, threads=1)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Week, Rota]:
    """A small generated week, and a rota of it."""
    folder = tmp_path_factory.mktemp("county")
    generate("S", 3, date(2026, 11, 30), folder)
    week = given_for(read_tables(folder), date(2026, 11, 30), 7, Sources()).week
    return week, plan_week(week, iterations=20_000, threads=1).rota


def test_those_with_most_red_care_are_needed_most(county: tuple[Week, Rota]) -> None:
    """Six carers; nobody else's rounds hold more red care than the round of one of them."""
    week, rota = county
    needed = most_needed(week, rota, 6)
    red = dict.fromkeys((carer.id for carer in week.carers), 0)
    for one in rota.assignments:
        for part, carer in enumerate(one.carers):
            if is_red(week, one.visit):
                red[carer] += week.visit[one.visit].length_of_part(part)
    assert len(set(needed)) == 6
    assert max(red[carer] for carer in red if carer not in needed) <= min(map(red.get, needed))


@pytest.mark.slow
def test_a_full_rota_keeps_no_red_visit_out(county: tuple[Week, Rota]) -> None:
    """Half the carers could make every red visit by themselves, so none is left out."""
    week, rota = county
    left = [CarerId(name) for name in ("K01", "K02", "K06", "K08", "K11", "K12")]
    more = replace(SOME, iterations=60_000)
    red = emergency(red_alone(week), rota, left, more)
    assert not red.left_out
    found = emergency(week, rota, left, more)
    assert found.left_out
    assert found.red_left_out == 0
    assert found.verdict.is_legal
    rows = agreed_csv(week, found).decode().splitlines()
    assert len(rows) == 1 + len(found.rules_used)
    assert {one.id for one in week_with(week, found.facts).visits} >= {
        one.visit for one in found.rota.assignments
    }


def three_calls() -> Week:
    """Three calls of one client an hour apart, and hardly anybody to make them."""
    calls = [a_visit(f"v{hour}", "c1", at=f"{hour:02d}:00", slack=0) for hour in (9, 10, 11)]
    return a_week(*calls, carers=[a_carer("A")], shifts=[a_shift("A", 0, "12:00", "22:00")])


def test_a_visit_that_is_two_calls_already_is_made_one_with_no_third() -> None:
    """The first two may be made one; then nothing is left to make one."""
    week = three_calls()
    (rule,) = merged(week, {(week.clients[0].id, 0)})
    assert (rule.first, rule.second) == ("v9", "v10")
    then = week_with(week, [rule])
    assert [one.visit for one in merged(then, {(week.clients[0].id, 0)})] != []
    assert list(merged(then, {(week.clients[0].id, 0)}, {rule.visit})) == []


def test_two_calls_are_made_one_where_only_one_visit_can_be() -> None:
    """In 45 minutes A makes the first two as 38; the third is told of, and made one with none."""
    week = replace(three_calls(), shifts=(a_shift("A", 0, "08:45", "09:30"),))
    found = emergency(week, Rota(assignments=()), [CarerId("A")], SOME)
    (rule,) = (fact for fact in found.rules_used if isinstance(fact, Merged))
    assert (rule.first, rule.second, rule.length) == ("v9", "v10", 38 * 60)
    assert [one.visit for one in found.rota.assignments] == [rule.visit]
    assert [one.id for one in found.left_out] == ["v11"]
    assert len(agreed_csv(week, found).decode().splitlines()) == 2


def test_a_rule_that_helps_nobody_is_not_used() -> None:
    """Nobody is there until the evening: calls stay as they were agreed."""
    week = replace(three_calls(), shifts=(a_shift("A", 0, "20:00", "22:00"),))
    found = emergency(week, Rota(assignments=()), [CarerId("A")], SOME)
    assert found.rules_used == ()
    assert [one.id for one in found.left_out] == ["v9", "v10", "v11"]
