"""The carers: homes, ways of travelling, skills, contracts, and who is away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from data.generate.clients import LANGUAGES, InventedClient
from data.generate.knobs import TeamKnobs
from data.generate.names import draw_names
from data.generate.places import Door, NamedPlace, door_near, shares
from data.generate.rhythms import Rhythm, Spell

WITHOUT_A_CAR = ("walk", "bike", "ebike", "walk", "bike", "walk;bus")
SMALL_TEAM = 20
"""Teams up to this size have one carer away for a morning and no more."""

WALKERS_RADIUS_M = 300.0
"""Non-drivers live this near to the middle of their town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedCarer:
    """One carer. Hours are a week's; ``skills`` maps a name to level and last day."""

    id: str
    first_name: str
    last_name: str
    door: Door
    district: str
    modes: str
    gender: str
    skills: Mapping[str, tuple[int, date]]
    language: str
    contract: str
    min_hours: float
    max_hours: float
    hourly_pence: int
    rhythm: Rhythm
    age_band: str
    opted_out: bool
    declared_on: date
    dbs_expires: date
    avoids_pets: bool = False
    avoids_smoke: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """A spell in which a carer cannot work; whole days where ``hours`` is absent."""

    carer: str
    kind: str
    first: date
    last: date
    hours: Spell | None = None


def carers_by_district(carers: int, minutes: Mapping[str, float]) -> dict[str, int]:
    """Carers shared out by the minutes of care each district needs."""
    return dict(zip(minutes, shares(carers, list(minutes.values())), strict=True))


def contracts_of(numbers: Mapping[str, int], knobs: TeamKnobs) -> list[tuple[str, str]]:
    """District and contract of each carer, salaried first within the district."""
    total = shares(sum(numbers.values()), list(knobs.contracts.values()))
    left = dict(zip(knobs.contracts, total, strict=True))
    people = []
    districts = list(numbers)
    for position, district in enumerate(districts):
        waiting = sum(numbers[later] for later in districts[position:])
        for contract in knobs.contracts:
            mine = round(left[contract] * numbers[district] / waiting)
            people += [(district, contract)] * mine
        missing = numbers[district] - sum(one == district for one, _ in people)
        people += [(district, "bank")] * missing
        people = people[: sum(numbers[d] for d in districts[: position + 1])]
        for contract in left:
            left[contract] -= sum(one == (district, contract) for one in people)
    return people


@dataclass(frozen=True, slots=True, kw_only=True)
class Recruits:
    """What is settled about the carers before each is drawn.

    ``near`` maps rows to the town in which they must live and drive.
    """

    people: Sequence[tuple[str, str]]
    rhythms: Sequence[Rhythm]
    near: Mapping[int, NamedPlace]


def draw_carers(
    recruits: Recruits,
    clients: Sequence[InventedClient],
    first_day: date,
    knobs: TeamKnobs,
    rng: np.random.Generator,
) -> tuple[InventedCarer, ...]:
    """Carers in the order of their ids."""
    number = len(recruits.people)
    women = [bool(flag) for flag in rng.random(number) < 0.82]
    names = draw_names(women, rng)
    modes = _modes(recruits, round(number * knobs.non_drivers), rng)
    width = max(2, len(str(number)))
    carers = []
    for row, (district, contract) in enumerate(recruits.people):
        least, most = _hours(contract, recruits.rhythms[row], rng)
        places = [c.door.at for c in clients if c.door.at.district == district]
        chance = rng.random(6)
        carers.append(
            InventedCarer(
                id=f"K{row + 1:0{width}d}",
                first_name=names[row][0],
                last_name=names[row][1],
                door=_home(places, modes[row], recruits.near.get(row), rng),
                district=district,
                modes=modes[row],
                gender="female" if women[row] else "male",
                skills=_skills(row in recruits.near, first_day, knobs, rng),
                language=LANGUAGES[int(rng.integers(len(LANGUAGES)))] if chance[0] < 0.15 else "",
                contract=contract,
                min_hours=least,
                max_hours=most,
                hourly_pence=_pay(knobs, rng),
                rhythm=recruits.rhythms[row],
                age_band="18-20" if chance[1] < 0.04 and contract == "bank" else "21+",
                opted_out=bool(chance[2] < 0.1),
                declared_on=first_day
                - timedelta(days=int(rng.integers(2, 13)) + 20 * bool(chance[3] < 0.04)),
                dbs_expires=first_day + timedelta(days=int(rng.integers(40, 1000))),
                avoids_pets=bool(chance[4] < 0.04) and row not in recruits.near,
                avoids_smoke=bool(chance[5] < 0.06) and row not in recruits.near,
            )
        )
    return tuple(carers)


def _modes(recruits: Recruits, without: int, rng: np.random.Generator) -> list[str]:
    """How each carer travels; those without a car are spread over the districts."""
    modes = ["car"] * len(recruits.people)
    free = [int(r) for r in rng.permutation(len(modes)) if int(r) not in recruits.near]
    districts = list(dict.fromkeys(district for district, _ in recruits.people))
    for number in range(without):
        district = districts[number % len(districts)]
        row = next(r for r in free if recruits.people[r][0] == district and modes[r] == "car")
        modes[row] = WITHOUT_A_CAR[number % len(WITHOUT_A_CAR)]
    return modes


def _home(
    places: Sequence[NamedPlace],
    modes: str,
    near: NamedPlace | None,
    rng: np.random.Generator,
) -> Door:
    """A home among the clients of a district; without a car, in the middle of its town."""
    if near is not None:
        return door_near(near, rng)
    if modes == "car":
        return door_near(places[int(rng.integers(len(places)))], rng)
    town = max(places, key=lambda place: (place.kind == "town", place.weight))
    return door_near(town, rng, WALKERS_RADIUS_M)


def _hours(contract: str, rhythm: Rhythm, rng: np.random.Generator) -> tuple[float, float]:
    """Contracted and greatest hours a week."""
    if contract == "salaried":
        return float(rng.choice([35.0, 36.0, 37.5])), 42.0
    if contract == "contracted":
        least = float(rng.integers(8, 16)) * 2
        if rhythm.name == "evenings":
            least = min(least, 20.0)
        return least, min(42.0, least + 14.0)
    if rhythm.name == "weekends":
        return 0.0, 30.0
    return 0.0, float(rng.integers(15, 22)) * 2


def _skills(
    complete: bool, first_day: date, knobs: TeamKnobs, rng: np.random.Generator
) -> dict[str, tuple[int, date]]:
    """Skills with their last valid day; a few run out soon."""
    held = {}
    for name, share in knobs.skills.items():
        chance, soon, days = rng.random(), rng.random(), int(rng.integers(120, 900))
        last = first_day + timedelta(days=int(rng.integers(8, 35)) if soon < 0.04 else days)
        if complete or chance < share:
            held[name] = (2, last)
    return held


def _pay(knobs: TeamKnobs, rng: np.random.Generator) -> int:
    """Pence an hour, in steps of five."""
    least, most = knobs.pay_pence
    return int(rng.integers(least // 5, most // 5 + 1)) * 5


def draw_absences(
    carers: Sequence[InventedCarer],
    spared: set[str],
    first_day: date,
    rng: np.random.Generator,
) -> list[Away]:
    """Trouble on purpose: leave, sickness and training, in the week and before it."""
    free = [carer.id for carer in carers if carer.id not in spared]
    order = iter([free[int(row)] for row in rng.permutation(len(free))])
    each = max(1, round(len(carers) / 54))

    def away(kind: str, start: int, days: int, hours: Spell | None = None) -> list[Away]:
        first = first_day + timedelta(days=start)
        last = first + timedelta(days=days - 1)
        return [
            Away(carer=next(order), kind=kind, first=first, last=last, hours=hours)
            for _ in range(each)
        ]

    if len(carers) <= SMALL_TEAM:
        return away("training", 1, 1, (540, 780))
    return [
        *away("leave", 0, 7),
        *away("sick", 0, 3),
        *away("training", 1, 1, (540, 780)),
        *away("leave", -14, 7),
        *away("sick", -9, 2),
    ]
