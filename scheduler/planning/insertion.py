"""Where a visit could go on a board, by whom, when, and at what cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scheduler.domain.units import Moment
from scheduler.planning.board import Board, Slot
from scheduler.planning.facts import Facts
from scheduler.planning.price import People


class Offer(NamedTuple):
    """One carer's way of making one part: what it costs by tier, and where it goes."""

    cost: tuple[int, ...]
    carer: int
    task: int
    slot: Slot
    start: Moment


class Choice(NamedTuple):
    """One way of making a whole visit: cost by tier, carers and start, and each part's offer."""

    cost: tuple[int, ...]
    carers: tuple[int, ...]
    start: Moment
    offers: tuple[Offer, ...]


def cheapest(board: Board, people: People, unit: int, through: int | None = None) -> Choice | None:
    """Cheapest legal way of making a unit, ``None`` if there is none; equals by carer, then start.

    Nobody already on the board is moved, and nobody loses a due break. With ``through``,
    that carer makes one of the parts, and eligibility is taken for granted.
    """
    window = board.window(unit)
    slots = [list(slots_of(board, task, window, through)) for task in board.facts.tasks_of(unit)]
    best: Choice | None = None
    for start in candidate_starts(board.facts, unit, slots):
        parts = [
            list(_offers(board, people, unit, task, _open_at(open_slots, start), start))
            for task, open_slots in zip(board.facts.tasks_of(unit), slots, strict=True)
        ]
        chosen = _distinct(parts, through)
        if chosen:
            cost = _sum([people.price_of_start(unit, start), *(one.cost for one in chosen)])
            found = Choice(cost, tuple(one.carer for one in chosen), start, chosen)
            best = found if best is None else min(best, found)
    return best


def slots_of(
    board: Board, task: int, window: tuple[Moment, Moment], through: int | None = None
) -> Iterator[Slot]:
    """Slots for a task with every carer who is eligible for it, and with ``through``.

    Of a visit for one carer, ``through`` is the only one looked at.
    """
    facts, (opens, closes) = board.facts, window
    carers = set(facts.problem.allowed[facts.problem.task_pair[task]].nonzero()[0].tolist())
    if through is not None:
        alone = len(facts.tasks_of(facts.unit_of[task])) == 1
        carers = {through} if alone else carers | {through}
    for carer in sorted(carers):
        for duty in facts.duties_of[carer]:
            if (
                facts.duty_start[duty] <= closes
                and opens + facts.duration[task] <= facts.duty_end[duty]
            ):
                yield from board.slots(task, duty, window)


def candidate_starts(facts: Facts, unit: int, slots: Iterable[Iterable[Slot]]) -> list[Moment]:
    """Starts worth a try: in each slot the one nearest the agreed start, and its ends."""
    agreed = facts.preferred[facts.tasks_of(unit)[0]]
    found = {
        start
        for part in slots
        for slot in part
        for start in (max(slot.opens, min(agreed, slot.closes)), slot.opens, slot.closes)
    }
    return sorted(found)


def _open_at(slots: Iterable[Slot], start: Moment) -> Iterator[Slot]:
    return (slot for slot in slots if slot.opens <= start <= slot.closes)


def _offers(
    board: Board, people: People, unit: int, task: int, slots: Iterable[Slot], start: Moment
) -> Iterator[Offer]:
    """Legal offers for one part at one start."""
    for slot in slots:
        trial = board.try_task(task, slot.duty, start)
        if trial.limit is None and not trial.loses_break:
            carer = board.facts.duty_carer[slot.duty]
            cost = _sum([trial.cost, people.price_of_carer(unit, task, carer)])
            yield Offer(cost, carer, task, slot, start)


def _distinct(parts: list[list[Offer]], through: int | None) -> tuple[Offer, ...]:
    """Cheapest offers for all parts by distinct carers, ``through`` among them where given."""
    choices: list[tuple[Offer, ...]] = [(one,) for one in sorted(parts[0])]
    if len(parts) == 2:
        first, second = (_best_of_each(part, through) for part in parts)
        choices = [(a, b) for a in first for b in second if a.carer != b.carer]
        choices.sort(key=lambda pair: _sum([one.cost for one in pair]))
    return next(
        (
            choice
            for choice in choices
            if through is None or any(one.carer == through for one in choice)
        ),
        (),
    )


def _best_of_each(offers: list[Offer], through: int | None) -> list[Offer]:
    """Cheapest offer of each of the two cheapest carers, and of ``through``: enough for a pair."""
    best: dict[int, Offer] = {}
    for offer in sorted(offers):
        best.setdefault(offer.carer, offer)
    cheapest_two = list(best)[:2]
    return [offer for carer, offer in best.items() if carer in (*cheapest_two, through)]


def _sum(costs: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(tier) for tier in zip(*costs, strict=True))
