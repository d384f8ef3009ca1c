"""A rota one can ask "who could make this visit, and when?", without moving anybody else.

Used by the greedy baseline, which lays visits on an empty board one after another, and by
the reasons for what was left out. Starts already on the board stay as they are.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, fields
from typing import NamedTuple

from scheduler.domain.units import Moment, Seconds
from scheduler.planning.days import (
    DayShape,
    Limit,
    breaks_missing,
    cost_of,
    limit_broken,
    shape_of,
)
from scheduler.planning.facts import Facts
from solver.model import Ints, Longs


class Slot(NamedTuple):
    """Moments, both included, between which a task may start in one duty."""

    duty: int
    opens: Moment
    closes: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What one more task would do to its carer.

    Parameters
    ----------
    limit
        Kind of limit it would break, ``None`` if none.
    loses_break
        Whether a due rest break would have no room any more.
    work
        Seconds the carer would work in the block.
    cost
        Points by tier it adds to what the carer's days decide.
    """

    limit: Limit | None
    loses_break: bool
    work: Seconds
    cost: tuple[int, ...]


MAY_DIFFER = frozenset(
    {
        *("earliest", "latest", "duty_start", "duty_end"),
        *("night", "most_work", "most_days", "most_visits"),
    }
)
"""Facts in which a relaxed board may differ and still share what was tried: a trial does not read
the first four, and the others are part of the key it is remembered by."""

TASKS_KEPT = 4
"""Of how many tasks trials are remembered: a ladder asks about the parts of one visit only."""


class Board:
    """Who makes what and when, changed only by ``place``.

    Parameters
    ----------
    duty : shape (T,)
        Duty of each task already made, -1 for the others.
    start : shape (T,), moments
        Read only where somebody makes the task.
    """

    def __init__(self, facts: Facts, duty: Ints, start: Longs) -> None:
        self.facts = facts
        self.start: dict[int, Moment] = {}
        self._tasks: list[list[int]] = [[] for _ in facts.duty_carer]
        self._shapes: dict[int, dict[int, DayShape]] = {}
        self._costs: dict[int, tuple[int, ...]] = {}
        self._tried: dict[int, dict[object, Trial]] | None = None
        self._limits: dict[int, object] = {}
        made = [task for task, row in enumerate(duty.tolist()) if row >= 0]
        for task in made:
            self.start[task] = int(start[task])
            self._tasks[int(duty[task])].append(task)
        for tasks in self._tasks:
            tasks.sort(key=self._by_start)

    def relaxed(self, facts: Facts) -> Board:
        """The same rota under changed facts; look at it only, never place on it.

        Days as they stand, and what was tried, are shared as far as the change does not alter
        them; from now on this board remembers what is tried on it.
        """
        if self._tried is None:
            self._tried = {}
        other = copy(self)
        other.look_at(facts)
        return other

    def look_at(self, facts: Facts) -> None:
        """Go on with changed facts, and forget what they alter; for ``relaxed`` only."""
        before, self.facts, self._limits = self.facts, facts, {}
        if any(
            getattr(facts, field.name) is not getattr(before, field.name)
            for field in fields(Facts)
            if field.name not in MAY_DIFFER
        ):
            self._tried, self._shapes, self._costs = {}, {}, {}
        elif facts.night is not before.night:
            self._shapes = {
                carer: days
                for carer, days in self._shapes.items()
                if facts.nights(carer) == before.nights(carer)
            }

    def place(self, task: int, duty: int, start: Moment) -> None:
        """Give a task to a duty at a start that ``slots`` and ``try_task`` have shown legal."""
        self.start[task] = start
        insort(self._tasks[duty], task, key=self._by_start)
        carer, day = self.facts.duty_carer[duty], self.facts.duty_day[duty]
        if self._tried is not None:
            self._tried.clear()
        if carer in self._shapes:
            rounds = self._rounds(carer, day)
            self._shapes[carer][day] = shape_of(self.facts, rounds, self.start)
        self._costs.pop(carer, None)

    def tasks(self, duty: int) -> Sequence[int]:
        """Tasks of a duty in order of start."""
        return self._tasks[duty]

    def window(self, unit: int) -> tuple[Moment, Moment]:
        """Earliest and latest start of a unit, given those it is linked to."""
        tasks = self.facts.tasks_of(unit)
        opens = max(self.facts.earliest[task] for task in tasks)
        closes = min(self.facts.latest[task] for task in tasks)
        for task in tasks:
            for other, least, most in self.facts.links_of[task]:
                if other in self.start:
                    opens = max(opens, self.start[other] + least)
                    closes = min(closes, self.start[other] + most)
        return opens, closes

    def slots(self, task: int, duty: int, window: tuple[Moment, Moment]) -> Iterator[Slot]:
        """Slots for a task in a duty within ``window``, between the tasks already there."""
        facts, carer = self.facts, self.facts.duty_carer[duty]
        opens = max(window[0], facts.duty_start[duty])
        closes = min(window[1], facts.duty_end[duty] - facts.duration[task])
        if opens > closes:
            return
        tasks, duties = self._tasks[duty], facts.duties_of[carer]
        at = duties.index(duty)
        earlier = next((self._tasks[d][-1] for d in reversed(duties[:at]) if self._tasks[d]), None)
        later = next((self._tasks[d][0] for d in duties[at + 1 :] if self._tasks[d]), None)
        for position in range(len(tasks) + 1):
            before = tasks[position - 1] if position else earlier
            after = tasks[position] if position < len(tasks) else later
            if before is not None and self.start[before] > closes:
                return
            if after is not None and self.start[after] < opens:
                continue
            if self._is_near(task, duty, position):
                slot = self._between(task, duty, (before, after), (opens, closes))
                if slot is not None:
                    yield slot

    def is_near(self, task: int, duty: int) -> bool:
        """Whether some place in the round of a duty keeps every leg short enough (A3)."""
        return any(self._is_near(task, duty, at) for at in range(len(self._tasks[duty]) + 1))

    def _between(
        self,
        task: int,
        duty: int,
        neighbours: tuple[int | None, int | None],
        window: tuple[Moment, Moment],
    ) -> Slot | None:
        """Starts that leave time to come from the one neighbour and to reach the other."""
        facts, (before, after), (opens, closes) = self.facts, neighbours, window
        if before is not None:
            leave = self.start[before] + facts.duration[before]
            opens = max(opens, facts.ready(duty, leave, facts.place_end[before], facts.place[task]))
        if after is not None:
            closes = min(closes, self.start[after] - facts.duration[task])
            closes = self._last_in_time(task, duty, after, (opens, closes))
        return Slot(duty, opens, closes) if opens <= closes else None

    def _last_in_time(
        self, task: int, duty: int, after: int, window: tuple[Moment, Moment]
    ) -> Moment:
        """Last start in ``window`` from which ``after`` is reached; before it if none is.

        Leaving later never means arriving earlier, so halving finds it.
        """
        facts, (opens, closes) = self.facts, window
        here, there = facts.place_end[task], facts.place[after]

        def is_late(start: Moment) -> bool:
            return facts.ready(duty, start + facts.duration[task], here, there) > self.start[after]

        if opens > closes or is_late(opens):
            return opens - 1
        if not is_late(closes):
            return closes
        good, bad = opens, closes
        while bad - good > 1:
            middle = (good + bad) // 2
            good, bad = (good, middle) if is_late(middle) else (middle, bad)
        return good

    def _is_near(self, task: int, duty: int, position: int) -> bool:
        facts, tasks = self.facts, self._tasks[duty]
        place, place_end = facts.place[task], facts.place_end[task]
        if position:
            arrives = facts.is_near(
                duty, facts.place_end[tasks[position - 1]], place, commute=False
            )
        else:
            arrives = facts.is_near(duty, facts.duty_from[duty], place, commute=True)
        if position < len(tasks):
            return arrives and facts.is_near(
                duty, place_end, facts.place[tasks[position]], commute=False
            )
        return arrives and facts.is_near(duty, place_end, facts.duty_to[duty], commute=True)

    def try_task(self, task: int, duty: int, start: Moment) -> Trial:
        """What adding a task at a start within one of its slots would do to its carer."""
        if self._tried is None:
            return self._try(task, duty, start)
        if task not in self._tried and len(self._tried) >= TASKS_KEPT:
            self._tried.clear()
        known = self._tried.setdefault(task, {})
        key = duty, start, self._limits_of(self.facts.duty_carer[duty])
        if key not in known:
            known[key] = self._try(task, duty, start)
        return known[key]

    def _limits_of(self, carer: int) -> object:
        """What a trial reads of the facts in which relaxed boards may differ."""
        if carer not in self._limits:
            facts = self.facts
            own = facts.most_work[carer], facts.most_days[carer], facts.most_visits[carer]
            self._limits[carer] = own, facts.nights(carer)
        return self._limits[carer]

    def _try(self, task: int, duty: int, start: Moment) -> Trial:
        facts, carer, day = self.facts, self.facts.duty_carer[duty], self.facts.duty_day[duty]
        before = self._days(carer)
        self.start[task] = start
        shape = shape_of(facts, self._rounds(carer, day, (duty, task)), self.start)
        del self.start[task]
        with_it = before | {day: shape}
        then = [before[one] for one in sorted(before)]
        now = [with_it[one] for one in sorted(with_it)]
        if carer not in self._costs:
            self._costs[carer] = cost_of(facts, carer, then)
        added = zip(cost_of(facts, carer, now), self._costs[carer], strict=True)
        return Trial(
            limit=limit_broken(facts, carer, now),
            loses_break=breaks_missing(facts, carer, now) > breaks_missing(facts, carer, then),
            work=sum(day.work for day in now),
            cost=tuple(after - earlier for after, earlier in added),
        )

    def _days(self, carer: int) -> dict[int, DayShape]:
        """Shapes of the days a carer works, by day number."""
        if carer not in self._shapes:
            days = {self.facts.duty_day[d] for d in self.facts.duties_of[carer] if self._tasks[d]}
            self._shapes[carer] = {
                day: shape_of(self.facts, self._rounds(carer, day), self.start) for day in days
            }
        return self._shapes[carer]

    def _rounds(
        self, carer: int, day: int, added: tuple[int, int] | None = None
    ) -> list[tuple[int, Sequence[int]]]:
        """Rounds of a carer's day; with one task more in one duty where ``added`` says so."""
        found: list[tuple[int, Sequence[int]]] = []
        for duty in self.facts.duties_of[carer]:
            if self.facts.duty_day[duty] == day:
                tasks = self._tasks[duty]
                if added is not None and added[0] == duty:
                    tasks = sorted([*tasks, added[1]], key=self._by_start)
                if tasks:
                    found.append((duty, tasks))
        return found

    def _by_start(self, task: int) -> tuple[Moment, int]:
        return self.start[task], task
