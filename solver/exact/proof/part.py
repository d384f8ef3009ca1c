"""One part of what is searched: bounded, settled where few rounds are left, else cut in two."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

import numpy as np

from solver.exact.proof.choose import Chosen
from solver.exact.proof.day import Day
from solver.exact.proof.finish import finish, rounds_left, try_rounds
from solver.exact.proof.grow import grow
from solver.exact.proof.master import Master, Mix
from solver.exact.proof.prices import FINE
from solver.exact.proof.search import Search
from solver.exact.proof.windows import Windows, settled

TRIED = 8
TRIED_ROUNDS = 300
"""Cuts compared before one is made, and rounds they are judged by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A part falls into the rotas that start a task before a moment, and the others."""

    task: int
    moment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rotas within windows, none of which costs less than ``bound`` fine points.

    Parameters
    ----------
    cut
        Where to cut it; ``None`` if it was not looked at as far as that.
    """

    windows: Windows
    bound: int
    master: Master
    cut: Cut | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What came of looking at a part.

    Parameters
    ----------
    part
        What is left to search; ``None`` where it holds no rota better than the best known.
    found
        Better rotas, the best last.
    """

    part: Part | None
    found: tuple[Chosen, ...] = ()


def look(search: Search, windows: Windows, known: Master, bound: int, upper: int) -> Look:
    """Bound the rotas within ``windows``, and settle them where few rounds are left.

    Parameters
    ----------
    known
        Rounds and holds known so far.
    bound : fine points
        No rota within the windows costs less, as far as is known.
    upper : points
        Only rotas that cost less matter.
    """
    windows = settled(windows, search.firm)
    if windows.is_empty:
        return Look(part=None)
    master = known.within(windows)
    grown = grow(search, master, windows, upper)
    bound = max(bound, grown.bound)
    if bound > (upper - 1) * FINE:
        return Look(part=None)
    mixed = (one for one, _ in grown.mix.shares)
    found = [one for one in [try_rounds(search, windows, mixed, upper)] if one is not None]
    upper = min([upper, *(one.points for one in found)])
    if grown.prices is not None:
        left = rounds_left(search, windows, grown, upper)
        windows = settled(left.windows, search.firm)
        if windows.is_empty:
            return Look(part=None, found=tuple(found))
        chosen = finish(search, windows, grown, left, upper)
        if chosen is not None and chosen.rota is not None:
            found.append(chosen)
        if chosen is not None and chosen.settled:
            return Look(part=None, found=tuple(found))
    spent = search.effort.is_spent
    cut = None if spent else best_cut(search, master, windows, grown.mix, upper)
    part = Part(windows=windows, bound=bound, master=master, cut=cut)
    return Look(part=part, found=tuple(found))


def best_cut(search: Search, master: Master, windows: Windows, mix: Mix, upper: int) -> Cut:
    """The cut that raises both bounds most, of those that split a start the mix blurs.

    Judged with the cheapest rounds known. Where the mix blurs no start, the widest window is
    halved.
    """
    candidates = _blurred(search.day, mix)[:TRIED]
    if not candidates:
        widest = int(np.argmax(windows.latest - windows.earliest))
        middle = (int(windows.earliest[widest]) + int(windows.latest[widest]) + 1) // 2
        return Cut(task=widest, moment=middle)
    few = master.part(master.cheapest(mix.excess, TRIED_ROUNDS))
    room = max(1.0, upper - mix.points)
    return max(candidates, key=lambda cut: _gain(search, few, halves(cut, windows), mix, room))


def halves(cut: Cut, windows: Windows) -> tuple[Windows, Windows]:
    """The two parts."""
    return windows.before(cut.task, cut.moment), windows.since(cut.task, cut.moment)


def _blurred(day: Day, mix: Mix) -> list[Cut]:
    """Cuts between two starts of one task in the mix: even ones and wide ones first."""
    found = []
    for task in range(len(day.due)):
        starts = mix.starts_of(task)
        total = sum(share for _, share in starts)
        moments = sorted({start for start, _ in starts})
        for before, moment in pairwise(moments):
            later = sum(share for start, share in starts if start >= moment) / total
            score = min(later, 1 - later) * sqrt(moment - before)
            found.append((-score, task, moment))
    return [Cut(task=task, moment=moment) for _, task, moment in sorted(found)]


def _gain(
    search: Search, master: Master, sides: tuple[Windows, Windows], mix: Mix, room: float
) -> float:
    """How much the two bounds rise, multiplied; more than ``room`` is of no more use.

    With the rounds known, so too much at times.
    """
    gain = 1.0
    for side in sides:
        part = settled(side, search.firm)
        rise = room
        if not part.is_empty:
            rise = min(room, max(0.0, master.within(part).solve().points - mix.points))
        gain *= room / 100 + rise
    return gain
