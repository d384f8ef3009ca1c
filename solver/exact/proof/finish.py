"""A part with few rounds left is settled by choosing among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solver.exact.effort import OutOfEffortError
from solver.exact.proof.choose import Choice, Chosen, choose, earliest_round
from solver.exact.proof.grow import Grown
from solver.exact.proof.master import TimedRound
from solver.exact.proof.narrow import not_before
from solver.exact.proof.prices import FINE
from solver.exact.proof.rounds import Rounds
from solver.exact.proof.search import Search
from solver.exact.proof.windows import Windows
from solver.exact.proof.within import Remaining, TooMany, rounds_within

FEW_ROUNDS = 4000
"""With no more, constraint programming settles the part."""
MOST_LABELS = 60_000
"""Looked at, of each kind, before a part is taken to have too many rounds."""
EFFORT = 20.0
"""Most for one choice."""
SHORT_EFFORT = 1.0
"""Of a choice that only hopes to find something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is left of a part once nothing dearer than the best rota known is kept.

    Parameters
    ----------
    windows
        Without moments no round left starts at or before.
    rounds
        Kind, tasks in order, and fine points by which it is too dear; ``TooMany`` where
        there are too many.
    """

    windows: Windows
    rounds: tuple[tuple[int, tuple[int, ...], int], ...] | None


def rounds_left(search: Search, windows: Windows, grown: Grown, upper: int) -> Left:
    """All rounds a rota of fewer than ``upper`` points could have, if they are few enough."""
    if grown.prices is None:
        raise ValueError("Nothing was proved of this part.")
    day, room = search.day, (upper - 1) * FINE - grown.bound
    base = [idle - int(grown.prices.duty[row]) for row, idle in enumerate(grown.idle)]
    limits, narrower = [room + least for least in base], windows
    found: list[tuple[int, tuple[int, ...], int]] = []
    try:
        kinds = [Remaining(Rounds(search, kind, windows, grown.prices)) for kind in day.kinds]
        narrower = not_before(day, windows, kinds, limits)
        for row, (remaining, limit) in enumerate(zip(kinds, limits, strict=True)):
            rounds = rounds_within(remaining, limit, MOST_LABELS)
            if rounds is TooMany or len(found) + len(rounds) > FEW_ROUNDS:
                return Left(windows=narrower, rounds=TooMany)
            found += [(row, tasks, points - base[row]) for tasks, points in rounds.items()]
    except OutOfEffortError:
        return Left(windows=narrower, rounds=TooMany)
    return Left(windows=narrower, rounds=tuple(found))


def finish(search: Search, windows: Windows, grown: Grown, left: Left, upper: int) -> Chosen | None:
    """The best rota of the rounds left that costs less than ``upper``; ``None`` if too many."""
    if left.rounds is TooMany:
        return None
    rounds = [earliest_round(search.day, kind, tasks, windows) for kind, tasks, _ in left.rounds]
    fits = [windows.holds(one.tasks, one.starts) for one in rounds]
    choice = Choice(
        windows=windows,
        rounds=tuple(one for one, fit in zip(rounds, fits, strict=True) if fit),
        excess=tuple(
            excess // FINE for (_, _, excess), fit in zip(left.rounds, fits, strict=True) if fit
        ),
        room=((upper - 1) * FINE - grown.bound) // FINE,
        least=max(0, -(-grown.bound // FINE)),
        most=upper - 1,
    )
    return choose(search, choice, EFFORT)


def try_rounds(
    search: Search, windows: Windows, rounds: Iterable[TimedRound], upper: int
) -> Chosen | None:
    """A rota of fewer than ``upper`` points made of these rounds, if one is soon found."""
    tours = dict.fromkeys((one.kind, one.tasks) for one in rounds)
    earliest = [earliest_round(search.day, kind, tasks, windows) for kind, tasks in tours]
    fit = tuple(one for one in earliest if windows.holds(one.tasks, one.starts))
    choice = Choice(
        windows=windows, rounds=fit, excess=(0,) * len(fit), room=0, least=0, most=upper - 1
    )
    chosen = choose(search, choice, SHORT_EFFORT)
    return chosen if chosen.rota is not None else None
