"""Whatever a rota holds, what is said of it is FHIR R4."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.desk.weeks import Laid
from api.fhir.ids import fhir_id, own_id
from api.fhir.resources import (
    Stretch,
    VisitTold,
    appointment,
    bundle,
    care_team,
    outcome,
    schedule,
    slot,
)
from api.fhir.slots import stretches
from api.fhir.statement import capability_statement
from data.given import Sources, given_for
from data.tables import read_tables
from scheduler.domain.rota import Assignment, Rota
from scheduler.planning.week import plan_week
from tests.api.cli_tables import write_tables
from tests.api.fhir_r4 import demand_r4

BASE = "https://rota.example/fhir"
IDS = st.text(min_size=1, max_size=120).filter(lambda text: bool(text.strip())).map(str.strip)
MOMENTS = st.integers(1_600_000_000, 2_200_000_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
LENGTHS = st.integers(1, 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def visits_told(draw: st.DrawFn) -> VisitTold:
    """Any visit of any rota."""
    start = draw(MOMENTS)
    return VisitTold(
        visit_id=draw(IDS),
        client_id=draw(IDS),
        carers=tuple(draw(st.lists(st.none() | IDS, min_size=1, max_size=2))),
        start=start,
        end=start + draw(LENGTHS),
        told_at=draw(MOMENTS),
        version=draw(st.integers(1, 10_000)),
        are_shown=draw(st.booleans()),
    )


@settings(deadline=None)
@given(st.lists(visits_told(), max_size=4, unique_by=lambda one: fhir_id(one.visit_id)))
def test_visits_are_appointments_of_r4(told: list[VisitTold]) -> None:
    """One by one and in a bundle, with no carer where the reader may not know."""
    found = [appointment(one) for one in told]
    demand_r4(bundle(BASE, found, len(found), {"self": f"{BASE}/Appointment"}))
    for one, said in zip(told, found, strict=True):
        people = [person["actor"]["type"] for person in said["participant"]]
        carers = sum(carer is not None for carer in one.carers) if one.are_shown else 0
        assert people == ["Patient"] + ["Practitioner"] * carers


@settings(deadline=None)
@given(IDS, st.lists(IDS, max_size=3, unique=True), MOMENTS, LENGTHS, MOMENTS)
def test_teams_schedules_and_slots_are_of_r4(
    person: str, carers: list[str], first: datetime, length: timedelta, told_at: datetime
) -> None:
    """Whatever ids and moments."""
    demand_r4(care_team(person, carers, first, first + length, told_at))
    demand_r4(schedule(person, first, first + length))
    for status in ("busy", "free", "busy-unavailable"):
        stretch = Stretch(carer_id=person, start=first, end=first + length, status=status)
        demand_r4(slot(stretch))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_failures_and_the_statement_are_of_r4(words: str) -> None:
    """Whatever has to be said."""
    clean = "".join(letter for letter in words if letter.isprintable())
    demand_r4(outcome("invalid", "bad-input", clean))
    demand_r4(capability_statement(BASE))


@settings(deadline=None)
@given(IDS, IDS)
def test_ids_are_fhirs_and_lead_back(one: str, other: str) -> None:
    """Different ids stay different; those short enough are found again."""
    found = fhir_id(one)
    assert 1 <= len(found) <= 64
    assert own_id(found) in (one, None)
    assert own_id(found) == one or found.startswith("..")
    assert (fhir_id(other) == found) == (other == one)


@pytest.mark.parametrize("strange", ["a.5f", "a.ZZ", ".FF", "a_b", ""])
def test_an_id_that_is_none_of_ours_leads_nowhere(strange: str) -> None:
    """Each thing has one id only; nothing is guessed."""
    assert own_id(strange) in (None, "")


@lru_cache(maxsize=1)
def _laid() -> Laid:
    with TemporaryDirectory() as folder:
        tables = read_tables(write_tables(Path(folder) / "given"))
    found = given_for(tables, None, 7, Sources())
    rota = plan_week(found.week, iterations=5_000, threads=1).rota
    return Laid(rota_id="r", version=1, snapshot_id="s", given=found, rota=rota)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_slots_cut_every_shift_without_hole_or_overlap(data: st.DataObject) -> None:
    """Of many rotas: visits dropped and moved; free and taken time fill each shift exactly."""
    laid = _laid()
    kept: list[Assignment] = [
        replace(one, start=one.start + 60 * data.draw(st.integers(-10, 10)))
        for one in laid.rota.assignments
        if data.draw(st.booleans())
    ]
    rota: Rota = replace(laid.rota, assignments=tuple(kept), breaks=())
    found = list(stretches(replace(laid, rota=rota)))
    free: defaultdict[str, list[Stretch]] = defaultdict(list)
    taken: defaultdict[str, list[Stretch]] = defaultdict(list)
    for one in found:
        demand_r4(slot(one))
        (free if one.status == "free" else taken)[one.carer_id].append(one)
    horizon = laid.given.week.horizon
    for carer, ours in free.items():
        for one in ours:
            assert not any(
                other.start < one.end and one.start < other.end for other in taken[carer]
            )
    for shift in laid.given.week.shifts:
        start, end = horizon.instant(shift.start), horizon.instant(shift.end)
        for minute in range(0, round((end - start).total_seconds() / 60), 7):
            moment = start + timedelta(minutes=minute)
            assert any(
                one.start <= moment < one.end for one in [*free[shift.carer], *taken[shift.carer]]
            )
