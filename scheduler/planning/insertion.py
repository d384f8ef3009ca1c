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

    Nobody already on the board is moved, and nobody loses a due break. Starts tried are, in
    each slot, the one nearest the agreed start, and the slot's ends. With ``through``, that
    carer makes one of the parts, and what the rules say of them is taken for granted.
    """
    alone = len(board.facts.tasks_of(unit)) == 1
    ways = (
        _alone(board, people, unit, through) if alone else _together(board, people, unit, through)
    )
    return min(ways, default=None)


def _alone(board: Board, people: People, unit: int, through: int | None) -> Iterator[Choice]:
    """Ways of making a unit of one part, or that of ``through`` only."""
    (task,) = board.facts.tasks_of(unit)
    carers = eligible(board.facts, task) if through is None else [through]
    for slot in slots_of(board, task, carers, board.window(unit)):
        for start in candidate_starts(board.facts, unit, [slot]):
            for offer in _offers(board, people, unit, task, [slot], start):
                yield _choice(people, unit, (offer,))


def _together(board: Board, people: People, unit: int, through: int | None) -> Iterator[Choice]:
    """Ways of making a unit of two parts: at each start the cheapest pair."""
    facts, window = board.facts, board.window(unit)
    tasks = facts.tasks_of(unit)
    if through is not None:
        own = [slot for task in tasks for slot in slots_of(board, task, [through], window)]
        if not own:
            return
        window = min(slot.opens for slot in own), max(slot.closes for slot in own)
    slots = [list(slots_of(board, task, eligible(facts, task, through), window)) for task in tasks]
    for start in candidate_starts(facts, unit, [slot for part in slots for slot in part]):
        open_slots = [
            [slot for slot in part if slot.opens <= start <= slot.closes] for part in slots
        ]
        pairs = _pairs_of_carers(facts, open_slots)
        if not pairs or (through is not None and not any(through in pair for pair in pairs)):
            continue
        parts = [
            list(_offers(board, people, unit, task, part, start))
            for task, part in zip(tasks, open_slots, strict=True)
        ]
        chosen = _cheapest_pair(parts, through)
        if chosen is not None:
            yield _choice(people, unit, chosen)


def _pairs_of_carers(facts: Facts, slots: list[list[Slot]]) -> set[tuple[int, int]]:
    """Pairs of distinct carers of whom each has a slot for one of the two parts."""
    first, second = ({facts.duty_carer[slot.duty] for slot in part} for part in slots)
    return {(one, other) for one in first for other in second if one != other}


def _choice(people: People, unit: int, offers: tuple[Offer, ...]) -> Choice:
    start = offers[0].start
    cost = _sum([people.price_of_start(unit, start), *(offer.cost for offer in offers)])
    return Choice(cost, tuple(offer.carer for offer in offers), start, offers)


def eligible(facts: Facts, task: int, through: int | None = None) -> list[int]:
    """Carers who may make a task, and ``through`` unless only another part is open to them."""
    carers = set(facts.problem.allowed[facts.problem.task_pair[task]].nonzero()[0].tolist())
    if through is not None:
        parts = facts.tasks_of(facts.unit_of[task])
        if not any(facts.may(part, through) for part in parts):
            carers.add(through)
    return sorted(carers)


def slots_of(
    board: Board, task: int, carers: Iterable[int], window: tuple[Moment, Moment]
) -> Iterator[Slot]:
    """Slots for a task with each of ``carers`` within ``window``."""
    facts, (opens, closes) = board.facts, window
    for carer in carers:
        for duty in facts.duties_of[carer]:
            begins, ends = facts.duty_start[duty], facts.duty_end[duty]
            if begins <= closes and opens + facts.duration[task] <= ends:
                yield from board.slots(task, duty, window)


def candidate_starts(facts: Facts, unit: int, slots: Iterable[Slot]) -> list[Moment]:
    """Starts worth a try: in each slot the one nearest the agreed start, and its ends."""
    agreed = facts.preferred[facts.tasks_of(unit)[0]]
    found = {
        start
        for slot in slots
        for start in (max(slot.opens, min(agreed, slot.closes)), slot.opens, slot.closes)
    }
    return sorted(found)


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


def _cheapest_pair(parts: list[list[Offer]], through: int | None) -> tuple[Offer, Offer] | None:
    """Cheapest offers for two parts by distinct carers, ``through`` among them where given."""
    first, second = (_best_of_each(part, through) for part in parts)
    pairs = [
        (one, other)
        for one in first
        for other in second
        if one.carer != other.carer and (through is None or through in (one.carer, other.carer))
    ]
    return min(pairs, key=lambda pair: _sum([one.cost for one in pair]), default=None)


def _best_of_each(offers: list[Offer], through: int | None) -> list[Offer]:
    """Cheapest offer of each of the two cheapest carers, and of ``through``: enough for a pair."""
    best: dict[int, Offer] = {}
    for offer in sorted(offers):
        best.setdefault(offer.carer, offer)
    cheapest_two = list(best)[:2]
    return [offer for carer, offer in best.items() if carer in (*cheapest_two, through)]


def _sum(costs: list[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(tier) for tier in zip(*costs, strict=True))
