"""Who gives care: skills, contract, limits, shifts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from scheduler.domain.client import Gender
from scheduler.domain.travel import Mode
from scheduler.domain.units import CarerId, Day, Moment, PlaceId, Seconds, ShiftId


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """One competence, its level (1 aware, 2 practical, 3 lead) and its last valid day."""

    name: str
    level: int = 1
    expires: date | None = None


class ContractKind(StrEnum):
    """How a carer is engaged."""

    SALARIED = "salaried"
    CONTRACTED = "contracted"
    BANK = "bank"


class WorkerType(StrEnum):
    """What kind of worker someone is; some tasks are banned to some."""

    CARER = "carer"
    VOLUNTEER = "volunteer"


class AgeBand(StrEnum):
    """Band of the minimum wage a worker belongs to."""

    ADULT = "21+"
    YOUNG = "18-20"
    UNDER_18 = "16-17"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """Hours and pay agreed for a week.

    Parameters
    ----------
    least, most
        Contracted and greatest working time a week, seconds; without a greatest time only
        the law and declared limits hold. A salaried carer is paid ``least`` whether or not
        it is worked.
    hourly_pence
        Pay for an hour of contact, in pence.
    pays_travel, pays_waiting
        Whether travel between clients and paid waiting earn the same rate.
    """

    kind: ContractKind = ContractKind.BANK
    least: Seconds = 0
    most: Seconds = 7 * 24 * 3600
    hourly_pence: int = 1300
    pays_travel: bool = True
    pays_waiting: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a carer has declared; hard, whatever the law would allow.

    ``days`` a week, visits a day, and ``span`` from first start to last end of one day.
    """

    days: int = 6
    visits_a_day: int | None = None
    span: Seconds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carer:
    """One person who gives care. Names are kept elsewhere.

    Parameters
    ----------
    modes
        Ways this carer travels; the first is used for planning.
    worked_before
        Working time in each of the weeks before the period, newest first, seconds (up to
        16); used for the 17-week average. Fewer weeks are averaged over fewer.
    miles_before
        Miles driven for work since the tax year began, before the period; decides which
        mileage rate holds.
    declared_on
        When availability was last confirmed.
    dbs_expires
        Last day the criminal-records check is accepted; ``None`` where none is on file.
    avoids_pets, avoids_smoke
        Allergy or health reason; hard.
    """

    id: CarerId
    home: PlaceId
    modes: tuple[Mode, ...] = (Mode.CAR,)
    gender: Gender | None = None
    skills: tuple[Skill, ...] = ()
    languages: frozenset[str] = frozenset()
    contract: Contract = field(default_factory=Contract)
    limits: Limits = field(default_factory=Limits)
    worker_type: WorkerType = WorkerType.CARER
    age_band: AgeBand = AgeBand.ADULT
    opted_out_48: bool = False
    worked_before: tuple[Seconds, ...] = ()
    miles_before: int = 0
    declared_on: date | None = None
    dbs_expires: date | None = None
    avoids_pets: bool = False
    avoids_smoke: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One spell in which a carer can work, given availability and leave.

    Visits start no earlier than ``start`` and end no later than ``end``; getting to the
    first client from ``start_place`` and home from the last to ``end_place`` lies outside.
    Shifts of one carer never overlap. ``day`` is the local day in which ``start`` falls.
    ``mode`` is how the carer travels on this shift, ``None`` the first of the carer's modes.
    """

    id: ShiftId
    carer: CarerId
    day: Day
    start: Moment
    end: Moment
    start_place: PlaceId
    end_place: PlaceId
    mode: Mode | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Leave, sickness or training, already taken out of the shifts; kept for the reader."""

    carer: CarerId
    start: Moment
    end: Moment
    kind: str
