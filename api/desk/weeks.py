"""Weeks and rotas kept in the memory of a process that answers questions or works on jobs.

A week is known by its snapshot and period, a rota by its id and version: neither changes under
the name it is kept by, so nothing here goes stale.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from sqlalchemy.orm import Session

from api.book.snapshot import snapshot_bytes, tables_in
from api.desk.memory import Memory
from api.rotas.load import known_in, pins_of, rota_of, told_of
from api.settings import Settings
from api.store import RotaRow, Store
from data.disruption import facts_from
from data.given import Sources, given_for
from data.tables import Given
from scheduler.domain.events import Fact
from scheduler.domain.rota import Rota
from scheduler.planning.desk import Desk, desk_of
from scheduler.planning.repair.facts import week_with

MOST_WEEKS, MOST_ROTAS, MOST_DESKS = 6, 12, 4


@dataclass(frozen=True, slots=True)
class Base:
    """Where things are, for a process of its own: database and travel times."""

    database: str
    roads: Path | None = None
    osrm: str | None = None
    timetable: Path | None = None

    @property
    def sources(self) -> Sources:
        """Where travel times come from."""
        return Sources(roads=self.roads, osrm=self.osrm, timetable=self.timetable)


def base_of(settings: Settings, store: Store) -> Base:
    """Where things are, as the service was told."""
    return Base(store.url, settings.roads, settings.osrm, settings.timetable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """One rota with its week, ready for questions; the pins of the rota are the week's.

    ``facts`` is what happened since the tables were snapped; the week is as it has them.
    ``told`` is the rota in force beside a draft and its version.
    """

    rota_id: str
    version: int
    snapshot_id: str
    given: Given
    rota: Rota
    facts: tuple[Fact, ...] = ()
    told: tuple[str, int] | None = None

    @property
    def state(self) -> tuple[int, tuple[str, int] | None]:
        """What changes whenever an answer about the rota may."""
        return self.version, self.told


_weeks: Memory[Given] = Memory(MOST_WEEKS)
_rotas: Memory[Laid] = Memory(MOST_ROTAS)
_desks: Memory[Desk] = Memory(MOST_DESKS)


@lru_cache(maxsize=4)
def store_at(database: str) -> Store:
    """The database, opened once in each process."""
    return Store(database)


def given_at(
    base: Base, session: Session, snapshot_id: str, first: date | None, days: int
) -> Given:
    """The planning period of a snapshot.

    Raises
    ------
    InputError
        If nothing can be planned from it on these days.
    """

    def make() -> Given:
        tables = tables_in(snapshot_bytes(session, snapshot_id))
        return given_for(tables, first, days, base.sources)

    return _weeks.get((base, session.info["tenant"], snapshot_id, first, days), make)


def laid_at(base: Base, tenant: str, rota_id: str) -> Laid:
    """A rota as it stands now, with its week and pins.

    What a draft has otherwise than the rota in force on its days has its price, since people
    were told of that.
    """
    with store_at(base.database).read(tenant) as session:
        row = session.get_one(RotaRow, rota_id)
        told = told_of(session, row)
        beside = None if told is None else (told.id, told.version)

        def make() -> Laid:
            given = given_at(base, session, row.snapshot_id, row.first_day, row.days)
            facts = facts_from(row.facts, given.week.horizon)
            given = replace(given, week=week_with(given.week, facts))
            visits, runs = pins_of(session, row, given.week.horizon)
            rota = rota_of(session, row, given.week.horizon)
            week = replace(given.week, pins=visits, run_pins=runs, reference=rota if runs else None)
            if told is not None and not runs:
                in_force = rota_of(session, told, given.week.horizon)
                week = replace(week, reference=known_in(week, in_force))
            return Laid(
                rota_id=rota_id,
                version=row.version,
                snapshot_id=row.snapshot_id,
                given=replace(given, week=week),
                rota=rota,
                facts=facts,
                told=beside,
            )

        return _rotas.get((base, tenant, rota_id, row.version, beside), make)


def desk_at(base: Base, tenant: str, rota_id: str) -> Desk:
    """A rota laid out for questions."""
    laid = laid_at(base, tenant, rota_id)
    name = (base, tenant, rota_id, laid.state)
    return _desks.get(name, lambda: desk_of(laid.given.week, laid.rota))
