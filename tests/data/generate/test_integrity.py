"""What is written hangs together and could have happened."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.data.generate.conftest import Drawn
from tests.data.generate.reading import Row, minutes, spells


def by_id(rows: list[Row], column: str) -> dict[str, Row]:
    """Rows by their id; fails where one id is used twice."""
    found = {row[column]: row for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.fixture(params=["small", "medium"])
def drawn(request: pytest.FixtureRequest) -> Drawn:
    """A sample with all its history."""
    sample = request.getfixturevalue(request.param)
    assert isinstance(sample, Drawn)
    return sample


def test_every_id_names_somebody(drawn: Drawn) -> None:
    """Demand, availability, history, pairs, teams and main carers name people who are there."""
    tables = drawn.tables
    clients, carers = by_id(tables["clients"], "client_id"), by_id(tables["carers"], "carer_id")
    for name in ("demand", "history", "pairs"):
        assert {row["client_id"] for row in tables[name]} <= clients.keys()
    for name in ("availability", "history", "pairs"):
        assert {row["carer_id"] for row in tables[name]} <= carers.keys()
    for row in clients.values():
        team = row["team"].split(";") if row["team"] else []
        assert set(team) <= carers.keys()
        assert row["main_carer"] == (team[0] if team else "")


def test_no_team_has_somebody_unwanted(drawn: Drawn) -> None:
    """Who is avoided or refused by a client is not of the client's team."""
    teams = {row["client_id"]: row["team"].split(";") for row in drawn.tables["clients"]}
    unwanted = [row for row in drawn.tables["pairs"] if row["kind"] != "prefer"]
    assert unwanted
    for row in unwanted:
        assert row["carer_id"] not in teams[row["client_id"]]


def test_each_call_is_named_once(drawn: Drawn) -> None:
    """A client has no two recurring calls of one name, so gap rules name exactly one."""
    calls = [row for row in drawn.tables["demand"] if not row["date"]]
    names = Counter((row["client_id"], row["call"]) for row in calls)
    assert set(names.values()) == {1}
    start = {(row["client_id"], row["call"]): minutes(row["start"]) for row in calls}
    gaps = [row for row in calls if row["gap_after_call"]]
    assert gaps
    for row in gaps:
        apart = minutes(row["start"]) - start[row["client_id"], row["gap_after_call"]]
        assert apart >= int(row["gap_min_min"])


def test_time_critical_calls_say_why_and_until_when(drawn: Drawn) -> None:
    """A reason, a review after the first day, and a tolerance of 15 minutes."""
    critical = [row for row in drawn.tables["demand"] if row["critical_reason"]]
    assert critical
    for row in critical:
        assert row["critical_review"] > "2026-11-30"
        assert (row["before_min"], row["after_min"]) == ("15", "15")


def test_very_short_visits_only_see_to_medicine(drawn: Drawn) -> None:
    """15 minutes are allowed for a specific task inside a wider package of four calls."""
    demand = drawn.tables["demand"]
    calls = Counter(row["client_id"] for row in demand if row["weekdays"] == "daily")
    short = [row for row in demand if row["length_min"] == "15"]
    assert short
    for row in short:
        assert row["kind"] == "medication"
        assert calls[row["client_id"]] == 4


def test_no_postcode_can_be_real(drawn: Drawn) -> None:
    """Inward codes never use C, I, K, M, O or V; here they use nothing else."""
    for row in drawn.tables["clients"] + drawn.tables["carers"]:
        assert re.fullmatch(r"[A-Z]{2}\d{1,2} \d[CIKMOV]{2}", row["postcode"])


def test_nobody_shares_a_full_name(drawn: Drawn) -> None:
    """People may be referred to by name and postcode, so clients differ in names."""
    names = [(row["first_name"], row["last_name"]) for row in drawn.tables["clients"]]
    assert len(set(names)) == len(names)


def test_past_visits_lie_in_a_carers_hours(drawn: Drawn) -> None:
    """Each attendance lies inside one spell of availability of that date."""
    for row in drawn.tables["history"]:
        first, last = minutes(row["start"]), minutes(row["end"])
        open_hours = spells(drawn.tables, row["carer_id"], date.fromisoformat(row["date"]))
        assert any(start <= first and last <= end for start, end in open_hours), row


def test_nobody_was_in_two_places(drawn: Drawn) -> None:
    """Attendances of one carer never overlap, and between two days lie eleven hours."""
    days: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in drawn.tables["history"]:
        spell = minutes(row["start"]), minutes(row["end"])
        days[row["carer_id"], row["date"]].append(spell)
    for (carer, on), attended in days.items():
        attended.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(attended))
        tomorrow = (date.fromisoformat(on) + timedelta(days=1)).isoformat()
        if (carer, tomorrow) in days:
            assert min(days[carer, tomorrow])[0] + 24 * 60 - attended[-1][1] >= 11 * 60


def test_past_carers_suited_their_clients(drawn: Drawn) -> None:
    """No gender that must not be, no refused pair, no pets or smoke for who avoids them."""
    tables = drawn.tables
    clients, carers = by_id(tables["clients"], "client_id"), by_id(tables["carers"], "carer_id")
    refused = {
        (row["client_id"], row["carer_id"])
        for row in tables["pairs"]
        if row["kind"].startswith("block")
    }
    assert refused
    for pair in {(row["client_id"], row["carer_id"]) for row in tables["history"]}:
        client, carer = clients[pair[0]], carers[pair[1]]
        assert pair not in refused
        assert client["gender_must"] in ("", carer["gender"])
        assert (
            "yes" not in (client["pets"], carer["avoids_pets"])
            or client["pets"] != (carer["avoids_pets"])
        )
        assert not (client["smokes"] == carer["avoids_smoke"] == "yes")


def test_hours_of_the_weeks_before_agree_with_history(drawn: Drawn) -> None:
    """A carer's weeks hold at least the hours of care in the history, and no more than twice
    as much and three hours, for the ways and the short waits between.
    """
    care: defaultdict[tuple[str, int], int] = defaultdict(int)
    for row in drawn.tables["history"]:
        back = (date(2026, 11, 30) - date.fromisoformat(row["date"])).days
        week = (back - 1) // 7
        care[row["carer_id"], week] += minutes(row["end"]) - minutes(row["start"])
    for row in drawn.tables["carers"]:
        for week, hours in enumerate(row["weeks_hours"].split(";")):
            worked = care[row["carer_id"], week] / 60
            assert worked - 0.1 <= float(hours) <= worked * 2 + 3
