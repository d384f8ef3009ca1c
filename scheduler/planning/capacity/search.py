"""The largest number of packages that fit: halving, with safeguards where luck may mislead.

Whether a number fits is only ever shown by a rota that the referee passes; that a larger number
was not found proves nothing. So what fits is kept, whatever is tried after it: each try begins
from the best rota so far, a failed try still counts for the packages it made whole, and at the
end one more is tried again, harder and with other chances.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.planning.capacity.asked import Package
from scheduler.planning.capacity.trial import Effort, Ground, Outcome, attempt, salvaged

HARDER = 2
"""How many times the steps of a try the last tries have."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Found:
    """What one search found.

    Parameters
    ----------
    fits
        The rota with most packages; ``None`` where not one fits.
    failed
        The last try of one more that did not fit; ``None`` where all there are do.
    tries
        Rotas planned.
    """

    fits: Outcome | None
    failed: Outcome | None
    tries: int

    @property
    def packages(self) -> int:
        """How many fit."""
        return 0 if self.fits is None else len(self.fits.packages)


class _Search:
    """What fits so far, and in which order packages are added."""

    def __init__(
        self, ground: Ground, packages: Sequence[Package], known: Outcome | None, effort: Effort
    ) -> None:
        self.ground = ground
        self.order = list(packages)
        self.effort = effort
        self.fits = known
        self.failed: Outcome | None = None
        self.tries = 0

    @property
    def low(self) -> int:
        """How many fit."""
        return 0 if self.fits is None else len(self.fits.packages)

    def attempt(self, count: int, times: int = 1) -> bool:
        """Try so many; whether they fit."""
        self.tries += 1
        warm = self.ground.rota if self.fits is None else self.fits.rota
        effort = replace(
            self.effort,
            iterations=self.effort.iterations * times,
            seed=self.effort.seed + self.tries,
        )
        found = attempt(self.ground, self.order[:count], warm, effort)
        if found.fits:
            self.fits = found
            return True
        self.failed = found
        if len(found.whole) > self.low:
            self._keep(salvaged(self.ground, found))
        return False

    def _keep(self, found: Outcome) -> None:
        """Keep what a failed try made whole, and put those packages first from now on."""
        if found.fits:
            self.fits = found
            first = {one.client.id for one in found.packages}
            self.order.sort(key=lambda one: one.client.id not in first)


def most(
    ground: Ground, packages: Sequence[Package], known: Outcome | None, effort: Effort
) -> Found:
    """The largest number found to fit.

    Parameters
    ----------
    packages
        All that might be added, in the order in which they are.
    known
        A rota in which the first of them fit already, where there is one.
    """
    limit = len(packages)
    search = _Search(ground, packages, known, effort)
    high, count = limit + 1, _next(search.low, limit + 1, limit)
    while search.low + 1 < high and not effort.is_halted:
        if not search.attempt(count):
            high = max(count, search.low + 1)
        count = _next(search.low, high, limit)
    while search.low < limit and not effort.is_halted:
        if not search.attempt(search.low + 1, HARDER):
            break
    return Found(
        fits=search.fits,
        failed=search.failed if search.low < limit else None,
        tries=search.tries,
    )


def _next(low: int, high: int, limit: int) -> int:
    """Number tried next: a quarter more while nothing has failed, else the middle."""
    if high > limit:
        return min(limit, low + max(1, low // 4))
    return (low + high) // 2
