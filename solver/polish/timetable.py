"""The moments of a rota as expressions: each start free within what its present side allows.

A side is a choice the prices are not convex in: on which side of ``again_from`` a start
lies, whether a gap is free time, in which speed step a leg is driven, whether a unit counts
as moved. Sides stay as they are; see README.md in this folder.
"""

from __future__ import annotations

from itertools import pairwise

from solver.model import FOREVER, NEVER, UNREACHABLE
from solver.polish.expression import Expression
from solver.polish.programme import Programme
from solver.polish.traffic import slowest, steady
from solver.score.legs import NOWHERE, added, free_flow, ready
from solver.score.plan import Leg, Plan, Spell, WorkingDay, room
from solver.score.ways import Way, closing, last_place, opening


class Timetable:
    """Expressions, in seconds, for the starts of a plan and for what follows from them.

    Raises nothing: the plan is taken to be legal.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.problem = plan.problem
        self.programme = Programme(plan.problem.tiers)
        self._earliest = {task: int(self.problem.task_earliest[task]) for task in plan.made}
        self._latest = {task: int(self.problem.task_latest[task]) for task in plan.made}
        self._keep_windows()
        self._keep_references()
        for spell in plan.spells:
            self._keep_duty(spell)
            for leg in spell.legs:
                self._keep_drive(spell, leg)
            self._keep_meals(spell)
        self._keep_nights()
        self._start = {task: self._free_start(task) for task in plan.made}
        self.rooms = {
            (earlier.duty, later.duty): self._room(earlier, later)
            for earlier, later in _neighbours(plan)
        }

    def start(self, task: int) -> Expression:
        """When the task starts."""
        return self._start[task]

    def end(self, task: int) -> Expression:
        """When it ends."""
        return self._start[task] + int(self.problem.task_duration[task])

    def idle(self, leg: Leg) -> Expression:
        """Seconds between being ready and the start; its constant makes it what it is now."""
        now = int(self.plan.start[leg.after] - self.plan.start[leg.before])
        return self.start(leg.after) - self.start(leg.before) - (now - leg.idle)

    def first(self, spell: Spell) -> Expression:
        """First start of a spell."""
        return self.start(spell.tasks[0])

    def last(self, spell: Spell) -> Expression:
        """Last end of a spell."""
        return self.end(spell.tasks[-1])

    def work(self, spell: Spell) -> Expression:
        """Seconds of work of a spell."""
        free = [leg for leg in spell.legs if leg.idle >= self.problem.free_gap]
        work = self.last(spell) - self.first(spell)
        for leg in free:
            work = work - self.idle(leg)
        inside = spell.work - (spell.last - spell.first - sum(leg.idle for leg in free))
        return work + inside

    def work_of_day(self, day: WorkingDay) -> Expression:
        """Seconds of work of a working day."""
        return sum((self.work(spell) for spell in day.spells), Expression())

    def over(self, spell: Spell) -> Expression:
        """When the duty is over, the commute inside included."""
        now = closing(self.problem, spell.duty, spell.tasks, spell.last)
        return self.last(spell) + (now - spell.last)

    def hold(self, task: int, least: int, most: int) -> None:
        """Keep a start within two moments; before the starts are made free."""
        self._earliest[task] = max(self._earliest[task], least)
        self._latest[task] = min(self._latest[task], most)

    def _free_start(self, task: int) -> Expression:
        """A whole number of steps of the grid; a start off the grid stays where it is."""
        grid, now = self.problem.grid, int(self.plan.start[task])
        if now % grid:
            return Expression({}, now)
        lower, upper = -(-self._earliest[task] // grid), self._latest[task] // grid
        steps = self.programme.variable(lower, upper, now // grid)
        return Expression(dict.fromkeys(steps.weights, grid))

    def _keep_windows(self) -> None:
        """A start stays on its side of the moment the second window opens."""
        for task in self.plan.made:
            again = int(self.problem.task_again_from[task])
            if int(self.plan.start[task]) >= again:
                self.hold(task, again, FOREVER)
            else:
                self.hold(task, NEVER, again - 1)

    def _keep_references(self) -> None:
        """A unit that does not count as moved stays within the grace of its reference start."""
        for unit, reference in enumerate(self.problem.unit_reference):
            task = int(self.problem.unit_offset[unit])
            if max(reference) < 0 or not self.plan.is_done(unit):
                continue
            was, grace = int(self.problem.unit_reference_start[unit]), self.problem.moved_grace
            if abs(int(self.plan.start[task]) - was) <= grace:
                self.hold(task, was - grace, was + grace)

    def _keep_duty(self, spell: Spell) -> None:
        """The first start after the way there; the last end in time for the way back."""
        problem, duty = self.problem, spell.duty
        self.hold(spell.tasks[0], opening(problem, duty, spell.way), FOREVER)
        length = int(problem.task_duration[spell.tasks[-1]])
        self.hold(spell.tasks[-1], NEVER, self._latest_end(spell) - length)
        if problem.overtime or problem.greatest_idle:
            self._keep_way_home(spell, length)

    def _latest_end(self, spell: Spell) -> int:
        """Latest end from which the carer is back before the duty ends.

        Who leaves later is back no earlier, so halving finds it.
        """
        ends = int(self.problem.duty_end[spell.duty])
        known, too_late = spell.last, ends + 1
        while known + 1 < too_late:
            middle = (known + too_late) // 2
            if closing(self.problem, spell.duty, spell.tasks, middle) <= ends:
                known = middle
            else:
                too_late = middle
        return known

    def _keep_way_home(self, spell: Spell, length: int) -> None:
        """Where the end of the duty is priced, the way home takes as long as now."""
        problem, duty = self.problem, spell.duty
        mode, home = int(problem.duty_mode[duty]), int(problem.duty_end_place[duty])
        back = closing(problem, duty, spell.tasks, spell.last)
        on_arrival = added(problem, mode, last_place(problem, spell.tasks), home)
        drive = back - spell.last - on_arrival if problem.duty_commute_inside[duty] else 0
        least, most = steady(problem, mode, spell.last, drive)
        self.hold(spell.tasks[-1], least - length, most - length)

    def _keep_drive(self, spell: Spell, leg: Leg) -> None:
        """A leg is begun when it takes as long as now."""
        length = int(self.problem.task_duration[leg.before])
        mode = int(self.problem.duty_mode[spell.duty])
        leave = int(self.plan.start[leg.before]) + length
        least, most = steady(self.problem, mode, leave, leg.drive)
        self.hold(leg.before, least - length, most - length)

    def _keep_meals(self, spell: Spell) -> None:
        """A meal on the spot stays there: the next client is not reached in time for it."""
        for leg, after in zip(spell.legs, spell.tasks[2:], strict=False):
            is_on_the_spot = self.problem.task_place[leg.after] == leg.way.there == NOWHERE
            there = int(self.problem.task_place[after])
            if is_on_the_spot and there != NOWHERE:
                self._keep_too_late(
                    spell, leg, Way(here=leg.way.here, there=there, is_commute=False)
                )

    def _keep_too_late(self, spell: Spell, leg: Leg, way: Way) -> None:
        """The task before a meal starts too late to travel first.

        Who leaves later is there no earlier, so halving finds since when.
        """
        problem, mode = self.problem, int(self.problem.duty_mode[spell.duty])
        if free_flow(problem, mode, way.here, way.there) >= UNREACHABLE:
            return
        latest, length = int(problem.task_latest[leg.after]), int(problem.task_duration[leg.before])
        in_time, too_late = self._earliest[leg.before] - 1, int(self.plan.start[leg.before])
        while in_time + 1 < too_late:
            middle = (in_time + too_late) // 2
            if ready(problem, mode, middle + length, way.here, way.there) > latest:
                too_late = middle
            else:
                in_time = middle
        self.hold(leg.before, too_late, FOREVER)

    def _keep_nights(self) -> None:
        """A day too long for night work has no more of it than now."""
        problem = self.problem
        for day in self.plan.days:
            if day.work <= problem.night_most:
                continue
            for spell in day.spells:
                falls, ends = (
                    int(moments[spell.duty])
                    for moments in (problem.duty_night_start, problem.duty_night_end)
                )
                length = int(problem.task_duration[spell.tasks[-1]])
                if falls < ends:
                    self.hold(spell.tasks[0], min(spell.first, ends), FOREVER)
                    self.hold(spell.tasks[-1], NEVER, max(spell.last, falls) - length)

    def _room(self, earlier: Spell, later: Spell) -> Expression:
        """Seconds left between two spells of one carer, at worst: in the slowest traffic.

        Where it would not fit then, the earlier one ends when the way takes as long as now.
        """
        problem, start = self.problem, self.plan.start
        mode = int(problem.duty_mode[later.duty])
        here, there = last_place(problem, earlier.tasks), int(problem.task_place[later.tasks[0]])
        now = room(problem, earlier, later, start)
        drive = later.first - earlier.last - now - added(problem, mode, here, there)
        delay = slowest(problem, mode, free_flow(problem, mode, here, there)) - drive
        gap = self.first(later) - self.last(earlier) - (later.first - earlier.last - now)
        if now - delay >= 0:
            return gap - delay
        least, most = steady(problem, mode, earlier.last, drive)
        self.programme.hold(self.last(earlier), least=least, most=most)
        return gap


def _neighbours(plan: Plan) -> list[tuple[Spell, Spell]]:
    """Spells of one carer that follow each other."""
    spells = list(plan.spells)
    return [(earlier, later) for earlier, later in pairwise(spells) if earlier.carer == later.carer]
