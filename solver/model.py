"""The engine's whole view of the world: integers in arrays.

Nothing here knows people, clocks or files. Times are seconds from one common origin;
costs are integer points. docs/OBJECTIVE.md defines hard rules and terms in the words of
care; this file is the same in rows. ``scheduler.formulate`` fills it for a week of care;
a published benchmark fills it from its own format.

The parts: a *task* is one carer's part of one visit; a *unit* is the tasks that are done
together or not at all; a *link* bounds the difference of two starts; a *duty* is one spell
of work of one carer on one day; a *group* is the units of one client (continuity); a
*time group* is the same call on different days.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from solver.arrays import FOREVER, NEVER, UNREACHABLE, Flags, Ints, Longs
from solver.solution import Solution
from solver.term import Term

__all__ = [
    "FOREVER",
    "NEVER",
    "UNREACHABLE",
    "Flags",
    "Ints",
    "Longs",
    "Problem",
    "Solution",
    "Term",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """All that is given. Sizes: P places, M modes, T tasks, U units, L links, D duties,
    C carers, R pair rows, G groups, H time groups, S speed steps.

    Parameters
    ----------
    drive, extra : shape (M, P, P), seconds
        int32. Free-flow seconds of each leg (``UNREACHABLE`` if none), and what is added
        on arrival whatever the traffic (access, buffer).
    leg_limit, commute_limit : shape (M,), seconds
        Greatest free-flow seconds of a leg between tasks, and between a duty's own start
        or end place and a task.
    place_extra : shape (P,), seconds
        Added to both limits; of the two ends of a leg the greater counts.
    step_offset : shape (M + 1,)
        Speed steps of mode m are rows ``step_offset[m]`` to ``step_offset[m + 1]``; at least one.
    step_start, step_speed : shape (S,)
        Moment each step begins, and its speed in millionths of free flow (1 to 1,000,000).
        The first step of a mode holds before its start too.

    task_place, task_place_end : shape (T,)
        Where it begins and ends. Both -1: a task without a place (a meal break), made at the
        next task's place if that has one and the carer can be there by ``task_latest``; else
        where they are: the end place of the last task before it in its duty that has one, or
        the duty's start place. It has no link and no time group.
    task_duration : shape (T,), seconds
    task_earliest, task_latest : shape (T,), moments
        Hard bounds on the start.
    task_preferred : shape (T,), moment
    task_grace : shape (T,), seconds
        Within this of preferred, neither late nor early.
    task_late, task_early, task_near : shape (T,), points a second
        Beyond the grace; and, for near, of any distance from preferred.
    task_again_from, task_again_to : shape (T,), moments
        A second window that suits as well: a start at or after ``again_from`` is not early,
        and late only by what it is after ``again_to``. ``FOREVER`` for none.
    task_pair : shape (T,)
        Row of ``allowed`` and ``dislike``.
    task_time_group : shape (T,)
        Time group, or -1.

    unit_offset : shape (U + 1,)
        Tasks of unit u are rows ``unit_offset[u]`` to ``unit_offset[u + 1]``.
    unit_distinct : shape (U,)
        1 where the tasks need distinct carers, 0 where one carer may make several.
    unit_group : shape (U,)
        Continuity group, or -1.
    unit_left_out : shape (U,), points
    unit_left_out_tier : shape (U,)
    unit_reference : shape (U, 2)
        Carers of the reference rota, -1 for none.
    unit_reference_start : shape (U,), moment
        Reference start of the unit's first task; read only where a reference carer is given.
    unit_moved_carer, unit_moved_time : shape (U,), points
        Per reference carer missing; and if allocated and moved by more than ``moved_grace``.

    link_first, link_second : shape (L,)
        Tasks.
    link_least, link_most : shape (L,), seconds
        ``least <= start(second) - start(first) <= most`` where both are allocated. Both
        bounds hold starts back: the second waits for ``least``, the first for ``most``.

    duty_carer, duty_day : shape (D,)
        Duties are ordered by carer, then start; of one carer they never overlap.
    duty_start, duty_end : shape (D,), moments
    duty_due : shape (D,), moment
        When it should be over, commute inside included; after it OVERTIME counts.
    duty_start_place, duty_end_place : shape (D,)
        A place, or -1 for anywhere (no commute).
    duty_mode : shape (D,)
    duty_commute_inside : shape (D,)
        1 where leaving ``start_place`` and reaching ``end_place`` must lie inside the duty;
        their free-flow seconds are then work as well.
    duty_night_start, duty_night_end : shape (D,), moments
        The night that matters for this duty; empty (start = end) for none.

    carer_contracted, carer_most_work, carer_warn_work : shape (C,), seconds
        Contracted work, greatest work allowed, work above which a week is long.
    carer_rest, carer_weekly_rest : shape (C,), seconds
        Between working days; uninterrupted within the block, counted from its start or from
        ``carer_last_end`` where that is later (0: not asked).
    carer_last_end : shape (C,), moment
        Last end before the block, ``NEVER`` for none.
    carer_most_days, carer_most_visits, carer_most_span, carer_most_day_work : shape (C,)
        Days in the block, tasks a day, seconds first start to last end of a day, seconds
        of work a day.
    carer_break_after, carer_break_length : shape (C,), seconds
    carer_target_days : shape (C,)
    carer_target_span : shape (C,), seconds

    allowed : shape (R, C)
        uint8, 1 where the carer may make tasks of the row.
    dislike : shape (R, C), points
        int32.

    group_face, group_crowd, group_usual, group_over_cap, group_cap, group_met : shape (G,)
        ``face * n + crowd * ((n - usual)+)^2 + over_cap * ((u - cap)+)^2`` with n distinct
        carers planned (0 costs nothing at all) and u = ``group_met`` + planned carers whose
        ``in_window`` is 0.
    join : shape (G, C), points
        int32. Stranger cost of each distinct planned carer.
    in_window : shape (G, C)
        uint8, 1 where the pair met in the history of the window.

    time_rate : shape (H,), points a second
    time_grace : shape (H,), seconds
        ``rate * (max(start - preferred) - min(start - preferred) - grace)+`` over the
        allocated tasks of the group, if two or more.

    block_start, block_end : moment
    grid : seconds
        Starts are whole multiples of it (1: any second): what would be a start is put off to
        the next one, though never past ``task_latest``.
    free_gap, paid_gap : seconds
    night_counts_from, night_most : seconds
    moved_grace : seconds
    break_missing, short_hours, long_week, long_span, awkward, split, extra_day, travel, \
commute, waiting, greatest_late, overtime, greatest_idle : points
        ``waiting`` is a second of it, counted once a task with a place has been made in the
        duty. ``greatest_late`` is a second of the greatest lateness of any task made (past
        its window, whatever its rate). ``overtime`` is a second of any duty past its due
        end. ``greatest_idle`` is a second of the idle time of the duty that has most:
        before leaving, waiting, and from the end to ``duty_due``; all of an empty duty.
    tier_of_term : shape (22,)
        Tier of each ``Term``.
    tiers
        Number of tiers.
    guide : shape (tiers,)
        int64. Weight of one point of each tier in the search's own energy.
    """

    drive: Ints
    extra: Ints
    leg_limit: Longs
    commute_limit: Longs
    place_extra: Longs
    step_offset: Ints
    step_start: Longs
    step_speed: Longs
    task_place: Ints
    task_place_end: Ints
    task_duration: Longs
    task_earliest: Longs
    task_latest: Longs
    task_preferred: Longs
    task_grace: Longs
    task_late: Longs
    task_early: Longs
    task_near: Longs
    task_again_from: Longs
    task_again_to: Longs
    task_pair: Ints
    task_time_group: Ints
    unit_offset: Ints
    unit_distinct: Ints
    unit_group: Ints
    unit_left_out: Longs
    unit_left_out_tier: Ints
    unit_reference: Ints
    unit_reference_start: Longs
    unit_moved_carer: Longs
    unit_moved_time: Longs
    link_first: Ints
    link_second: Ints
    link_least: Longs
    link_most: Longs
    duty_carer: Ints
    duty_day: Ints
    duty_start: Longs
    duty_end: Longs
    duty_due: Longs
    duty_start_place: Ints
    duty_end_place: Ints
    duty_mode: Ints
    duty_commute_inside: Ints
    duty_night_start: Longs
    duty_night_end: Longs
    carer_contracted: Longs
    carer_most_work: Longs
    carer_warn_work: Longs
    carer_rest: Longs
    carer_weekly_rest: Longs
    carer_last_end: Longs
    carer_most_days: Longs
    carer_most_visits: Longs
    carer_most_span: Longs
    carer_most_day_work: Longs
    carer_break_after: Longs
    carer_break_length: Longs
    carer_target_days: Longs
    carer_target_span: Longs
    allowed: Flags
    dislike: Ints
    group_face: Longs
    group_crowd: Longs
    group_usual: Longs
    group_over_cap: Longs
    group_cap: Longs
    group_met: Longs
    join: Ints
    in_window: Flags
    time_rate: Longs
    time_grace: Longs
    block_start: int
    block_end: int
    grid: int
    free_gap: int
    paid_gap: int
    night_counts_from: int
    night_most: int
    moved_grace: int
    break_missing: int
    short_hours: int
    long_week: int
    long_span: int
    awkward: int
    split: int
    extra_day: int
    travel: int
    commute: int
    waiting: int
    greatest_late: int
    overtime: int
    greatest_idle: int
    tier_of_term: Ints
    tiers: int
    guide: Longs

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """The array fields by name."""
        return {
            field.name: value
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), np.ndarray)
        }

    def scalars(self) -> dict[str, int]:
        """The integer fields by name."""
        return {
            field.name: value
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), int)
        }
