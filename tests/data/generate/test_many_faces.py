"""The client whom thirteen carers visited in nineteen days, and the way out."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from typing import Any

import pytest

from data.generate import faces_of
from tests.data.generate.conftest import FIRST_DAY, Drawn
from tests.data.generate.reading import Row, minutes, spells


@pytest.fixture
def case(medium: Drawn) -> dict[str, Any]:
    """What ``cases.toml`` says about the named client."""
    text = (medium.folder / "cases.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["many_faces"])


def calls_of(medium: Drawn, client: str) -> list[Row]:
    """The client's rows of demand."""
    return [row for row in medium.tables["demand"] if row["client_id"] == client]


def test_thirteen_carers_in_nineteen_days(medium: Drawn, case: dict[str, Any]) -> None:
    """Exactly 13 in the last 19 days, over nearly all of 4 x 19 = 76 visits."""
    assert faces_of(medium.tables, case["client"], FIRST_DAY, 19) == 13
    since = (FIRST_DAY - timedelta(days=19)).isoformat()
    visits = [
        row
        for row in medium.tables["history"]
        if row["client_id"] == case["client"] and row["date"] >= since
    ]
    assert 74 <= len(visits) <= 76
    assert (case["carers_met"], case["in_days"]) == (13, 19)


def test_the_client_has_four_calls_by_one_carer(medium: Drawn, case: dict[str, Any]) -> None:
    """Breakfast, lunch, tea and bed, every day, never two carers."""
    calls = calls_of(medium, case["client"])
    assert [row["call"] for row in calls] == ["breakfast", "lunch", "tea", "bed"]
    assert {(row["weekdays"], row["carers"]) for row in calls} == {("daily", "1")}


def test_no_day_can_be_one_carers(medium: Drawn, case: dict[str, Any]) -> None:
    """Breakfast as late and bed as early as agreed still span more than 13 hours; with at most
    six days a week each, two carers have 12 shifts for the 14 that are needed.
    """
    calls = {row["call"]: row for row in calls_of(medium, case["client"])}
    breakfast, bed = calls["breakfast"], calls["bed"]
    first = minutes(breakfast["start"]) + int(breakfast["after_min"])
    last = minutes(bed["start"]) - int(bed["before_min"]) + int(bed["length_min"])
    assert last - first > 13 * 60


def test_three_carers_can_make_all_calls(medium: Drawn, case: dict[str, Any]) -> None:
    """K01 makes breakfast and lunch on weekdays, K02 tea and bed from Wednesday, K03 the rest:
    five, five and four days. K03's late Tuesday is followed by three days off.
    """
    assert case["floor"] == 3
    rows = {row["carer_id"]: row for row in medium.tables["carers"]}
    for call in calls_of(medium, case["client"]):
        late = call["call"] in ("tea", "bed")
        for day in range(7):
            who = ("K02" if day > 1 else "K03") if late else ("K01" if day < 5 else "K03")
            start = minutes(call["start"])
            end = start + int(call["length_min"])
            hours = spells(medium.tables, who, FIRST_DAY + timedelta(days=day))
            assert any(first <= start and end <= last for first, last in hours)
    client = next(row for row in medium.tables["clients"] if row["client_id"] == case["client"])
    for who in ("K01", "K02", "K03"):
        carer = rows[who]
        assert carer["modes"] == "car"
        assert int(carer["max_days"]) == 5
        assert carer["postcode"].split()[0] == client["postcode"].split()[0]
        skills = {need for call in calls_of(medium, case["client"]) for need in call["skills"]}
        assert not skills or "medication" in carer["skills"]


def test_the_three_are_among_the_thirteen(medium: Drawn, case: dict[str, Any]) -> None:
    """None of them is a stranger."""
    met = {
        row["carer_id"] for row in medium.tables["history"] if row["client_id"] == case["client"]
    }
    assert {"K01", "K02", "K03"} <= met


def test_twelve_carers_cannot_be_thirteen(small: Drawn) -> None:
    """Size S has no such client, and says nothing of one."""
    text = (small.folder / "cases.toml").read_text(encoding="utf-8")
    assert "many_faces" not in tomllib.loads(text)
