"""Whom one might ask about another time: the moves of a week, call by call.

Nobody is made to move: these are questions to put to people, the most helpful first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.units import ClientId, Seconds
from scheduler.domain.week import Week
from scheduler.planning.peak.moves import Move, PeakOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One call of one person, and what another time for it would do.

    Parameters
    ----------
    by
        Seconds later; negative is earlier.
    days
        Days on which it would help, of those on which the call is made.
    calls
        Days on which the call is made.
    freed, eased
        Carers freed, and seconds eased, over those days.
    earlier, later
        Seconds the agreement allows either way as it stands, on its strictest day.
    agreed
        Whether the agreement allows the move on all the days on which it would help.
    """

    client: ClientId
    call: str
    by: Seconds
    days: int
    calls: int
    freed: int
    eased: Seconds
    earlier: Seconds
    later: Seconds
    agreed: bool


def asks(week: Week, peaks: Sequence[PeakOfDay]) -> tuple[Ask, ...]:
    """The best move of each call, most carers freed first, then time eased, then the smaller."""
    by_call: dict[tuple[ClientId, str, Seconds], list[Move]] = defaultdict(list)
    for peak in peaks:
        for move in peak.moves:
            by_call[move.client, move.call, move.by].append(move)
    best: dict[tuple[ClientId, str], Ask] = {}
    for ask in sorted((_ask(week, moves) for moves in by_call.values()), key=_rank):
        best.setdefault((ask.client, ask.call), ask)
    return tuple(best.values())


def _rank(ask: Ask) -> tuple[int, int, int, str, str, int]:
    return (-ask.freed, -ask.eased, abs(ask.by), ask.client, ask.call, ask.by)


def _ask(week: Week, moves: Sequence[Move]) -> Ask:
    first = moves[0]
    visits = [one for one in week.visits if (one.client, one.call) == (first.client, first.call)]
    return Ask(
        client=first.client,
        call=first.call,
        by=first.by,
        days=len({move.day for move in moves}),
        calls=len({visit.day for visit in visits}),
        freed=sum(move.freed for move in moves),
        eased=sum(move.eased for move in moves),
        earlier=min(visit.agreed - visit.earliest for visit in visits),
        later=min(visit.latest - visit.agreed for visit in visits),
        agreed=all(move.agreed for move in moves),
    )
