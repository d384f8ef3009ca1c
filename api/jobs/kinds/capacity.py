"""How many more packages of care fit, what stops the next, and what would help."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from api.capacity_question import Wanted, asked_for, few
from api.jobs.kinds.kind import Asked, Kind, Period, Seed, Steps, begun
from api.jobs.task import Settle, Task
from data.doors import with_doors
from scheduler.domain.rota import Rota
from scheduler.domain.units import MINUTE
from scheduler.domain.week import Week
from scheduler.measures import STANDARD
from scheduler.planning.capacity import Asked as Question
from scheduler.planning.capacity import (
    Bottleneck,
    Capacity,
    Effort,
    Settings,
    Tolerance,
    capacity,
)
from scheduler.planning.capacity.levers import Gain, LeverKind, gains
from scheduler.planning.week import plan_week
from scheduler.planning.words import MEANING

PLANNING = 1_000_000
"""Steps of each thread to plan a week with, where there is no rota of it; repeats exactly."""
OF_ONE_CARER = (LeverKind.HOURS, LeverKind.TRAINING)


class CapacityAsked(Period, Asked):
    """A package, a zone and a time of day."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"zone": "Melton", "band": "breakfast", "levers": True}]}
    )

    zone: str = Field(min_length=1, max_length=200)
    band: str = Field(min_length=1, max_length=100, description="07:00-10:00, or a call.")
    skill: str = Field(default="", max_length=100, description="hoist, or hoist:2.")
    handed: int = Field(default=1, ge=1, le=2)
    length_min: int = Field(default=30, ge=1, le=1440)
    window_min: int = Field(default=30, ge=0, le=1440)
    weekdays: str = Field(default="daily", max_length=100)
    most: int = Field(default=30, ge=1, le=200, description="Packages tried at most.")
    faces: int = Field(default=1, ge=0, le=50)
    late_min: int = Field(default=0, ge=0, le=240)
    seeds: int = Field(default=3, ge=1, le=20)
    iterations: Steps = 60_000
    seed: Seed = 1
    levers: bool = False


class GainFound(BaseModel):
    """What one change would add."""

    change: str
    assumes: str
    people: str
    fits: int
    more: int


class CapacityResult(BaseModel):
    """How many fit, and how sure that is."""

    note: str
    fits: int
    fewest: int
    middle: int
    at_most: int | None = Field(description="What no rota exceeds, where proved.")
    is_most: bool
    bottleneck: str | None
    missed: int | None = Field(
        description="Visits nobody makes before anything is added; null where so few of them "
        "leave the provider that they can be told."
    )
    gains: list[GainFound]


class CapacityStored(CapacityAsked):
    """The same as it is kept: whether the answer leaves the provider."""

    outside: bool = False


def run(task: Task) -> Settle:
    """The answer; where it leaves the provider, without ids and counts of few people."""
    asked = CapacityStored.model_validate(task.claim.asked)
    given, start = begun(task, asked)
    found = with_doors(given.week, asked.zone, asked.most, task.base.sources)
    question = asked_for(found, _wanted(asked))
    rota = start if start is not None else _planned(task, found.week)
    task.demand_something(found=start is not None)
    threads = task.settings.threads
    effort = Effort(iterations=asked.iterations, seed=asked.seed, threads=threads, halt=task.halt)
    settings = Settings(
        tolerance=Tolerance(late=asked.late_min * MINUTE, faces=asked.faces),
        effort=effort,
        seeds=tuple(range(1, asked.seeds + 1)),
    )
    answer = capacity(found.week, rota, question, settings)
    more = gains(found.week, rota, answer, settings) if asked.levers and not task.ended else ()
    task.keeping()
    result = _said(answer, tuple(more), found.note_for(few=asked.outside), outside=asked.outside)

    def settle(_session: Session) -> CapacityResult:
        return result

    return settle


def _planned(task: Task, week: Week) -> Rota:
    """The week planned where nobody has."""
    return plan_week(
        week,
        iterations=PLANNING,
        threads=task.settings.threads,
        watch=lambda progress: task.tell(progress, "week"),
        halt=task.halt,
    ).rota


def _wanted(asked: CapacityAsked) -> Wanted:
    return Wanted(
        zone=asked.zone,
        band=asked.band,
        skill=asked.skill,
        handed=asked.handed,
        length=asked.length_min * MINUTE,
        window=asked.window_min * MINUTE,
        weekdays=asked.weekdays,
    )


def _said(answer: Capacity, more: tuple[Gain, ...], note: str, *, outside: bool) -> CapacityResult:
    fewest, middle, _ = answer.spread
    hidden = outside and 0 < answer.missed < STANDARD.fewest_shown
    return CapacityResult(
        note=note,
        fits=answer.fits,
        fewest=fewest,
        middle=middle,
        at_most=None if answer.proof is None else answer.proof.most,
        is_most=answer.is_most,
        bottleneck=stops(answer.asked, answer.bottleneck, outside=outside),
        missed=None if hidden else answer.missed,
        gains=[_gain(one, outside=outside) for one in more],
    )


def stops(question: Question, found: Bottleneck | None, *, outside: bool) -> str | None:
    """What stops one more; without any count of people or visits where it leaves the provider."""
    if found is None or not outside:
        return None if found is None else found.sentence
    why = "somebody else would be harmed" if found.why is None else MEANING[found.why]
    return f"{question.band.name}, {question.zone}: {why}."


def _gain(gain: Gain, *, outside: bool) -> GainFound:
    """One change; nothing that names a carer where it leaves the provider."""
    hidden = outside and gain.kind in OF_ONE_CARER
    return GainFound(
        change=gain.kind.value,
        assumes="One carer of the team agrees." if hidden else gain.assumes,
        people=few(len(gain.people), outside) if gain.people else "",
        fits=gain.fits,
        more=gain.more,
    )


CAPACITY = Kind(name="capacity", asked=CapacityAsked, result=CapacityResult, run=run)
