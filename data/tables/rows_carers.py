"""Rows about the people who give care: carers and when they can work."""

from __future__ import annotations

from data.expand.spells import SpellKind
from data.tables.cell_types import (
    AgeCell,
    ContractCell,
    Count,
    Cycle,
    DateCell,
    EndCell,
    GenderCell,
    Hours,
    HoursList,
    Languages,
    Latitude,
    Longitude,
    Miles,
    Modes,
    Pence,
    Postcode,
    SettlementCell,
    SkillsHeld,
    SpellCell,
    TimeCell,
    Weekdays,
    Weeks,
    WorkerCell,
    YesNo,
)
from data.tables.row import Row, column, optional
from scheduler.domain.carer import AgeBand, ContractKind, WorkerType
from scheduler.domain.travel import Mode
from scheduler.domain.units import CarerId


class CarerRow(Row):
    """One person who gives care."""

    carer_id: CarerId = column(
        "Short name of the carer in every table, used once.",
        also="id; staff id; employee id; worker id",
        like="K07",
    )
    first_name: str = optional(
        "First name, shown to planners and clients only.",
        "",
        also="forename; given name",
        private=True,
    )
    last_name: str = optional(
        "Last name, shown to planners and clients only.",
        "",
        also="surname; family name",
        private=True,
    )
    postcode: Postcode = optional(
        "Postcode of the home; needed where lat and lon are not given.",
        "",
        also="post code; home postcode",
        private=True,
    )
    lat: Latitude | None = optional("Latitude of the home in degrees.", also="latitude")
    lon: Longitude | None = optional(
        "Longitude in degrees, negative west of Greenwich.", also="longitude; lng; long"
    )
    settlement: SettlementCell | None = optional(
        "Whether the home lies in a town or is rural.", also="area type"
    )
    modes: Modes = optional(
        "Ways of travelling, the usual one first: car, bike, ebike, walk, bus.",
        (Mode.CAR,),
        also="mode; transport; travel mode",
        like="bike;walk",
    )
    gender: GenderCell | None = optional(
        "Gender, only where clients' care plans make it matter.", also="sex"
    )
    skills: SkillsHeld = optional(
        "Skills with level and last valid day.",
        (),
        also="competences; training",
        like="medication:2:2027-03-31;hoist:1",
    )
    languages: Languages = optional("Languages spoken.", frozenset(), also="language")
    contract: ContractCell = optional(
        "Kind of contract: salaried, contracted or bank.", ContractKind.BANK, also="contract type"
    )
    min_hours: Hours = optional(
        "Contracted hours a week.", 0, also="contracted hours; minimum hours", like="30"
    )
    max_hours: Hours = optional(
        "Most hours a week; without it only the law limits them.",
        7 * 24 * 3600,
        also="maximum hours",
        like="40",
    )
    hourly_rate: Pence = column(
        "Pay for an hour of contact, in pounds.", also="pay rate; rate; hourly pay", like="13.20"
    )
    pays_travel: YesNo = optional(
        "Whether travel between clients is paid; without it yes.", True, also="travel paid"
    )
    pays_waiting: YesNo = optional(
        "Whether waiting is paid; without it yes.", True, also="waiting paid"
    )
    worker_type: WorkerCell = optional(
        "Kind of worker: carer or volunteer.", WorkerType.CARER, also="role"
    )
    age_band: AgeCell = optional(
        "Band of the minimum wage: 21+, 18-20 or 16-17.", AgeBand.ADULT, also="age"
    )
    opt_out_48: YesNo = optional(
        "Whether the carer opted out of the 48-hour average in writing.",
        False,
        also="opt out; opted out",
    )
    weeks_hours: HoursList = optional(
        "Hours worked in the weeks before, the newest first.",
        (),
        also="history hours; past hours",
        like="38;41.5;40",
    )
    miles_this_year: Miles = optional(
        "Miles driven for work since 6 April, before the period; the mileage rate falls beyond "
        "a threshold.",
        0,
        also="business miles; miles so far",
        like="4120",
    )
    max_days: Count = optional("Most days a week; without it 6.", 6, also="days a week")
    max_visits_day: Count | None = optional("Most visits on one day.", also="visits a day")
    max_span_hours: Hours | None = optional(
        "Most hours from the first start to the last end of a day.", also="span"
    )
    declared_on: DateCell | None = optional(
        "Date on which the carer last confirmed the availability.", also="availability confirmed"
    )
    dbs_expires: DateCell | None = optional(
        "Last day the criminal-records check is accepted; without it the carer is not planned.",
        also="dbs; dbs expiry; dbs date",
    )
    avoids_pets: YesNo = optional(
        "Whether the carer cannot be where there are pets.", False, also="pet allergy"
    )
    avoids_smoke: YesNo = optional(
        "Whether the carer cannot be where people smoke.", False, also="smoke allergy"
    )
    notes: str = optional(
        "Free text; planning never reads it.",
        "",
        also="note; comments; comment; remarks",
        private=True,
    )


class AvailabilityRow(Row):
    """One spell in which a carer can, or cannot, work."""

    carer_id: CarerId = column("The carer.", also="staff id; employee id; worker id")
    kind: SpellCell = optional(
        "What the row says: available, leave, sick, training or unavailable.",
        SpellKind.AVAILABLE,
        also="type; status",
    )
    weekdays: Weekdays | None = optional(
        "Weekdays of a spell that recurs.", also="weekday; days", like="Mon-Fri"
    )
    date: DateCell | None = optional(
        "The only day, for a row that holds once.", also="on; one off", like="30/11/2026"
    )
    from_date: DateCell | None = optional(
        "First day; with no weekdays the row holds on every day from then on.",
        also="first day; start date; valid from",
    )
    to_date: DateCell | None = optional(
        "Last day, included; open where empty.", also="last day; end date; until; valid to"
    )
    from_time: TimeCell | None = optional(
        "Time from which, on each of the days.",
        called="from",
        also="start; start time",
        like="07:00",
    )
    to_time: EndCell | None = optional(
        "Time until which; 24:00 is midnight, and a time not after the first is on the next day.",
        called="to",
        also="end; end time",
        like="14:30",
    )
    weeks: Weeks | None = optional("Weeks of the cycle; without it all.", also="week", like="1;3")
    cycle: Cycle = optional("Length of the cycle in weeks, 1 to 8.", 1, also="cycle weeks")
    cycle_start: DateCell | None = optional(
        "A date in week 1 of the cycle; without it 1 January 2024.", also="week 1 date"
    )
    notes: str = optional(
        "Free text; planning never reads it.",
        "",
        also="note; comments; comment; remarks; reason",
        private=True,
    )
