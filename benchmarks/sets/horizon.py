"""When a day without an end must be over: as late as work itself can push it, and no later."""

from __future__ import annotations

from solver.model import Ints, Longs


def last_moment(begins: Longs, duration: Longs, drive: Ints, least: Longs) -> int:
    """A moment by which every task can be over, whoever makes it and in whatever order.

    Least starts are pushed on by a chain of waits that begins at one of ``begins`` and
    passes each task at most once: its duration, one leg, and what a link asks for. So a day
    with this end forbids no sensible answer; a day with a far later end would only offer
    the search starts that nothing needs.

    Parameters
    ----------
    begins : shape (n,), moments
        Earliest starts of tasks, and starts of duties.
    duration : shape (T,), seconds
        How long each task lasts.
    drive : shape (1, P, P), seconds
        Legs; each carer has one more of them than tasks.
    least : shape (L,), seconds
        Lower bounds of the links.
    """
    legs = (len(duration) + 2) * int(drive.max(initial=0))
    return int(begins.max(initial=0)) + int(duration.sum()) + int(least.sum()) + legs
