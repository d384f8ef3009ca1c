"""Whole small weeks and rotas for hypothesis: every rule and term has something to bite on.

Figures are those of ``tests.builders_rules``. Nobody here breaks the wage floor, which is a
matter of publishing, not of planning.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from scheduler.domain.carer import AgeBand, Carer, Limits, Shift, WorkerType
from scheduler.domain.client import CallKind, Client, Gender, Rag, Rurality
from scheduler.domain.history import PastVisit
from scheduler.domain.horizon import Horizon
from scheduler.domain.pair import PairKind
from scheduler.domain.rota import Assignment, Pin, Rota, Stage
from scheduler.domain.travel import FULL_SPEED, Mode, SpeedSteps
from scheduler.domain.units import CarerId
from scheduler.domain.visit import Gap, Visit
from scheduler.domain.week import Week
from tests.builders import (
    DAY,
    HOUR,
    MINUTE,
    MONDAY,
    a_carer,
    a_client,
    a_contract,
    a_gap,
    a_pair,
    a_past_visit,
    a_shift,
    a_skill,
    a_travel,
    a_visit,
    a_week,
    critical,
    home_of,
    place_of,
)
from tests.builders_rules import the_rules

CARERS = ("A", "B", "C")
CLIENTS = ("c1", "c2", "c3")
SPRING = date(2026, 3, 23)
AUTUMN = date(2026, 10, 19)
RULES = the_rules(
    pay={"floor_pence": dict.fromkeys(AgeBand, 0)},
    adult={"weekly_rest": 110 * HOUR, "break_after": 3 * HOUR},
    night={"counts_from": HOUR, "most": 3 * HOUR},
    working={"target_days": 1, "weekly_warning": 21 * HOUR, "span": 9 * HOUR},
)
"""Narrow enough that a handful of visits meets every limit."""

SHIFTS = (
    *[(("07:00", "23:00"),)] * 5,
    (("07:00", "14:00"), ("14:30", "22:30")),
    (("07:00", "14:00"), ("16:00", "23:00")),
    (("20:00", "31:00"),),
    (),
)
"""Shifts of one day, from time to time; the night shift ends at seven."""

Kind = TypeVar("Kind")


def maybe(strategy: st.SearchStrategy[Kind]) -> st.SearchStrategy[Kind | None]:
    """Something, or nothing."""
    return st.none() | strategy


def mostly(usual: Kind, *odd: Kind, share: int = 8) -> st.SearchStrategy[Kind]:
    """The usual, but one time in ``share`` something odd."""
    return st.integers(1, share).flatmap(
        lambda lot: st.sampled_from(odd) if lot == share else st.just(usual)
    )


def carers_named(name: str) -> st.SearchStrategy[Carer]:
    """A carer with any contract, limits, skills and habits."""
    return st.builds(
        lambda **fields: a_carer(name, **fields),
        modes=mostly((Mode.CAR,), (Mode.CAR, Mode.WALK), (Mode.BIKE,)),
        gender=st.sampled_from([*Gender, None]),
        skills=mostly((a_skill("med", 2),), (), (a_skill("med", 2, MONDAY + timedelta(days=2)),)),
        languages=st.sampled_from([frozenset[str](), frozenset({"gu"})]),
        contract=st.builds(
            lambda least, most: a_contract(least=least * HOUR, most=most * HOUR),
            st.sampled_from([0, 4, 20]),
            mostly(48, 3, 10),
        ),
        limits=st.builds(
            Limits,
            days=mostly(7, 1, 2),
            visits_a_day=mostly(None, 1, 2, 3),
            span=mostly(None, 4 * HOUR, 10 * HOUR),
        ),
        worker_type=mostly(WorkerType.CARER, WorkerType.VOLUNTEER),
        age_band=mostly(AgeBand.ADULT, AgeBand.UNDER_18),
        opted_out_48=st.booleans(),
        worked_before=mostly((), (50 * HOUR, 20 * HOUR), (49 * HOUR,) * 16, (60 * HOUR,) * 3),
        dbs_expires=mostly(date(2030, 1, 1), MONDAY + timedelta(days=1), None),
        avoids_pets=mostly(False, True),
        avoids_smoke=mostly(False, True),
    )


def clients_named(name: str) -> st.SearchStrategy[Client]:
    """A client with any wishes, team, band and risk."""
    return st.builds(
        lambda **fields: a_client(name, **fields),
        band=st.sampled_from([Rurality.RURAL, Rurality.ISOLATED]),
        rag=st.sampled_from(Rag),
        gender_must=mostly(None, Gender.FEMALE),
        gender_prefer=maybe(st.sampled_from(Gender)),
        languages=st.sampled_from([frozenset[str](), frozenset({"gu"})]),
        team=st.lists(st.sampled_from([CarerId(c) for c in CARERS]), max_size=2).map(tuple),
        main_carer=maybe(st.just(CarerId("A"))),
        cap=maybe(st.integers(0, 2)),
        faces_weight=st.integers(1, 3),
        times_weight=st.integers(1, 3),
        has_pets=mostly(False, True),
        smokes=mostly(False, True),
    )


@st.composite
def visits_numbered(draw: st.DrawFn, number: int, days: int) -> Visit:
    """A visit at any hour of any day, for one or two carers."""
    hour = draw(st.sampled_from([7, 8, 9, 12, 17, 20, 21, 24]))
    visit = a_visit(
        f"v{number}",
        draw(st.sampled_from(CLIENTS)),
        at=f"{hour:02d}:{draw(st.sampled_from([0, 15, 40])):02d}",
        day=draw(st.integers(0, days - 1)),
        minutes=draw(st.sampled_from([15, 30, 30, 60, 150, 240])),
        slack=draw(st.sampled_from([0, 30, 60])),
        call=draw(st.sampled_from(["bed", "call"])),
        kind=draw(st.sampled_from(CallKind)),
        carers=draw(mostly(1, 2, share=4)),
        critical=draw(mostly(None, critical(), share=4)),
        skills=draw(mostly((), (("med", 2),), share=4)),
    )
    if visit.carers == 2 and draw(st.booleans()):
        visit = replace(visit, second_length=10 * MINUTE)
    if draw(mostly(False, True)):
        visit = replace(visit, place_end=place_of(draw(st.sampled_from(CLIENTS))))
    return visit


@st.composite
def shifts_of_everybody(draw: st.DrawFn, days: int) -> tuple[Shift, ...]:
    """None, one or two shifts a day for each carer, never overlapping."""
    found: list[Shift] = []
    for carer in CARERS:
        busy_until = -DAY
        for day in range(days):
            for begins, ends in draw(st.sampled_from(SHIFTS)):
                mode = draw(mostly(None, Mode.WALK, share=6))
                shift = a_shift(carer, day, begins, ends, mode=mode)
                if shift.start >= busy_until:
                    found.append(shift)
                    busy_until = shift.end
    return tuple(found)


def pasts() -> st.SearchStrategy[tuple[PastVisit, ...]]:
    """A history that also knows carers who have left."""
    one = st.builds(
        a_past_visit,
        st.sampled_from(CLIENTS),
        st.sampled_from([*CARERS, "gone"]),
        day=st.sampled_from([-1, -5, -8, -20, -95]),
        at=st.sampled_from(["09:00", "22:30"]),
    )
    return st.lists(one, max_size=8).map(tuple)


@st.composite
def references(draw: st.DrawFn, visits: tuple[Visit, ...]) -> Rota | None:
    """A rota in force, or none; it may name carers and visits that are gone."""
    if draw(st.booleans()):
        return None
    names = [CarerId(name) for name in (*CARERS, "gone", "left")]
    kept = [
        Assignment(
            visit=visit.id,
            carers=tuple(draw(st.permutations(names))[: visit.carers]),
            start=visit.agreed + draw(st.sampled_from([0, -1200, 700])),
        )
        for visit in visits
        if draw(st.booleans())
    ]
    return Rota(assignments=tuple(kept), stage=draw(st.sampled_from(Stage)))


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """A block of one to seven days with up to eight visits, three clients and three carers."""
    days = draw(st.sampled_from([1, 2, 2, 7]))
    count = draw(st.integers(1, 8))
    visits = tuple(draw(visits_numbered(number, days)) for number in range(count))
    places = [*map(home_of, CARERS), *map(place_of, CLIENTS)]
    legs = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(places), st.sampled_from(places)).filter(
                lambda leg: leg[0] != leg[1]
            ),
            st.sampled_from([None, 0, 4, 29, 35, 50]),
            max_size=3,
        )
    )
    jams = SpeedSteps(starts=(0, 8 * HOUR, 10 * HOUR), speeds=(FULL_SPEED, 500_000, 900_000))
    traffic = draw(st.sampled_from([{}, {Mode.CAR: jams}]))
    pair = st.builds(
        a_pair,
        st.sampled_from(CLIENTS),
        st.sampled_from(CARERS),
        st.sampled_from(PairKind),
        maybe(st.integers(0, 3)),
        maybe(st.integers(2, 6)),
    )
    return a_week(
        *visits,
        clients=[draw(clients_named(name)) for name in CLIENTS],
        carers=[draw(carers_named(name)) for name in CARERS],
        shifts=draw(shifts_of_everybody(days)),
        travel=a_travel(places, legs, traffic=traffic, stop=draw(st.sampled_from([0, 90]))),
        rules=RULES,
        horizon=Horizon(first_day=draw(st.sampled_from([MONDAY, SPRING, AUTUMN])), days=days),
        pairs=draw(st.lists(pair, max_size=3).map(tuple)),
        history=draw(pasts()),
        gaps=draw(gaps(visits)),
        pins=draw(pins(visits)),
        reference=draw(references(visits)),
    )


@st.composite
def gaps(draw: st.DrawFn, visits: tuple[Visit, ...]) -> tuple[Gap, ...]:
    """At most one gap rule between two visits."""
    if len(visits) < 2 or draw(mostly(True, False, share=3)):
        return ()
    first, second = sorted(visits[:2], key=lambda visit: visit.agreed)
    least = draw(st.sampled_from([0, 60, 240]))
    return (a_gap(first.id, second.id, least, draw(maybe(st.just(least + 300)))),)


@st.composite
def pins(draw: st.DrawFn, visits: tuple[Visit, ...]) -> tuple[Pin, ...]:
    """At most one pin, and not on a visit of unequal parts: there the engine keeps the
    longer part for the pinned carer, which is narrower than the rule.
    """
    equal = [visit for visit in visits if visit.length_of_part(1) == visit.length]
    if not equal or draw(mostly(True, False, share=4)):
        return ()
    visit = draw(st.sampled_from(equal))
    carers = draw(st.permutations([CarerId(name) for name in CARERS]))
    return (
        Pin(
            visit=visit.id,
            carers=tuple(carers[: draw(st.integers(0, visit.carers))]),
            start=draw(maybe(st.just(visit.agreed + 300))),
            team=draw(mostly((), tuple(sorted(carers[:2])), share=3)),
        ),
    )


def assignments_of(visit: Visit) -> st.SearchStrategy[Assignment]:
    """Any carers at a start in or near the window; mostly legal where carers are free."""
    inside = st.integers(visit.earliest // 60, visit.latest // 60).map(lambda minute: minute * 60)
    return st.builds(
        Assignment,
        visit=st.just(visit.id),
        carers=st.permutations([CarerId(name) for name in CARERS]).map(
            lambda names: tuple(names[: visit.carers])
        ),
        start=mostly(visit.agreed, visit.earliest, visit.latest + 60, share=4) | inside,
    )
