"""A legal week in which every rule has something to say, laid out by hand and by a seed.

Days are grids of ninety minutes: a visit of 45 minutes, a leg of ten, five minutes spare
and thirty idle. What is left to chance is who is visited when, among the clients each
carer may visit by the table below, and starts up to five minutes from the agreed time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from scheduler.domain.carer import AgeBand, Carer, ContractKind, Limits, WorkerType
from scheduler.domain.client import CallKind, Client, Gender, Rurality
from scheduler.domain.pair import PairKind
from scheduler.domain.rota import Break, Rota
from scheduler.domain.travel import Mode
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from tests.builders import (
    HOUR,
    MINUTE,
    a_break,
    a_carer,
    a_client,
    a_contract,
    a_gap,
    a_pair,
    a_past_visit,
    a_pin,
    a_rota,
    a_shift,
    a_skill,
    a_visit,
    a_week,
    clock,
    critical,
    place_of,
)

HOIST = (a_skill("hoist", 2, date(2027, 1, 1)),)
FEMALE, MALE = Gender.FEMALE, Gender.MALE

CARERS: tuple[Carer, ...] = (
    a_carer("A", gender=FEMALE, skills=HOIST, worked_before=(40 * HOUR,) * 16),
    a_carer("B", gender=FEMALE, skills=HOIST, contract=a_contract(most=40 * HOUR)),
    a_carer("C", gender=MALE, skills=(a_skill("hoist", 1),), opted_out_48=True),
    a_carer("D", gender=FEMALE, modes=(Mode.BIKE,), avoids_pets=True),
    a_carer("E", gender=FEMALE, age_band=AgeBand.UNDER_18, avoids_smoke=True),
    a_carer(
        "F",
        gender=MALE,
        limits=Limits(days=6, visits_a_day=6, span=12 * HOUR),
        contract=a_contract(kind=ContractKind.SALARIED, least=20 * HOUR),
    ),
    a_carer("G", gender=FEMALE, modes=(Mode.WALK,), worker_type=WorkerType.VOLUNTEER),
    a_carer("H", gender=FEMALE),
)

CLIENTS: tuple[Client, ...] = (
    a_client("plain"),
    a_client("woman", gender_must=FEMALE),
    a_client("pets", has_pets=True),
    a_client("smoke", smokes=True),
    a_client("far", band=Rurality.ISOLATED),
    a_client("double"),
    a_client("insulin"),
    a_client("doses"),
    a_client("short", team=("A",), main_carer="B"),
    a_client("company"),
    a_client("night"),
    a_client("no-fault"),
    a_client("safeguarding"),
)

MAY_VISIT = {
    "A": ("plain", "woman", "pets", "smoke", "far", "insulin", "short", "no-fault"),
    "B": ("plain", "woman", "pets", "smoke", "far", "insulin", "short", "safeguarding"),
    "C": ("plain", "pets", "smoke", "insulin", "no-fault", "safeguarding"),
    "D": ("plain", "woman", "smoke", "insulin", "safeguarding"),
    "E": ("plain", "woman", "pets", "insulin", "no-fault"),
    "F": ("plain", "pets", "smoke", "insulin", "company"),
    "G": ("company",),
}

SLOTS = {
    "A": {1: 5, 2: 5, 3: 3, 4: 2},
    "B": {0: 5, 1: 2, 3: 5},
    "C": {2: 5, 4: 3},
    "D": {0: 2, 3: 2},
    "E": {1: 2, 4: 2},
    "F": {0: 3, 4: 2},
    "G": {0: 1, 2: 2},
}
"""Slots worked by carer and day, besides those of the double-up, the doses and the night."""

PAIRS = (
    a_pair("no-fault", "F", PairKind.BLOCK_NO_FAULT),
    a_pair("safeguarding", "A", PairKind.BLOCK_SAFEGUARDING, 0, 6),
)


def _a_call(name: str, client: str, day: int, at: int) -> Visit:
    """A visit of the kind each client has."""
    at_words = f"{at // HOUR:02d}:{at % HOUR // MINUTE:02d}"
    visit = a_visit(name, client, at=at_words, day=day, minutes=45)
    if client == "insulin":
        return replace(visit, critical=critical(), kind=CallKind.MEDICATION)
    if client == "short":
        return replace(visit, length=20 * MINUTE)
    if client == "company":
        return replace(visit, kind=CallKind.SOCIAL)
    return visit


def _slots(rng: np.random.Generator) -> tuple[list[Visit], dict[str, str]]:
    """Visits of the grid and who makes them; the first slot begins at 09:30."""
    visits, who = [], {}
    for carer, days in SLOTS.items():
        for day, number in days.items():
            for slot in range(number):
                name = f"{carer}{day}{slot}"
                client = str(rng.choice(MAY_VISIT[carer]))
                visits.append(_a_call(name, client, day, 9 * HOUR + 1800 + slot * 90 * MINUTE))
                who[name] = carer
    return visits, who


def _fixed() -> tuple[list[Visit], dict[str, str | tuple[str, str]]]:
    """The double-ups at 08:00, the pairs of doses, and the nights."""
    visits: list[Visit] = []
    who: dict[str, str | tuple[str, str]] = {}
    for day in (1, 3):
        double = a_visit(f"double{day}", "double", at="08:00", day=day, minutes=45, carers=2)
        visits.append(replace(double, second_length=30 * MINUTE, skills=(("hoist", 2),)))
        who[f"double{day}"] = ("A", "B")
    for day in (0, 1):
        visits.append(a_visit(f"dose{day}a", "doses", at="08:00", day=day, slack=60))
        visits.append(a_visit(f"dose{day}b", "doses", at="12:15", day=day, slack=60))
        who |= {f"dose{day}a": "C", f"dose{day}b": "C"}
    for day in (0, 2, 4):
        visits.append(a_visit(f"night{day}a", "night", at="22:00", day=day, minutes=210))
        visits.append(a_visit(f"night{day}b", "night", at="26:00", day=day, minutes=210))
        who |= {f"night{day}a": "H", f"night{day}b": "H"}
    return visits, who


def _breaks(week: Week, starts: dict[str, int]) -> list[Break]:
    """One in each night, and in the gap before the last slot of each day of five."""
    breaks = [a_break("H", place_of("night"), clock("25:35", day)) for day in (0, 2, 4)]
    long_days = [(carer, day) for carer, days in SLOTS.items() for day in days if days[day] == 5]
    for carer, day in long_days:
        last = week.visit[f"{carer}{day}4"]
        breaks.append(a_break(carer, last.place, starts[last.id] - 20 * MINUTE))
    return breaks


def a_legal_week(seed: int) -> tuple[Week, Rota]:
    """A week and a rota for it that breaks nothing."""
    rng = np.random.default_rng(seed)
    visits, who = _slots(rng)
    fixed, by = _fixed()
    everything = {**who, **by}
    starts = {visit.id: visit.agreed + int(rng.integers(-5, 6)) * MINUTE for visit in visits} | {
        visit.id: visit.agreed for visit in fixed
    }
    days = {carer: range(6) for carer in "ABCDEFG"}
    shifts = [a_shift(carer, day, ends="18:00") for carer in days for day in days[carer]]
    shifts += [a_shift("H", day, begins="21:00", ends="31:00") for day in (0, 2, 4)]
    pinned = [visit for visit in visits if visit.id in ("A10", "B00", "D00")]
    week = a_week(
        *visits,
        *fixed,
        carers=CARERS,
        clients=CLIENTS,
        shifts=shifts,
        gaps=[a_gap(f"dose{day}a", f"dose{day}b", 240, 300) for day in (0, 1)],
        pairs=PAIRS,
        history=[a_past_visit("plain", "D", day=-2), a_past_visit("plain", "A", day=-1)],
        pins=[a_pin(one.id, everything[one.id], start=starts[one.id]) for one in pinned],
    )
    return week, a_rota(week, everything, starts, breaks=_breaks(week, starts))
