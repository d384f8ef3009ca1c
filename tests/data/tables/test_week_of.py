"""Tables made into a week."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.tables import (
    TableFaults,
    Tables,
    default_first_day,
    history_rows,
    with_worked,
)
from data.travel import GreatCircle, travel_for
from scheduler.domain.errors import InputError
from scheduler.domain.horizon import Horizon
from scheduler.domain.pair import PairKind
from scheduler.domain.place import Place, PlaceQuality, Settlement
from scheduler.domain.rota import Assignment, Rota
from scheduler.domain.travel import Mode, Travel
from scheduler.domain.units import CarerId, VisitId
from scheduler.rules.pack import TravelRules
from tests.data.tables.small import CARERS, CLIENTS, DEMAND, FIRST_DAY, HISTORY, given, the_tables


def test_the_small_provider_makes_a_week(tmp_path: Path) -> None:
    """Breakfasts on five days (two away), and so on: 28 visits, 26 shifts, five gaps."""
    week = given(the_tables(tmp_path)).week
    assert week.horizon == Horizon(first_day=FIRST_DAY, days=7)
    assert len(week.visits) == 5 + 5 + 5 + 5 + 1 + 1 + 6
    assert len(week.gaps) == 5
    assert len([shift for shift in week.shifts if shift.carer == "K1"]) == 4
    assert week.carer[CarerId("K1")].worked_before == (136_800, 149_400)
    assert week.pairs[1].kind is PairKind.BLOCK_NO_FAULT
    assert week.pairs[1].first == -29
    assert set(week.travel.by_mode) == {Mode.CAR, Mode.BIKE, Mode.WALK}


def test_two_people_at_one_address_share_a_place(tmp_path: Path) -> None:
    """C1 and C2 live behind one door; the urban band makes it a town for parking."""
    week = given(the_tables(tmp_path)).week
    assert [client.place for client in week.clients] == ["at-C1", "at-C1", "at-C3"]
    assert len(week.places) == 5
    assert week.places[0].settlement is Settlement.TOWN


def test_people_known_by_postcode_only_keep_places_of_their_own(tmp_path: Path) -> None:
    """One postcode is many doors; the planner is told."""
    carers = CARERS.replace("52.7600,-0.8800", ",").replace("52.7610,-0.8810", ",")
    found = given(the_tables(tmp_path, carers=carers))
    homes = [found.week.place[carer.home] for carer in found.week.carers[:2]]
    assert {home.quality for home in homes} == {PlaceQuality.POSTCODE}
    assert homes[0].id != homes[1].id
    assert (homes[0].lat, homes[0].lon) == (homes[1].lat, homes[1].lon)
    assert "Placed by postcode only, so that legs are estimates: 2 (K1, K2)." in found.notes


def test_places_nobody_knows_are_faults_all_at_once(tmp_path: Path) -> None:
    """Two clients and the end of an escort."""
    clients = CLIENTS.replace("52.7661,-0.8860", ",")
    head, rest = DEMAND.split("\n", 1)
    lines = [f"{line},LE99 9XX" if "escort" in line else f"{line}," for line in rest.splitlines()]
    demand = "\n".join([f"{head},place_end", *lines])
    with pytest.raises(TableFaults) as caught:
        given(the_tables(tmp_path, clients=clients, demand=demand))
    assert [(f.file, f.row, f.column) for f in caught.value.faults] == [
        ("clients.csv", 2, "postcode"),
        ("clients.csv", 3, "postcode"),
        ("demand.csv", 8, "place_end"),
    ]


def test_an_escort_ends_elsewhere(tmp_path: Path) -> None:
    """Coordinates in the column place_end make a place of their own."""
    head, rest = DEMAND.split("\n", 1)
    lines = [
        f'{line},"52.70, -0.90"' if "escort" in line else f"{line}," for line in rest.splitlines()
    ]
    week = given(the_tables(tmp_path, demand="\n".join([f"{head},place_end", *lines]))).week
    escort = week.visit[VisitId("C3-escort-2026-12-02")]
    assert escort.place == "at-C3"
    assert escort.place_end == "end-C3-escort"
    assert (week.place[escort.place_end].lat, week.place[escort.place_end].lon) == (52.7, -0.9)


def test_names_are_kept_apart_from_the_week(tmp_path: Path) -> None:
    """No name or postcode is inside what planning sees."""
    found = given(the_tables(tmp_path))
    assert found.names.clients == {"C1": "Ada Ash", "C2": "Ben Birch", "C3": "Cyd Cedar"}
    assert found.names.client_postcodes["C3"] == "LE15 6CI"
    seen = repr((found.week.clients, found.week.carers, found.week.visits, found.week.places))
    assert not [name for name in ("Ada", "Ash", "Kit", "Kestrel", "LE13", "LE15") if name in seen]


def test_notes_say_what_to_look_at(tmp_path: Path) -> None:
    """Stale availability, no check on file, overdue review, unknown skill, late history."""
    carers = CARERS.replace("25/11/2026,2027-06-30", "01/11/2026,", 1)
    demand = DEMAND.replace("2027-01-15", "2026-12-02").replace("hoist:2,,", "peg:3,,", 1)
    demand = demand.replace(
        "03/12/2026,yes", "03/12/2026,yes\nC3,bed,,,,,,,,,,,,,,,,,,02/12/2026,yes"
    )
    history = HISTORY + "30/11/2026,C1,K1,07:30,08:00\n"
    found = given(the_tables(tmp_path, carers=carers, demand=demand, history=history))
    text = "\n".join(found.notes)
    assert "more than 14 days before the first day, carers: 1 (K1)." in text
    assert "No criminal-records check on file, so not planned, carers: 1 (K1)." in text
    assert "overdue, calls: 1 (C1 breakfast)." in text
    assert "No carer holds these skills: 1 (peg level 3)." in text
    assert "first day, which are not used: 1." in text
    assert len(found.week.history) == 3
    assert len(found.week.visits) == 27


def test_short_personal_care_without_a_known_face_is_noted(tmp_path: Path) -> None:
    """C3 has neither a team nor a history."""
    demand = DEMAND.replace("20:30,30,30,30", "20:30,30,30,15")
    found = given(the_tables(tmp_path, demand=demand))
    assert any("Short personal care" in note and "(C3)" in note for note in found.notes)
    team = CLIENTS.replace("female,,,,,,", "female,,K3,,,,")
    calm = given(the_tables(tmp_path, demand=demand, clients=team))
    assert not any("Short personal care" in note for note in calm.notes)


def test_a_cancellation_that_meets_no_call_is_noted(tmp_path: Path) -> None:
    """C3 has no bed call after the year's end."""
    demand = DEMAND.replace("03/12/2026,yes", "03/01/2027,yes")
    tables = the_tables(tmp_path, demand=demand)
    found = given(tables, first_day=date(2026, 12, 28))
    assert "The cancellation of bed for C3 on 2027-01-03 meets no call." in found.notes


def test_the_first_day_follows_the_history(tmp_path: Path) -> None:
    """The Monday after Sunday 29 November; a Monday's history makes it a week later."""
    tables = the_tables(tmp_path)
    assert default_first_day(tables) == FIRST_DAY
    later = the_tables(tmp_path, history=HISTORY + "30/11/2026,C1,K1,07:30,08:00\n")
    assert default_first_day(later) == FIRST_DAY + timedelta(days=7)
    with pytest.raises(InputError, match="Without a history"):
        default_first_day(replace(tables, history=()))


def a_rota() -> Rota:
    """One single and one double-handed visit of Monday."""
    return Rota(
        assignments=(
            Assignment(
                visit=VisitId("C1-breakfast-2026-11-30"), carers=(CarerId("K1"),), start=27_060
            ),
            Assignment(
                visit=VisitId("C2-breakfast-2026-11-30"),
                carers=(CarerId("K2"), CarerId("K3")),
                start=28_800,
            ),
        )
    )


def test_a_planned_week_becomes_history_for_the_next(tmp_path: Path) -> None:
    """Visits join the history, hours go before those of earlier weeks, at most sixteen."""
    tables = the_tables(tmp_path)
    rows = history_rows(given(tables).week, a_rota())
    next_tables: Tables = with_worked(tables, rows, {CarerId("K1"): 12.5})
    assert default_first_day(next_tables) == FIRST_DAY + timedelta(days=7)
    week = given(next_tables, first_day=default_first_day(next_tables)).week
    assert [(past.client, past.carer, past.start, past.length) for past in week.history[3:]] == [
        ("C1", "K1", 27_060 - 7 * 86_400, 1800),
        ("C2", "K2", 28_800 - 7 * 86_400, 2700),
        ("C2", "K3", 28_800 - 7 * 86_400, 2700),
    ]
    assert week.carer[CarerId("K1")].worked_before == (45_000, 136_800, 149_400)
    assert week.carer[CarerId("K2")].worked_before == (0,)
    for _ in range(20):
        next_tables = with_worked(next_tables, (), {})
    assert {len(row.weeks_hours) for row in next_tables.carers} == {16}


def test_history_keeps_clock_times_over_a_clock_change(tmp_path: Path) -> None:
    """08:00 on a summer day before the autumn change is 08:00 when planned from winter."""
    history = "date,client_id,carer_id,start,end\n24/10/2026,C1,K1,08:00,08:30\n"
    week = given(the_tables(tmp_path, history=history), first_day=date(2026, 10, 26)).week
    past = week.history[0]
    assert (past.day, past.length) == (-2, 1800)
    assert week.horizon.clock(past.start) == 8 * 3600


def test_travel_may_come_from_a_function(tmp_path: Path) -> None:
    """Where buses run by a timetable, everything about legs is filled in beforehand."""
    asked: list[int] = []

    def maker(
        places: Sequence[Place], modes: Iterable[Mode], rules: TravelRules, horizon: Horizon
    ) -> Travel:
        asked.append(len(places))
        return travel_for(places, modes, rules, horizon, GreatCircle())

    from data.rule_packs import rules_for
    from data.tables import week_of
    from tests.data.tables.small import KnowsNothing

    week_of(
        the_tables(tmp_path),
        first_day=FIRST_DAY,
        rules=rules_for(FIRST_DAY),
        travel_provider=maker,
        geocoder=KnowsNothing(),
    )
    assert asked == [5]


def test_seven_days_later_the_week_is_the_same(tmp_path: Path) -> None:
    """Two weeks in December without cycles differ in nothing but the dates in ids."""
    demand = "\n".join(line for line in DEMAND.splitlines() if "domestic" not in line)
    tables = the_tables(tmp_path, demand=demand, away=None)
    first, second = (
        given(tables, first_day=day).week for day in (date(2026, 12, 7), date(2026, 12, 14))
    )
    assert [(v.client, v.call, v.agreed) for v in first.visits] == [
        (v.client, v.call, v.agreed) for v in second.visits
    ]
    assert [(s.carer, s.start, s.end) for s in first.shifts] == [
        (s.carer, s.start, s.end) for s in second.shifts
    ]
