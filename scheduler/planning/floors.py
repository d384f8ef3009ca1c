"""The floor of every client: the smallest team that real availability allows.

Kept are eligibility (E1 to E8), the windows of visits (A5, A6), shifts (A1), overlap, daily
rest (W2), declared days, visits and span (L1 to L3), and greatest hours (C1, W1, W6); and,
for the floor itself, the usual shape of work of the rule pack: its span of a day and its
days in seven (P11, P12), which a rota may exceed at a price. Left out, always in favour of
a smaller team: travel, the carers' other clients, breaks, weekly rest, night work, gap
rules, pins, and the choice of one start for all carers.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from scheduler.domain.carer import Carer
from scheduler.domain.units import ClientId, Day, Seconds
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate.people import DAYS_A_WEEK, law_for
from scheduler.formulate.tasks import window
from scheduler.measures.floor import Floor
from scheduler.rules.eligibility import ELIGIBILITY, Need, needs_of
from solver.exact.smallest_team import TeamSize, smallest_team
from solver.exact.team_problem import ANY_DAY, CANNOT, NO_LIMIT, TeamProblem
from solver.model import NEVER, Ints, Longs

EFFORT = 10.0
"""Counted effort for all clients together, about a second each."""

EFFORT_EACH = 1.0
"""Counted effort for one client at most."""


def floors(week: Week, *, effort: float = EFFORT, seed: int = 0) -> dict[ClientId, Floor]:
    """Floor of each client of ``week`` over its whole period, the same for the same seed.

    Parameters
    ----------
    effort
        Deterministic seconds for the exact searches of all clients; clients reached after
        it is spent keep the quick bounds, marked as unproven where these do not meet.
    """
    wanted: dict[ClientId, list[tuple[Visit, Need]]] = {one.id: [] for one in week.clients}
    for visit, need in zip(week.visits, needs_of(week), strict=True):
        wanted[visit.client].append((visit, need))
    work = week.rules.working
    usual = _Sizes(_Staff(week, work.target_days, work.span), effort, seed)
    teams = {client: usual.of(those) for client, those in wanted.items()}
    legal = _Sizes(_Staff(week, DAYS_A_WEEK, NO_LIMIT), usual.effort, seed)
    return {
        client: _floor(size, without_carer, _legal(legal, size, wanted[client]))
        for client, (size, without_carer) in teams.items()
    }


def _legal(sizes: _Sizes, usual: TeamSize, wanted: Sequence[tuple[Visit, Need]]) -> int | None:
    """Least team by hard rules alone; not searched for where no team could be smaller."""
    if usual.proven and usual.team is not None and usual.least <= _most_together(wanted):
        return usual.least
    return _least(sizes.of(wanted)[0])


def _most_together(wanted: Sequence[tuple[Visit, Need]]) -> int:
    """Most carers any one visit needs."""
    return max((visit.carers for visit, _ in wanted), default=0)


def _least(size: TeamSize) -> int | None:
    """Where it is certain that no team exists there is no least one."""
    return None if size.team is None and size.proven else size.least


def _floor(size: TeamSize, without_carer: Sequence[Visit], legal: int | None) -> Floor:
    """The answer in words of care."""
    return Floor(
        least=_least(size),
        found=None if size.team is None else len(size.team),
        proven=size.proven,
        legal=legal,
        without_carer=tuple(visit.id for visit in without_carer),
    )


class _Sizes:
    """Smallest teams, one client after another, from one purse of effort."""

    def __init__(self, staff: _Staff, effort: float, seed: int) -> None:
        self.staff = staff
        self.effort = effort
        self.seed = seed

    def of(self, wanted: Sequence[tuple[Visit, Need]]) -> tuple[TeamSize, list[Visit]]:
        """Smallest team for one client's visits, and the visits too few carers can make."""
        visits = [visit for visit, _ in wanted]
        duty_day = self.staff.duty_days(visits, [need for _, need in wanted])
        needed = np.array([visit.carers for visit in visits], dtype=np.int32)
        enough = (duty_day != CANNOT).sum(axis=0) >= needed
        problem = self.staff.problem(
            [visits[row] for row in np.flatnonzero(enough)], duty_day[:, enough]
        )
        size = smallest_team(problem, effort=min(self.effort, EFFORT_EACH), seed=self.seed)
        self.effort = max(0.0, self.effort - size.effort)
        return size, [visits[row] for row in np.flatnonzero(~enough)]


class _Staff:
    """All carers of a week with their shifts and limits in rows, read once.

    Parameters
    ----------
    days, span
        Most days in seven and most seconds from first start to last end, for everybody;
        a carer's own limits hold where they are stricter.
    """

    def __init__(self, week: Week, days: int, span: Seconds) -> None:
        self.week = week
        self.days = days
        self.longest_span = span
        self.rows = {carer.id: row for row, carer in enumerate(week.carers)}
        self.shift_carer = np.array([self.rows[s.carer] for s in week.shifts], dtype=np.intp)
        self.shift_day = np.array([s.day for s in week.shifts], dtype=np.int32)
        self.shift_start = np.array([s.start for s in week.shifts], dtype=np.int64)
        self.shift_end = np.array([s.end for s in week.shifts], dtype=np.int64)
        self.eligible_by_kind: dict[Hashable, npt.NDArray[np.bool_]] = {}

    def duty_days(self, visits: Sequence[Visit], needs: Sequence[Need]) -> Ints:
        """Shape (C, visits): the working day on which each carer could make each visit."""
        found = np.full((len(self.week.carers), len(visits)), CANNOT, dtype=np.int32)
        for column, (visit, need) in enumerate(zip(visits, needs, strict=True)):
            earliest, latest, length = self._bounds(visit)
            room = np.minimum(latest, self.shift_end - length)
            fits = np.maximum(earliest, self.shift_start) <= room
            fits &= room >= self.rested[self.shift_carer]
            fits &= self._eligible(need)[self.shift_carer]
            for shift in np.flatnonzero(fits):
                carer, day = self.shift_carer[shift], self.shift_day[shift]
                known = found[carer, column]
                found[carer, column] = day if known in (CANNOT, day) else ANY_DAY
        return found

    def problem(self, visits: Sequence[Visit], duty_day: Ints) -> TeamProblem:
        """The question for some visits of one client, with the carers who can make any."""
        useful = (duty_day != CANNOT).any(axis=1)
        bounds = np.array([self._bounds(visit) for visit in visits], dtype=np.int64).reshape(-1, 3)
        return TeamProblem(
            earliest=bounds[:, 0],
            latest=bounds[:, 1],
            duration=bounds[:, 2],
            needed=np.array([visit.carers for visit in visits], dtype=np.int32),
            duty_day=duty_day[useful],
            windows=np.array(self.blocks, dtype=np.int32),
            most_days=self.most_days[useful],
            most_work=self.most_work[useful],
            most_visits=self.most_visits[useful],
            span=self.span[useful],
            rest=self.rest[useful],
        )

    @cached_property
    def blocks(self) -> list[tuple[Day, Day]]:
        """First and last day of each block of seven."""
        days = self.week.horizon.days
        return [
            (first, min(first + DAYS_A_WEEK, days) - 1) for first in range(0, days, DAYS_A_WEEK)
        ]

    @cached_property
    def most_days(self) -> Ints:
        """Shape (C, blocks): L1, and P12 where it is asked for."""
        declared = np.array(
            [min(carer.limits.days, self.days) for carer in self.week.carers], dtype=np.int32
        )
        return np.tile(declared[:, None], (1, len(self.blocks)))

    @cached_property
    def most_work(self) -> Longs:
        """Shape (C, blocks), seconds: C1, W6 and, in the first block, W1."""
        return np.array(
            [
                [self._most_work(carer, first, last) for first, last in self.blocks]
                for carer in self.week.carers
            ],
            dtype=np.int64,
        ).reshape(len(self.week.carers), len(self.blocks))

    @cached_property
    def most_visits(self) -> Longs:
        """Shape (C,): L2."""
        return self._limits([carer.limits.visits_a_day for carer in self.week.carers])

    @cached_property
    def span(self) -> Longs:
        """Shape (C,), seconds: L3, and P11 where it is asked for."""
        return np.minimum(
            self._limits([carer.limits.span for carer in self.week.carers]), self.longest_span
        )

    @cached_property
    def rest(self) -> Longs:
        """Shape (C,), seconds: W2."""
        return self._limits([law_for(self.week, carer).daily_rest for carer in self.week.carers])

    @cached_property
    def rested(self) -> Longs:
        """Shape (C,), moments: end of the rest after the last work in the history (W2)."""
        last_end = np.full(len(self.week.carers), NEVER, dtype=np.int64)
        for past in self.week.history:
            if past.carer in self.rows:
                row = self.rows[past.carer]
                last_end[row] = max(last_end[row], past.start + past.length)
        return last_end + self.rest

    def _bounds(self, visit: Visit) -> tuple[int, int, Seconds]:
        """Earliest and latest start, and how long a carer stays at least."""
        earliest, latest = window(visit, (), self.week.rules.visits.critical_window)
        return earliest, latest, min(visit.length_of_part(part) for part in range(visit.carers))

    def _eligible(self, need: Need) -> npt.NDArray[np.bool_]:
        """Shape (C,): who passes E1 to E8, worked out once for needs that look alike."""
        kind = tuple(rule.looks_at(need) for rule in ELIGIBILITY)
        if kind not in self.eligible_by_kind:
            self.eligible_by_kind[kind] = np.array(
                [
                    not any(rule.fails(need, carer) for rule in ELIGIBILITY)
                    for carer in self.week.carers
                ],
                dtype=np.bool_,
            )
        return self.eligible_by_kind[kind]

    def _most_work(self, carer: Carer, first: Day, last: Day) -> Seconds:
        """Greatest work from day ``first`` to ``last``, rounded up."""
        law = law_for(self.week, carer)
        most = [-(-carer.contract.most * (last - first + 1) // DAYS_A_WEEK)]
        if law.most_a_week is not None:
            most.append(law.most_a_week)
        if first == 0 and not carer.opted_out_48:
            weeks = min(law.average_weeks - 1, len(carer.worked_before))
            most.append(law.average_week * (weeks + 1) - sum(carer.worked_before[:weeks]))
        return max(0, min(most))

    @staticmethod
    def _limits(values: Sequence[int | None]) -> Longs:
        """One limit for each carer; none is ``NO_LIMIT``."""
        return np.array([NO_LIMIT if one is None else one for one in values], dtype=np.int64)
