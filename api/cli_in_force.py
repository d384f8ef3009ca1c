"""A rota in force read with all that belongs to it: for every command about one."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.disruption import read_facts
from data.given import Sources, given_for
from data.pins import read_pins
from data.tables import Given, read_rota, read_tables, require_of_week
from data.write.papers import WhyNot
from data.write.unallocated import read_why_not
from scheduler.domain.errors import InputError
from scheduler.domain.events import Fact
from scheduler.domain.rota import Rota, Stage
from scheduler.domain.units import VisitId
from scheduler.domain.week import Week
from scheduler.planning.repair.facts import week_with

UNALLOCATED = "unallocated.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """What was given, what has happened since, and the rota in force.

    Parameters
    ----------
    given
        As the tables have it, pins included; without ``facts``.
    facts
        What earlier events brought, from ``facts.csv`` beside the rota.
    left_open
        Visits that ``unallocated.csv`` beside the rota lists.
    why_not
        What it says of them.
    """

    given: Given
    facts: tuple[Fact, ...]
    rota: Rota
    left_open: frozenset[VisitId]
    why_not: Mapping[VisitId, WhyNot]

    @property
    def now(self) -> Given:
        """What was given, with what has happened since."""
        return replace(self.given, week=week_with(self.given.week, self.facts))


def in_force(
    given: Path,
    rota: Path,
    first: date | None,
    sources: Sources,
    pins: Path | None = None,
    stage: Stage = Stage.PUBLISHED,
) -> InForce:
    """Read tables, a rota of theirs, and what lies beside it.

    Lengths in the rota may differ from those of the tables: calls change.

    Raises
    ------
    InputError
        If anything cannot be read or used.
    """
    period = given_for(read_tables(given), first, 7, sources)
    facts = read_facts(rota, period.week.horizon)
    known = week_with(period.week, facts)
    made = read_rota(rota, known, names=period.names, stage=stage, lengths=False)
    require_of_week(made, known, period.week)
    if pins is not None:
        found = read_pins(pins, known)
        week = replace(period.week, pins=found.visits, run_pins=found.runs, reference=made)
        period = replace(period, week=week)
    left_open = listed_open(rota)
    refuse_torn(known, made, left_open)
    return InForce(
        given=period,
        facts=facts,
        rota=made,
        left_open=left_open,
        why_not=read_why_not(_tray(rota)),
    )


def listed_open(rota: Path) -> frozenset[VisitId]:
    """Visits that ``unallocated.csv`` beside a rota lists."""
    rows = csv.DictReader(_tray(rota).splitlines())
    return frozenset(VisitId(row["visit_id"]) for row in rows if row.get("visit_id"))


def _tray(rota: Path) -> str:
    """Text of ``unallocated.csv`` beside a rota; empty where there is none."""
    path = rota / UNALLOCATED if rota.is_dir() else rota.with_name(UNALLOCATED)
    return path.read_text("utf-8") if path.exists() else ""


def refuse_torn(week: Week, rota: Rota, left_open: frozenset[VisitId]) -> None:
    """Refuse a rota that says nothing of most visits: it is cut off, or of another week.

    Capacity would be promised, or a week mended, that is not there.

    Raises
    ------
    InputError
        If fewer than half of the visits are made or listed as left open.
    """
    told = {one.visit for one in rota.assignments} | left_open
    known = sum(visit.id in told for visit in week.visits)
    if 2 * known < len(week.visits):
        raise InputError(
            f"The rota says nothing of {len(week.visits) - known:,} of {len(week.visits):,} "
            "visits.\nMaybe the file was cut off, or is of another week; give the whole rota, "
            f"with {UNALLOCATED} beside it."
        )
