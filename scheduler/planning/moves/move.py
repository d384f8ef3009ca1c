"""One move a planner makes by hand, and what it makes of a visit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from scheduler.domain.errors import InputError
from scheduler.domain.rota import Assignment
from scheduler.domain.units import CarerId, Moment, VisitId
from scheduler.domain.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What would be different about one visit.

    Parameters
    ----------
    carers
        Who makes it then; ``None`` is whoever does now, and none at all takes it off.
    start
        When it starts then; ``None`` is when it starts now, or as agreed where nobody makes it.
    """

    visit: VisitId
    carers: tuple[CarerId, ...] | None = None
    start: Moment | None = None


def assignment_of(week: Week, made: Assignment | None, move: Move) -> Assignment | None:
    """The visit as it would be; ``None`` where nobody makes it.

    Parameters
    ----------
    made
        The visit as it is, ``None`` where nobody makes it.
    """
    now = () if made is None else made.carers
    carers = now if move.carers is None else move.carers
    if not carers:
        return None
    start = move.start
    if start is None:
        start = week.visit[move.visit].agreed if made is None else made.start
    return Assignment(visit=move.visit, carers=carers, start=start)


def demand_sense(week: Week, moves: Sequence[Move]) -> None:
    """Refuse moves that cannot be read, with everything that is wrong.

    Raises
    ------
    InputError
        If a visit or carer is not of the week, a visit is named twice, or too few or too many
        carers are to make it.
    """
    faults: list[str] = []
    seen: set[VisitId] = set()
    for move in moves:
        if move.visit in seen:
            faults.append(f"Visit {move.visit} is moved twice.\nMaybe give one move of it.")
        seen.add(move.visit)
        faults += _of_visit(week, move)
    if not moves:
        faults.append("There is no move.\nMaybe name a visit and who should make it, or when.")
    if faults:
        raise InputError("\n".join(faults))


def _of_visit(week: Week, move: Move) -> list[str]:
    """What is wrong with one move."""
    visit = week.visit.get(move.visit)
    if visit is None:
        return [f"There is no visit {move.visit} in this week.\n{_like(move.visit, week.visit)}"]
    given = move.carers or ()
    faults = [
        f"There is no carer {carer} in this week.\n{_like(carer, week.carer)}"
        for carer in given
        if carer not in week.carer
    ]
    if given and len(set(given)) != visit.carers:
        need = "two different carers" if visit.carers == 2 else "one carer"
        faults.append(f"Visit {visit.id} needs {need}.\nMaybe name {visit.carers}, or none at all.")
    return faults


def _like(name: str, known: Iterable[str]) -> str:
    """Ids somebody may have meant."""
    near = get_close_matches(name, known, n=3)
    return f"Maybe one of: {', '.join(near)}." if near else "Maybe look the id up in the rota."
