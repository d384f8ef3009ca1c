"""Rows of tables as the templates they stand for."""

from __future__ import annotations

from data.expand.calls import Absent, CallTemplate, Cancelled, GapRule
from data.expand.recurrence import DAY, EPOCH, EVERY_DAY, Recurrence, moment_at
from data.expand.spells import Spell
from data.tables.rows_calls import DemandRow, HistoryRow
from data.tables.rows_carers import AvailabilityRow, CarerRow
from data.tables.rows_people import AwayRow, ClientRow, PairRow
from scheduler.domain.carer import Carer, Contract, Limits
from scheduler.domain.client import Client, Rurality
from scheduler.domain.history import PastVisit
from scheduler.domain.horizon import Horizon
from scheduler.domain.pair import Pair
from scheduler.domain.place import Settlement
from scheduler.domain.units import PlaceId
from scheduler.domain.visit import Critical


def recurrence_of(row: DemandRow | AvailabilityRow) -> Recurrence:
    """The dates on which a row holds."""
    return Recurrence(
        weekdays=row.weekdays or EVERY_DAY,
        weeks=row.weeks or frozenset(range(1, row.cycle + 1)),
        cycle=row.cycle,
        anchor=row.cycle_start or EPOCH,
        first=row.date or row.from_date,
        last=row.date or row.to_date,
    )


def spell_of(row: AvailabilityRow) -> Spell:
    """The time a row of availability speaks of; without times, whole days."""
    return Spell(
        carer=row.carer_id,
        kind=row.kind,
        when=recurrence_of(row),
        start=0 if row.from_time is None else row.from_time,
        end=DAY if row.to_time is None else row.to_time,
    )


def template_of(row: DemandRow, place: PlaceId, place_end: PlaceId) -> CallTemplate:
    """The call a row of demand describes; not for cancellations."""
    assert row.start is not None
    assert row.length_min is not None
    critical = (
        Critical(reason=row.critical_reason, review=row.critical_review)
        if row.critical_reason and row.critical_review
        else None
    )
    return CallTemplate(
        client=row.client_id,
        call=row.call,
        when=recurrence_of(row),
        start=row.start,
        before=row.before_min or 0,
        after=row.after_min or 0,
        length=row.length_min,
        carers=row.carers,
        second_length=row.second_length_min,
        kind=row.kind,
        critical=critical,
        skills=row.skills,
        gap=gap_of(row),
        place=place,
        place_end=place_end,
        single=row.date is not None,
    )


def gap_of(row: DemandRow) -> GapRule | None:
    """The gap a row asks for, if it does."""
    if row.gap_after_call is None:
        return None
    return GapRule(
        after=row.gap_after_call,
        at_least=row.gap_min_min or 0,
        at_most=row.gap_max_min,
        reason=row.critical_reason,
    )


def cancelled_of(row: DemandRow) -> Cancelled:
    """The call a cancelling row takes away."""
    assert row.date is not None
    return Cancelled(client=row.client_id, call=row.call, on=row.date, start=row.start)


def absent_of(row: AwayRow) -> Absent:
    """The days on which a client is away."""
    return Absent(client=row.client_id, first=row.from_date, last=row.to_date)


def settlement_of(row: ClientRow | CarerRow) -> Settlement:
    """Town or rural: as given, else town for a client of the urban band."""
    if row.settlement is not None:
        return row.settlement
    is_urban = isinstance(row, ClientRow) and row.band is Rurality.URBAN
    return Settlement.TOWN if is_urban else Settlement.RURAL


def client_of(row: ClientRow, place: PlaceId) -> Client:
    """The client of a row, without the name."""
    return Client(
        id=row.client_id,
        place=place,
        zone=row.zone,
        band=row.band,
        rag=row.rag,
        gender_must=row.gender_must,
        gender_prefer=row.gender_prefer,
        languages=row.languages,
        team=row.team,
        main_carer=row.main_carer,
        cap=row.cap,
        faces_weight=row.faces_weight,
        times_weight=row.times_weight,
        has_pets=row.pets,
        smokes=row.smokes,
        funder=row.funder,
        contract_pack=row.contract_pack,
    )


def carer_of(row: CarerRow, home: PlaceId) -> Carer:
    """The carer of a row, without the name."""
    return Carer(
        id=row.carer_id,
        home=home,
        modes=row.modes,
        gender=row.gender,
        skills=row.skills,
        languages=row.languages,
        contract=Contract(
            kind=row.contract,
            least=row.min_hours,
            most=row.max_hours,
            hourly_pence=row.hourly_rate,
            pays_travel=row.pays_travel,
            pays_waiting=row.pays_waiting,
        ),
        limits=Limits(days=row.max_days, visits_a_day=row.max_visits_day, span=row.max_span_hours),
        worker_type=row.worker_type,
        age_band=row.age_band,
        opted_out_48=row.opt_out_48,
        worked_before=row.weeks_hours[:16],
        miles_before=row.miles_this_year,
        declared_on=row.declared_on,
        dbs_expires=row.dbs_expires,
        avoids_pets=row.avoids_pets,
        avoids_smoke=row.avoids_smoke,
    )


def pair_of(row: PairRow, horizon: Horizon) -> Pair:
    """What holds between a client and a carer, in days of the period."""
    return Pair(
        client=row.client_id,
        carer=row.carer_id,
        kind=row.kind,
        first=None if row.from_date is None else horizon.day_number(row.from_date),
        last=None if row.to_date is None else horizon.day_number(row.to_date),
    )


def past_visit_of(row: HistoryRow, horizon: Horizon) -> PastVisit:
    """One visit of the history, in moments of the period."""
    day = horizon.day_number(row.date)
    start = moment_at(horizon, day, row.start)
    return PastVisit(
        client=row.client_id,
        carer=row.carer_id,
        day=day,
        start=start,
        length=moment_at(horizon, day, row.start + row.length()) - start,
    )
