"""The rule pack of the tests: round figures, each changed by name.

>>> the_rules(visits={"short_visit": 0}, prices={"face": 7}).prices.face
7
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from scheduler.domain.carer import AgeBand
from scheduler.domain.client import Rag
from scheduler.domain.rota import Stage
from scheduler.domain.travel import Mode
from scheduler.rules.pack import (
    NightWork,
    Pay,
    RulePack,
    TravelRules,
    VisitRules,
    Working,
    WorkingTime,
)
from scheduler.rules.prices import Prices

MINUTE = 60
HOUR = 3600

ADULT = WorkingTime(
    average_week=48 * HOUR,
    average_weeks=17,
    daily_rest=11 * HOUR,
    weekly_rest=24 * HOUR,
    break_after=6 * HOUR,
    break_length=20 * MINUTE,
)

UNDER_18 = WorkingTime(
    average_week=40 * HOUR,
    average_weeks=17,
    daily_rest=12 * HOUR,
    weekly_rest=48 * HOUR,
    break_after=4 * HOUR + 30 * MINUTE,
    break_length=30 * MINUTE,
    most_a_day=8 * HOUR,
    most_a_week=40 * HOUR,
)

NIGHT = NightWork(start=23 * HOUR, end=6 * HOUR, counts_from=3 * HOUR, most=8 * HOUR)

PAY = Pay(
    floor_pence={AgeBand.ADULT: 1271, AgeBand.YOUNG: 1085, AgeBand.UNDER_18: 800},
    real_living_wage_pence=1345,
    mileage_pence={Mode.CAR: 45, Mode.BIKE: 20, Mode.EBIKE: 20, Mode.WALK: 0, Mode.BUS: 0},
    mileage_threshold_miles=10_000,
    mileage_pence_after={Mode.CAR: 25, Mode.BIKE: 20, Mode.EBIKE: 20, Mode.WALK: 0, Mode.BUS: 0},
    paid_gap=20 * MINUTE,
    free_gap=60 * MINUTE,
)

WORKING = Working(span=13 * HOUR, target_days=5, weekly_warning=42 * HOUR)

VISITS = VisitRules(
    short_visit=30 * MINUTE,
    critical_window=15 * MINUTE,
    grace=15 * MINUTE,
    window_days=14,
    cap_single=2,
    cap_double=3,
    usual_one_call=2,
    usual_more_calls=3,
    usual_double_one_call=4,
    usual_double_more_calls=5,
    known_after=3,
    known_days=90,
    even_grace=20 * MINUTE,
    introduction_least=30 * MINUTE,
    introduction_extra=10 * MINUTE,
)

TRAVEL = TravelRules(
    access_rural=2 * MINUTE,
    access_town=4 * MINUTE,
    buffer_least=5 * MINUTE,
    buffer_permille=100,
    longest_leg={
        Mode.CAR: 30 * MINUTE,
        Mode.BIKE: 20 * MINUTE,
        Mode.EBIKE: 25 * MINUTE,
        Mode.WALK: 20 * MINUTE,
        Mode.BUS: 40 * MINUTE,
    },
    longest_commute=dict.fromkeys(Mode, 45 * MINUTE),
    isolated_extra=10 * MINUTE,
    traffic=(),
    near_miles_tenths=30,
)

PRICES = Prices(
    harm_flat={Rag.RED: 1000, Rag.AMBER: 300, Rag.GREEN: 100},
    harm_a_minute={Rag.RED: 10, Rag.AMBER: 3, Rag.GREEN: 1},
    break_missing=1000,
    late={"": 2, "bed": 1},
    early={"": 1, "bed": 3},
    face=100,
    crowd=50,
    over_cap=400,
    stranger=300,
    acquaintance=120,
    returning=50,
    avoid=500,
    not_preferred=40,
    other_gender=60,
    other_language=30,
    uneven=1,
    short_hours=2,
    long_week=3,
    long_span=5,
    awkward=2,
    split=900,
    extra_day=4000,
    travel=4,
    commute=1,
    waiting=3,
    near=1,
    moved_carer={Stage.DRAFT: 10, Stage.PUBLISHED: 600, Stage.FROZEN: 6000},
    moved_time={Stage.DRAFT: 5, Stage.PUBLISHED: 200, Stage.FROZEN: 2000},
    moved_grace=10 * MINUTE,
    guide=(10**6, 10**5, 10**4, 100, 10, 1, 1),
)

SECTIONS = {
    "adult": ADULT,
    "under_18": UNDER_18,
    "night": NIGHT,
    "pay": PAY,
    "working": WORKING,
    "visits": VISITS,
    "travel": TRAVEL,
    "prices": PRICES,
}


def the_rules(**changes: dict[str, Any]) -> RulePack:
    """The test rule pack; ``section={"figure": value}`` changes a figure of a section."""
    parts = {name: replace(part, **changes.get(name, {})) for name, part in SECTIONS.items()}
    return RulePack(
        name="test",
        nation="England",
        first_day=date(2020, 1, 1),
        last_day=date(2099, 12, 31),
        sources={},
        **parts,
    )
