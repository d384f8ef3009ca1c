"""The types of cells: what each holds once read, and the reader that gets it there."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from data.expand.spells import SpellKind
from data.tables import cells, clock, skills
from scheduler.domain.carer import AgeBand, ContractKind, Skill, WorkerType
from scheduler.domain.client import CallKind, Gender, Rag, Rurality
from scheduler.domain.pair import PairKind
from scheduler.domain.place import Settlement
from scheduler.domain.travel import Mode
from scheduler.domain.units import CarerId


def _hours_list(value: Any) -> tuple[int, ...]:
    """Hours of several weeks, as seconds."""
    return tuple(cells.hours(one) for one in cells.words(value))


_spell_kind = cells.choice(
    SpellKind,
    {
        "holiday": SpellKind.LEAVE,
        "annual leave": SpellKind.LEAVE,
        "sickness": SpellKind.SICK,
        "off": SpellKind.UNAVAILABLE,
        "working": SpellKind.AVAILABLE,
    },
)

DateCell = Annotated[date, BeforeValidator(clock.a_date)]
TimeCell = Annotated[int, BeforeValidator(clock.a_time)]
Stamp = Annotated[tuple[date | None, int], BeforeValidator(clock.a_stamp)]
EndCell = Annotated[int, BeforeValidator(clock.an_end)]
Weekdays = Annotated[frozenset[int], BeforeValidator(clock.weekdays)]
Weeks = Annotated[frozenset[int], BeforeValidator(clock.weeks)]
Cycle = Annotated[int, BeforeValidator(clock.cycle)]
YesNo = Annotated[bool, BeforeValidator(cells.yes_or_no)]
Minutes = Annotated[int, BeforeValidator(cells.minutes)]
Length = Annotated[int, BeforeValidator(cells.length)]
Hours = Annotated[int, BeforeValidator(cells.hours)]
HoursList = Annotated[tuple[int, ...], BeforeValidator(_hours_list)]
Count = Annotated[int, BeforeValidator(cells.count)]
Weight = Annotated[int, BeforeValidator(cells.weight)]
Miles = Annotated[int, BeforeValidator(cells.miles)]
Pence = Annotated[int, BeforeValidator(cells.pence)]
Postcode = Annotated[str, BeforeValidator(cells.postcode)]
Spot = Annotated[str, BeforeValidator(cells.spot)]
Latitude = Annotated[float, BeforeValidator(cells.latitude)]
Longitude = Annotated[float, BeforeValidator(cells.longitude)]
CallName = Annotated[str, BeforeValidator(cells.name_of_call)]
Reason = Annotated[str, BeforeValidator(cells.reason)]
CarerIds = Annotated[tuple[CarerId, ...], BeforeValidator(cells.words)]
Languages = Annotated[frozenset[str], BeforeValidator(cells.languages)]
SkillsHeld = Annotated[tuple[Skill, ...], BeforeValidator(skills.held)]
SkillsNeeded = Annotated[tuple[tuple[str, int], ...], BeforeValidator(skills.needed)]
Modes = Annotated[tuple[Mode, ...], BeforeValidator(cells.modes)]
SettlementCell = Annotated[Settlement, BeforeValidator(cells.settlement)]
BandCell = Annotated[Rurality, BeforeValidator(cells.rurality)]
RagCell = Annotated[Rag, BeforeValidator(cells.rag)]
GenderCell = Annotated[Gender, BeforeValidator(cells.gender)]
ContractCell = Annotated[ContractKind, BeforeValidator(cells.contract)]
WorkerCell = Annotated[WorkerType, BeforeValidator(cells.worker_type)]
AgeCell = Annotated[AgeBand, BeforeValidator(cells.age_band)]
SpellCell = Annotated[SpellKind, BeforeValidator(_spell_kind)]
PairCell = Annotated[PairKind, BeforeValidator(cells.pair_kind)]
CallKindCell = Annotated[CallKind, BeforeValidator(cells.call_kind)]
