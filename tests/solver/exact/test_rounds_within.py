"""All rounds that are cheap enough are found: no more, no fewer, than by trying every order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from solver.exact.effort import Effort
from solver.exact.proof.day import NOT_AFTER, Kind, day_of
from solver.exact.proof.prices import FINE, Hold, Prices
from solver.exact.proof.rounds import Rounds
from solver.exact.proof.search import Search
from solver.exact.proof.windows import all_windows
from solver.exact.proof.within import Remaining, rounds_within
from tests.solver.exact.random_days import LENGTH, a_day

PLENTY = 10**6
UNLIMITED = 10**15


def a_search(seed: int) -> Search:
    """A random day of six tasks."""
    return Search(day=day_of(a_day(seed, tasks=6)), must=PLENTY, effort=Effort(1000.0))


def some_prices(seed: int, search: Search) -> Prices:
    """Random prices, of two holds too."""
    rng, day = np.random.default_rng(seed), search.day
    count = len(day.due)
    pairs = [rng.choice(count, 2, replace=False).tolist() for _ in range(2)]
    holds = tuple(
        Hold(first=a, second=b, least=0, moment=int(day.earliest[a] + rng.integers(1, LENGTH)))
        for a, b in pairs
    )
    return Prices(
        made=rng.integers(0, 4000, count) * FINE,
        duty=rng.integers(0, 1000, len(day.kinds)),
        late=rng.integers(0, 3, count) * FINE,
        holds=holds,
        hold=rng.integers(0, 3000, len(holds)) * FINE,
    )


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
@example(seed=49)
@example(seed=117)
def test_every_cheap_round_is_found(seed: int) -> None:
    """Prices that pay for waiting, and limits from tight to none at all.

    In the examples a round goes on from a label that was forgotten, to where no label kept has
    the same tasks gone.
    """
    search = a_search(seed)
    prices, windows = some_prices(seed, search), all_windows(search.day)
    for row, kind in enumerate(search.day.kinds):
        rounds = Rounds(search, kind, windows, prices)
        every = dict(every_round(search, row, prices))
        assert rounds.least == min(every.values(), default=rounds.least)
        for limit in (rounds.least, rounds.least + 1000 * FINE, UNLIMITED):
            found = rounds_within(Remaining(rounds), limit, PLENTY)
            assert found == {tasks: cost for tasks, cost in every.items() if cost <= limit}


def every_round(search: Search, row: int, prices: Prices) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every order of tasks one duty of the kind can make, and its fine points at least."""
    kind = search.day.kinds[row]
    for size in range(1, len(kind.tasks) + 1):
        for order in permutations(range(len(kind.tasks)), size):
            cost = _least(search, kind, prices, order)
            if cost is not None:
                yield tuple(kind.tasks[list(order)].tolist()), cost


def _least(search: Search, kind: Kind, prices: Prices, order: tuple[int, ...]) -> int | None:
    """Fine points of the round with the starts that cost least, in plain arithmetic.

    Starts worth trying: as early as can be, or the first moment after a hold's.
    """
    ways: dict[int, int] = {NOT_AFTER: 0}
    before: int | None = None
    for column in order:
        task = int(kind.tasks[column])
        leg = kind.out[column] if before is None else kind.leg[before, column]
        later: dict[int, int] = {}
        for moment, cost in ways.items():
            ready = kind.first[column] if before is None else moment + kind.after[before, column]
            earliest = max(int(ready), int(search.day.earliest[task]))
            for start in {earliest, *(at for at in _moments(prices, task) if at > earliest)}:
                if start <= search.day.latest[task]:
                    spent = cost + int(leg + kind.own[column]) * FINE
                    spent += _charged(search, prices, task, start)
                    later[start] = min(spent, later.get(start, UNLIMITED))
        ways, before = later, column
        if _excludes_twice(kind, order):
            return None
    assert before is not None
    ended = [
        cost + int(kind.back[before]) * FINE
        for start, cost in ways.items()
        if start <= kind.last[before]
    ]
    return min(ended, default=None)


def _moments(prices: Prices, task: int) -> list[int]:
    return [hold.moment + hold.least for hold in prices.holds if hold.second == task]


def _charged(search: Search, prices: Prices, task: int, start: int) -> int:
    """What the start costs, and what it is paid."""
    late = max(0, start - int(search.day.due[task]))
    charged = late * (int(search.day.rate[task]) * FINE + int(prices.late[task]))
    for hold, price in zip(prices.holds, prices.hold, strict=True):
        if hold.first == task and start >= hold.moment:
            charged += int(price)
        if hold.second == task and start >= hold.moment + hold.least:
            charged -= int(price)
    return charged - int(prices.made[task])


def _excludes_twice(kind: Kind, order: tuple[int, ...]) -> bool:
    """Whether two tasks of the round need distinct carers."""
    return any(
        int(kind.excludes[one]) >> other & 1 for one in order for other in order if one != other
    )
