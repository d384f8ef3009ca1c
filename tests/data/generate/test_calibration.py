"""Each size is as busy, as mixed and as tight as it was meant to be."""

from __future__ import annotations

from typing import cast

import pytest

from data.generate import SIZES, calibration
from tests.data.generate.conftest import FIRST_DAY, Drawn

ALL_SIZES = (("S", "small"), ("M", "medium"), ("L", "large"), ("XL", "very_large"))


def figures_of(request: pytest.FixtureRequest, fixture: str) -> dict[str, float]:
    """Calibration of the sample a fixture holds."""
    return calibration(cast("Drawn", request.getfixturevalue(fixture)).tables, FIRST_DAY)


@pytest.mark.parametrize(("size", "fixture"), ALL_SIZES)
def test_head_counts_are_exact(request: pytest.FixtureRequest, size: str, fixture: str) -> None:
    """Carers, clients and visits of the week are those of the size, to the last one."""
    figures = figures_of(request, fixture)
    wanted = SIZES[size]
    found = (figures["carers"], figures["clients"], figures["visits"])
    assert found == (wanted.carers, wanted.clients, wanted.visits)


@pytest.mark.parametrize(("size", "fixture"), ALL_SIZES)
def test_visit_lengths_are_those_of_torbay(
    request: pytest.FixtureRequest, size: str, fixture: str
) -> None:
    """1.6, 72.0, 18.0 and 8.4 % of 15, 30, 45 and 60 minutes make a mean of 35.0; one daily
    call more or less is 7 visits, or 1.75 % of the 400 of size S.
    """
    figures = figures_of(request, fixture)
    tolerance = 0.002 + 8 / SIZES[size].visits
    assert figures["share_15_min"] == pytest.approx(0.016, abs=tolerance)
    assert figures["share_30_min"] == pytest.approx(0.720, abs=tolerance)
    assert figures["share_45_min"] == pytest.approx(0.180, abs=tolerance)
    assert figures["share_60_min"] == pytest.approx(0.084, abs=tolerance)
    assert figures["mean_length_min"] == pytest.approx(35.0, abs=0.5)


@pytest.mark.parametrize(("size", "fixture"), ALL_SIZES)
def test_double_ups_and_time_critical_visits(
    request: pytest.FixtureRequest, size: str, fixture: str
) -> None:
    """15 to 20 % of visits need two carers, about 20 % are time-critical; a call of size S is
    1.75 % of its visits.
    """
    figures = figures_of(request, fixture)
    call = 7 / SIZES[size].visits
    assert 0.15 - call <= figures["double_up_share"] <= 0.20 + call
    assert figures["time_critical_share"] == pytest.approx(0.20, abs=0.01 + call)


def test_medium_has_about_1260_hours_of_care(medium: Drawn) -> None:
    """1,800 visits of 35 minutes are 1,050 hours; double-ups bring about 200 more."""
    hours = calibration(medium.tables, FIRST_DAY)["contact_hours"]
    assert hours == pytest.approx(1260, rel=0.03)


@pytest.mark.parametrize(("size", "fixture"), ALL_SIZES)
def test_the_mix_of_calls_follows_the_hints(
    request: pytest.FixtureRequest, size: str, fixture: str
) -> None:
    """25, 25, 20 and 30 % with 1 to 4 calls make 2.55 a day; the sizes need 2.26 to 2.83, so
    no share moves by more than 11 points.
    """
    figures = figures_of(request, fixture)
    for calls, share in ((1, 0.25), (2, 0.25), (3, 0.20), (4, 0.30)):
        assert figures[f"share_{calls}_calls_a_day"] == pytest.approx(share, abs=0.11), size


@pytest.mark.parametrize(("size", "fixture"), ALL_SIZES)
def test_contracts_and_cars(request: pytest.FixtureRequest, size: str, fixture: str) -> None:
    """20 % salaried, 40 % contracted, 40 % bank, 12 % without a car; one carer of 12 is 8 %."""
    figures = figures_of(request, fixture)
    tolerance = 0.01 + 1 / SIZES[size].carers
    assert figures["share_salaried"] == pytest.approx(0.20, abs=tolerance)
    assert figures["share_contracted"] == pytest.approx(0.40, abs=tolerance)
    assert figures["share_bank"] == pytest.approx(0.40, abs=tolerance)
    assert figures["share_without_car"] == pytest.approx(0.12, abs=tolerance)


@pytest.mark.parametrize(("size", "fixture"), ALL_SIZES)
def test_there_are_carers_enough_and_not_many_more(
    request: pytest.FixtureRequest, size: str, fixture: str
) -> None:
    """Hours on offer are 1.25 to 1.45 times those needed; on every day more carers are free at
    the peak than are busy, but never twice as many. With 12 carers some quarter of an hour is
    always short at the agreed times; starts may move by 15 minutes.
    """
    figures = figures_of(request, fixture)
    assert 1.25 <= figures["hours_on_offer_for_each_needed"] <= 1.45, size
    assert 1.1 <= figures["least_margin_0730_0830"] <= 1.6
    assert figures["mean_margin_0730_0830"] <= 1.8
    assert figures["least_margin_when_busy"] >= (0.75 if size == "S" else 0.9)


@pytest.mark.parametrize(("size", "fixture"), ALL_SIZES)
def test_breakfasts_are_spread(request: pytest.FixtureRequest, size: str, fixture: str) -> None:
    """60 % wish for 07:30 to 08:30, a quarter to two fifths get it; spread evenly over 06:45 to
    11:00 the hour would hold 5 of 18 starts, 28 %.
    """
    share = figures_of(request, fixture)["breakfast_share_0730_0830"]
    assert 0.25 <= share <= 0.40, size


def test_the_past_is_crowded(medium: Drawn) -> None:
    """Clients with two visits a day met 8 to 15 carers in a fortnight, some many more."""
    figures = calibration(medium.tables, FIRST_DAY)
    assert 8 <= figures["distinct_14d_median"] <= 15
    assert figures["distinct_14d_worst"] >= 15
    assert figures["history_days"] == 28
    assert figures["history_complete"] >= 0.96
