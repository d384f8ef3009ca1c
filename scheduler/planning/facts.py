"""A problem in plain lists, quick to read one figure at a time and cheap to change by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scheduler.domain.travel import UNREACHABLE, SpeedSteps
from scheduler.domain.units import Moment, Seconds
from scheduler.formulate import NOBODY, Formulation
from solver.model import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What insertion looks at; fields are those of ``Problem`` without their prefix of kind.

    Parameters
    ----------
    unit_of
        Unit of each task.
    duties_of
        Rows of each carer's duties, by start.
    links_of
        For each task (other, least, most): bounds of its start minus the other's.
    steps
        Traffic of each mode.
    """

    problem: Problem
    place: Sequence[int]
    place_end: Sequence[int]
    duration: Sequence[int]
    earliest: Sequence[int]
    latest: Sequence[int]
    preferred: Sequence[int]
    unit_of: Sequence[int]
    duty_carer: Sequence[int]
    duty_day: Sequence[int]
    duty_start: Sequence[int]
    duty_end: Sequence[int]
    duty_mode: Sequence[int]
    duty_from: Sequence[int]
    duty_to: Sequence[int]
    night: Sequence[tuple[int, int]]
    duties_of: Sequence[Sequence[int]]
    links_of: Sequence[Sequence[tuple[int, int, int]]]
    most_work: Sequence[int]
    most_days: Sequence[int]
    most_visits: Sequence[int]
    steps: Sequence[SpeedSteps]

    def ready(self, duty: int, leave: Moment, here: int, there: int) -> Moment:
        """Earliest moment care can begin at place ``there`` after leaving ``here``."""
        mode = self.duty_mode[duty]
        arrival = self.steps[mode].arrive(leave, int(self.problem.drive[mode, here, there]))
        return arrival + int(self.problem.extra[mode, here, there])

    def drive(self, duty: int, leave: Moment, here: int, there: int) -> Seconds:
        """Seconds under way when leaving at ``leave``."""
        mode = self.duty_mode[duty]
        return self.steps[mode].arrive(leave, int(self.problem.drive[mode, here, there])) - leave

    def is_near(self, duty: int, here: int, there: int, *, commute: bool) -> bool:
        """Whether a leg keeps within the longest leg, or commute, of the duty's mode (A3)."""
        mode, problem = self.duty_mode[duty], self.problem
        free = int(problem.drive[mode, here, there])
        limit = problem.commute_limit[mode] if commute else problem.leg_limit[mode]
        extra = max(problem.place_extra[here], problem.place_extra[there])
        return free < UNREACHABLE and free <= int(limit) + int(extra)

    def may(self, task: int, carer: int) -> bool:
        """Whether the carer is eligible for the task."""
        return bool(self.problem.allowed[self.problem.task_pair[task], carer])

    def nights(self, carer: int) -> tuple[tuple[int, int], ...]:
        """Night within each duty of a carer."""
        return tuple(self.night[duty] for duty in self.duties_of[carer])

    def tasks_of(self, unit: int) -> range:
        """Tasks of a unit."""
        return range(int(self.problem.unit_offset[unit]), int(self.problem.unit_offset[unit + 1]))


def facts_of(formulation: Formulation) -> Facts:
    """Facts of a formulated week."""
    problem = formulation.problem
    return Facts(
        problem=problem,
        place=problem.task_place.tolist(),
        place_end=problem.task_place_end.tolist(),
        duration=problem.task_duration.tolist(),
        earliest=problem.task_earliest.tolist(),
        latest=problem.task_latest.tolist(),
        preferred=problem.task_preferred.tolist(),
        unit_of=formulation.rows.task_units().tolist(),
        duty_carer=problem.duty_carer.tolist(),
        duty_day=problem.duty_day.tolist(),
        duty_start=problem.duty_start.tolist(),
        duty_end=problem.duty_end.tolist(),
        duty_mode=problem.duty_mode.tolist(),
        duty_from=problem.duty_start_place.tolist(),
        duty_to=problem.duty_end_place.tolist(),
        night=list(
            zip(problem.duty_night_start.tolist(), problem.duty_night_end.tolist(), strict=True)
        ),
        duties_of=_duties_of(problem),
        links_of=_links_of(problem),
        most_work=problem.carer_most_work.tolist(),
        most_days=problem.carer_most_days.tolist(),
        most_visits=problem.carer_most_visits.tolist(),
        steps=_steps(problem),
    )


def changed(values: Sequence[int], row: int, value: int) -> list[int]:
    """Copy of ``values`` with one of them replaced."""
    copy = list(values)
    copy[row] = value
    return copy


def _duties_of(problem: Problem) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in problem.carer_most_work]
    for duty, carer in enumerate(problem.duty_carer.tolist()):
        if carer != NOBODY:
            found[carer].append(duty)
    return found


def _links_of(problem: Problem) -> list[list[tuple[int, int, int]]]:
    found: list[list[tuple[int, int, int]]] = [[] for _ in problem.task_place]
    bounds = (problem.link_first, problem.link_second, problem.link_least, problem.link_most)
    for first, second, least, most in zip(*(one.tolist() for one in bounds), strict=True):
        found[second].append((first, least, most))
        found[first].append((second, -most, -least))
    return found


def _steps(problem: Problem) -> list[SpeedSteps]:
    starts, speeds = problem.step_start.tolist(), problem.step_speed.tolist()
    offset = problem.step_offset.tolist()
    return [
        SpeedSteps(starts=tuple(starts[a:b]), speeds=tuple(speeds[a:b]))
        for a, b in pairwise(offset)
    ]
