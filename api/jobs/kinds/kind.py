"""What a kind of job is, and what several of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.jobs.task import Settle, Task
from api.problems import FieldError, Problem
from api.rotas.load import known_in, moment_of
from api.schemas.rotas import PinIn
from data.tables import Given
from scheduler.domain.horizon import Horizon
from scheduler.domain.rota import Pin, Rota, RunPin, Stage
from scheduler.domain.units import CarerId, Moment, ShiftId, VisitId
from scheduler.domain.week import Week

Seed = Annotated[int, Field(ge=0, le=2**31, description="Same seed, same search.")]
Threads = Annotated[int, Field(ge=1, le=64, description="Searches side by side.")]
Steps = Annotated[int, Field(ge=1, le=10**9, description="Steps of each thread; repeats exactly.")]
RotaId = Annotated[str, Field(min_length=1, max_length=40)]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of job: what is asked, what comes of it, and how it is done."""

    name: str
    asked: type[Asked]
    result: type[BaseModel]
    run: Callable[[Task], Settle]


class Asked(BaseModel):
    """What every job is asked with; ids only."""

    model_config = ConfigDict(extra="forbid")

    snapshot_id: str | None = Field(
        default=None,
        max_length=64,
        description="The tables to work from; by default those that stand now.",
    )
    most_seconds: int | None = Field(
        default=None, ge=1, description="Seconds the job may take; by default what is allowed."
    )

    @property
    def rota_named(self) -> str | None:
        """A rota that must be there."""
        return getattr(self, "rota_id", None)

    @property
    def search_seconds(self) -> float | None:
        """Seconds of search it asks for, where it does."""
        return None


class Searching(Asked):
    """How hard to search: seconds or steps, one of the two; 60 seconds where neither is said."""

    seconds: float | None = Field(default=None, ge=0.1, le=86_400)
    iterations: Steps | None = None
    seed: Seed = 1
    threads: Threads | None = Field(default=None, description="By default the service's own.")

    @model_validator(mode="after")
    def _one_limit(self) -> Searching:
        if self.seconds is not None and self.iterations is not None:
            raise ValueError("Give seconds or iterations, one of the two.")
        if self.seconds is None and self.iterations is None:
            self.seconds = 60.0
        return self

    @property
    def search_seconds(self) -> float | None:
        """Seconds of search it asks for, where it does."""
        return self.seconds


class Period(BaseModel):
    """The days planned, and what to keep in them."""

    first_day: date | None = Field(
        default=None, description="By default the Monday after the history."
    )
    days: int = Field(default=7, ge=1, le=7)
    rota_id: RotaId | None = Field(default=None, description="A rota of these days to begin from.")
    stay_near: bool = Field(
        default=False, description="Whether departures from that rota have a price."
    )
    pins: list[PinIn] = Field(default_factory=list, max_length=2000)
    pins_of_rota: bool = Field(default=True, description="Keep what is pinned in that rota.")


def threads_of(task: Task, asked: Searching) -> int:
    """How many searches side by side."""
    return asked.threads or task.settings.threads


def snapshot_of(task: Task) -> str:
    """The tables the job works from."""
    found: str = task.claim.asked["snapshot_id"]
    return found


def begun(task: Task, period: Period) -> tuple[Given, Rota | None]:
    """The week to plan, with its pins and reference; and the rota to begin from.

    Raises
    ------
    Problem, InputError
        If the rota is of other days, or a pin names nobody.
    """
    given = task.given(snapshot_of(task), period.first_day, period.days)
    horizon = given.week.horizon
    pins, runs = pins_from(horizon, period.pins)
    demand_known(given.week, pins, runs)
    rota = None
    if period.rota_id is not None:
        laid = task.laid(period.rota_id)
        if laid.given.week.horizon.first_day != horizon.first_day:
            raise Problem("bad-input", f"Rota {period.rota_id} is of other days.")
        rota = laid.rota
        if period.pins_of_rota:
            pins = _joined(pins, (one for one in laid.given.week.pins))
            runs = (*runs, *laid.given.week.run_pins)
    known = None if rota is None else replace(known_in(given.week, rota), stage=Stage.DRAFT)
    reference = known if period.stay_near or runs else None
    week = replace(given.week, pins=pins, run_pins=runs, reference=reference)
    return replace(given, week=week), known


def pins_from(
    horizon: Horizon, asked: Iterable[PinIn]
) -> tuple[tuple[Pin, ...], tuple[RunPin, ...]]:
    """Pins of visits, and of runs."""
    pins, runs = [], []
    for one in asked:
        if one.visit_id is not None:
            pins.append(
                Pin(
                    visit=VisitId(one.visit_id),
                    carers=tuple(CarerId(carer) for carer in one.carers),
                    team=tuple(CarerId(carer) for carer in one.team),
                    start=None if one.start is None else aware_moment(horizon, one.start),
                )
            )
        elif one.run_carer_id is not None and one.run_day is not None:
            shift = None if one.run_shift_id is None else ShiftId(one.run_shift_id)
            day = horizon.day_number(one.run_day)
            runs.append(RunPin(carer=CarerId(one.run_carer_id), day=day, shift=shift))
        else:
            raise Problem("bad-input", "A pin names a visit, or a carer and a day.")
    return tuple(pins), tuple(runs)


def demand_known(week: Week, pins: Iterable[Pin], runs: Iterable[RunPin]) -> None:
    """Refuse pins of visits or carers that are not of the week.

    Raises
    ------
    Problem
        ``bad-input`` with each.
    """
    carers = [carer for pin in pins for carer in (*pin.carers, *pin.team)]
    carers += [run.carer for run in runs]
    errors = [
        FieldError(file="body", column="pins", value=pin.visit, message="No visit has this id.")
        for pin in pins
        if pin.visit not in week.visit
    ]
    errors += [
        FieldError(file="body", column="pins", value=one, message="No carer has this id.")
        for one in carers
        if one not in week.carer
    ]
    if errors:
        raise Problem("bad-input", errors=errors)


def aware_moment(horizon: Horizon, instant: datetime) -> Moment:
    """A moment of the period; an instant without its offset is local time."""
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=horizon.instant(0).tzinfo)
    return moment_of(horizon, instant)


def _joined(first: Iterable[Pin], second: Iterable[Pin]) -> tuple[Pin, ...]:
    """Pins of both; of one visit, those of the first."""
    by_visit = {pin.visit: pin for pin in second} | {pin.visit: pin for pin in first}
    return tuple(pin for _, pin in sorted(by_visit.items()))
