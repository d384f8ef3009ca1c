"""Who must be where at the times asked about, and who is there: what the peak is looked for in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from scheduler.domain.client import Client
from scheduler.domain.rota import Rota
from scheduler.domain.units import Day, Moment, Seconds, VisitId
from scheduler.domain.visit import Gap, Visit
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, formulate
from scheduler.planning.desk import Desk, desk_with
from solver.exact.reach import Grid, reachable
from solver.model import UNREACHABLE, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One carer's part of one visit.

    Parameters
    ----------
    unit, task
        Rows of the visit and of this part of it.
    start, length
        When care begins, and for how long.
    way
        Seconds before the start in which the carer is on the way already.
    may
        Carers, as bits, who may make it and can come there, whatever the time.
    """

    unit: int
    task: int
    start: Moment
    length: Seconds
    way: Seconds
    may: int

    @property
    def begins(self) -> Moment:
        """When the carer sets out."""
        return self.start - self.way

    @property
    def ends(self) -> Moment:
        """When the carer is free again."""
        return self.start + self.length


class Scene:
    """A week at the times agreed, or at those of a rota."""

    def __init__(self, formulation: Formulation, parts: tuple[Part, ...], within: Grid) -> None:
        self.week: Week = formulation.week
        self.formulation = formulation
        self.parts = parts
        self._within = within
        problem = formulation.problem
        self._shifts = list(
            zip(
                problem.duty_carer.tolist(),
                problem.duty_start.tolist(),
                problem.duty_end.tolist(),
                strict=True,
            )
        )
        self.there = lru_cache(maxsize=None)(self._there)
        self.skilled = lru_cache(maxsize=None)(self._skilled)
        self.reaching = lru_cache(maxsize=None)(self._reaching)
        self.able = lru_cache(maxsize=None)(self._able)

    @cached_property
    def by_unit(self) -> dict[int, tuple[Part, ...]]:
        """Parts of each visit."""
        found: dict[int, tuple[Part, ...]] = {}
        for part in self.parts:
            found[part.unit] = (*found.get(part.unit, ()), part)
        return found

    @cached_property
    def _gaps(self) -> dict[VisitId, tuple[Gap, ...]]:
        found: dict[VisitId, tuple[Gap, ...]] = {}
        for gap in self.week.gaps:
            for visit in {gap.first, gap.second}:
                found[visit] = (*found.get(visit, ()), gap)
        return found

    def gaps_of(self, visit: VisitId) -> tuple[Gap, ...]:
        """Gap rules a visit takes part in."""
        return self._gaps.get(visit, ())

    def start_of(self, visit: VisitId) -> Moment:
        """When a visit starts at the times asked about."""
        return self.by_unit[self.formulation.rows.visits.row(visit)][0].start

    @cached_property
    def edges(self) -> tuple[Moment, ...]:
        """Moments at which a shift begins or ends, in order."""
        return tuple(sorted({edge for _, *ends in self._shifts for edge in ends}))

    def visit(self, part: Part) -> Visit:
        """The visit a part belongs to."""
        return self.week.visits[part.unit]

    def client(self, part: Part) -> Client:
        """Whose visit it is."""
        return self.week.client[self.visit(part).client]

    def _able(self, part: Part) -> int:
        """Carers who may make a part at its time: in one shift from its start to its end."""
        return part.may & self.there(part.start, part.ends)

    def _there(self, begins: Moment, ends: Moment) -> int:
        """Carers with one shift from a moment to another."""
        return as_bits(c for c, start, end in self._shifts if start <= begins and ends <= end)

    def _skilled(self, skill: str, day: Day) -> int:
        """Carers who hold a skill, at whatever level, on a day; all of them for no skill."""
        on = self.week.horizon.date_of(day)
        return as_bits(
            row
            for row, carer in enumerate(self.week.carers)
            if not skill
            or any(
                held.name == skill and (held.expires is None or on <= held.expires)
                for held in carer.skills
            )
        )

    def _reaching(self, zone: str) -> int:
        """Carers who can come to some client of a zone; all who have a shift for no zone."""
        rows = self.formulation.rows.places
        places = [
            rows.row(client.place)
            for client in self.week.clients
            if client.zone == zone and client.place in rows
        ]
        return as_bits(
            carer
            for (carer, _, _), within in zip(self._shifts, self._within, strict=True)
            if not zone or within[places].any()
        )


def scene_of(week: Week, rota: Rota | None = None) -> Scene:
    """A week at the times agreed; with a rota, what it makes at its times and with its ways.

    Without a rota, before each visit counts the shortest way from anybody else's door.

    Raises
    ------
    InputError
        As ``formulate``.
    """
    formulation = formulate(week)
    problem = formulation.problem
    desk = desk_with(formulation, rota or Rota(assignments=()))
    ways = _shortest_ways(problem) if rota is None else _ways(desk)
    within = reachable(problem)
    parts = []
    for task, unit in enumerate(desk.facts.unit_of):
        may = _may(problem, within, task)
        start = int(desk.start[task] if desk.duty[task] >= 0 else problem.task_preferred[task])
        length = int(problem.task_duration[task])
        way = ways.get(task, 0)
        parts.append(Part(unit=unit, task=task, start=start, length=length, way=way, may=may))
    return Scene(formulation, tuple(parts), within)


def as_bits(rows: Iterable[int]) -> int:
    """Rows as the ones of an integer.

    Examples
    --------
    >>> as_bits([0, 3, 3])
    9
    """
    mask = 0
    for row in rows:
        mask |= 1 << row
    return mask


def _may(problem: Problem, within: Grid, task: int) -> int:
    """Carers who may make a task and can come there."""
    carers = problem.duty_carer
    near = within[:, problem.task_place[task]] & within[:, problem.task_place_end[task]]
    allowed = problem.allowed[problem.task_pair[task], carers] == 1
    return as_bits(carers[near & allowed].tolist())


def _shortest_ways(problem: Problem) -> dict[int, Seconds]:
    """Before each task the shortest way from another task's place, by any mode."""
    doors = np.unique(problem.task_place_end)
    legs = (problem.drive.astype(np.int64) + problem.extra).min(axis=0)
    legs = np.where(problem.drive.min(axis=0) >= UNREACHABLE, UNREACHABLE, legs)
    found = {}
    for task, place in enumerate(problem.task_place.tolist()):
        others = legs[doors[doors != place], place]
        least = int(others.min(initial=UNREACHABLE))
        found[task] = 0 if least >= UNREACHABLE else least
    return found


def _ways(desk: Desk) -> dict[int, Seconds]:
    """Before each task of a rota the way it is reached by; none before the first of a shift."""
    return dict(_legs(desk))


def _legs(desk: Desk) -> Iterator[tuple[int, Seconds]]:
    facts = desk.facts
    for duty in range(len(facts.duty_carer)):
        for before, task in pairwise(desk.board.tasks(duty)):
            leave = int(desk.start[before]) + facts.duration[before]
            ready = facts.ready(duty, leave, facts.place_end[before], facts.place[task])
            yield task, ready - leave
