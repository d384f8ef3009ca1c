"""One candidate for each carer, so that all of them together cost least.

Set partitioning (Balinski and Quandt, 1964): every carer has one candidate, every unit is
made whole or left out, linked tasks start as far apart as agreed. The linear relaxation is
close, so that HiGHS proves the best choice among some thousand candidates in seconds. Prices
that candidates share are added by ``shared_price``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from solver.polish.candidates import Candidate
from solver.polish.day_price import DayPrice
from solver.polish.expression import Expression, total
from solver.polish.programme import Programme


class Choice:
    """The programme of one day.

    Parameters
    ----------
    price
        Prices, and the rest of the rota.
    candidates
        At least one of each carer.
    in_hand
        Places of those that make up the day of the rota in hand.
    """

    def __init__(
        self, price: DayPrice, candidates: list[Candidate], in_hand: Collection[int]
    ) -> None:
        self.price = price
        self.rest = price.rest
        self.problem = price.problem
        self.candidates = candidates
        self.programme = Programme(self.problem.tiers)
        self.chosen = [
            self.programme.variable(0, 1, int(place in in_hand)) for place in range(len(candidates))
        ]
        self.makes = self._makes()
        self.of_carer: dict[int, list[int]] = {}
        for place, candidate in enumerate(candidates):
            self.of_carer.setdefault(candidate.carer, []).append(place)
            for tier in np.flatnonzero(candidate.points):
                self.programme.charge(int(tier), int(candidate.points[tier]), self.chosen[place])
        for places in self.of_carer.values():
            self.programme.hold(self.any_of(places), least=1, most=1)
        for unit in sorted({price.unit_of[task] for task in self.makes}):
            self._make_whole(unit)
        for link in range(len(self.problem.link_first)):
            self._link(link)

    def any_of(self, places: Iterable[int]) -> Expression:
        """How many of the candidates at these places are chosen."""
        return total((self.chosen[place], 1) for place in places)

    def _makes(self) -> dict[int, dict[int, list[int]]]:
        """Places of the candidates that make a task, by task and start."""
        found: dict[int, dict[int, list[int]]] = {}
        for place, candidate in enumerate(self.candidates):
            for task, start in candidate.start.items():
                found.setdefault(task, {}).setdefault(start, []).append(place)
        return dict(sorted(found.items()))

    def _make_whole(self, unit: int) -> None:
        """The unit is made whole or left out; whole, where part of it is made another day."""
        made = self.programme.variable(0, 1, int(self.rest.plan.is_done(unit)))
        for task in self.rest.plan.tasks_of(unit):
            if task in self.rest.start:
                self.programme.hold(made, least=1)
                continue
            starts = self.makes.get(task, {}).values()
            times = self.any_of(place for places in starts for place in places)
            self.programme.hold(times - made, least=0, most=0)
        tier, points = self.problem.unit_left_out_tier[unit], self.problem.unit_left_out[unit]
        self.programme.charge(int(tier), -int(points), made)

    def _link(self, link: int) -> None:
        """Starts of two linked tasks are as far apart as agreed, where both are made."""
        problem = self.problem
        first, second = int(problem.link_first[link]), int(problem.link_second[link])
        least, most = int(problem.link_least[link]), int(problem.link_most[link])
        self._bind(first, second, least, most)
        self._bind(second, first, -most, -least)

    def _bind(self, one: int, other: int, least: int, most: int) -> None:
        """For each start of ``one``, which starts of ``other`` go with it.

        In one unit: ``other`` then has a start that agrees. Else: it has none that does not.
        """
        starts = {
            moment: self.any_of(places) for moment, places in self.makes.get(other, {}).items()
        }
        if other in self.rest.start:
            starts = {self.rest.start[other]: Expression({}, 1)}
        if not starts:
            return
        in_one_unit = self.price.unit_of[one] == self.price.unit_of[other]
        for start, places in self.makes.get(one, {}).items():
            fits = {moment: least <= moment - start <= most for moment in starts}
            agreeing = total((starts[moment], 1) for moment in starts if fits[moment])
            clashing = total((starts[moment], 1) for moment in starts if not fits[moment])
            if in_one_unit:
                self.programme.hold(self.any_of(places) - agreeing, most=0)
            elif clashing.weights or clashing.constant:
                self.programme.hold(self.any_of(places) + clashing, most=1)
