"""What moves made by hand cost and break: the referee's own difference, to the point."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.domain.rota import Assignment, Break, Rota
from scheduler.domain.units import CarerId, Points, VisitId
from scheduler.formulate import encode
from scheduler.interpret import breaks_of
from scheduler.planning.explain.parts import LEFT_OUT, TERM_WORDS, Part, cost_of_parts
from scheduler.planning.moves.effects import Effects, effects_of, words_of
from scheduler.planning.moves.move import Move, assignment_of, demand_sense
from scheduler.planning.moves.scene import Scene, Touched, part_of, rota_in, touched
from scheduler.referee import Breach, Verdict, judge
from scheduler.referee.cost import TERMS
from solver.model import Term

OTHER_WORDS = {
    "critical_left_out": LEFT_OUT,
    "left_out": LEFT_OUT,
    "drift": "departures from the rota before",
}
"""Terms of the referee that the engine has under other names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What moves would do.

    Parameters
    ----------
    after
        Each moved visit as it would be, ``None`` where nobody makes it.
    parts
        What each term adds; negative where it gains.
    added, mended
        Hard rules broken by the moves, and broken now but no longer then.
    remaining
        Broken now and then, about the people and visits concerned.
    words
        The effects in a planner's words, the weightiest first; empty where nothing changes.
    """

    after: Mapping[VisitId, Assignment | None]
    parts: tuple[Part, ...]
    added: tuple[Breach, ...]
    mended: tuple[Breach, ...]
    remaining: tuple[Breach, ...]
    effects: Effects
    words: tuple[str, ...]

    @property
    def is_legal(self) -> bool:
        """Whether nothing hard is broken that is not broken already."""
        return not self.added

    @property
    def cost(self) -> tuple[Points, ...]:
        """Points by tier, exactly the difference of the two whole rotas."""
        return cost_of_parts(self.parts)


def price(scene: Scene, moves: Sequence[Move]) -> Price:
    """What some moves would do together; nothing is changed.

    Raises
    ------
    InputError
        As ``demand_sense``.
    """
    rota, after, about = _made(scene, moves)
    part = part_of(scene, about)
    then, now = judge(part, rota_in(part, rota)), judge(part, rota_in(part, scene.rota))
    added, remaining = _compared(about, then.breaches, now.breaches)
    mended, _ = _compared(about, now.breaches, then.breaches, worse=False)
    effects = effects_of(scene, after, about, (now, then))
    return Price(
        after=after,
        parts=tuple(_parts(now, then)),
        added=added,
        mended=mended,
        remaining=remaining,
        effects=effects,
        words=words_of(scene.week, effects),
    )


def rota_with(scene: Scene, moves: Sequence[Move]) -> Rota:
    """The rota with moves made; breaks are placed anew for the carers concerned.

    Raises
    ------
    InputError
        As ``demand_sense``.
    """
    return _made(scene, moves)[0]


def _made(
    scene: Scene, moves: Sequence[Move]
) -> tuple[Rota, Mapping[VisitId, Assignment | None], Touched]:
    demand_sense(scene.week, moves)
    after = {one.visit: assignment_of(scene.week, scene.made.get(one.visit), one) for one in moves}
    about = touched(scene, after)
    kept = [one for one in scene.rota.assignments if one.visit not in after]
    kept += [one for one in after.values() if one is not None]
    rota = replace(
        scene.rota, assignments=tuple(sorted(kept, key=lambda one: (one.start, one.visit)))
    )
    if rota.breaks:
        rota = replace(rota, breaks=_breaks(scene, rota, about.carers))
    return rota, after, about


def _breaks(scene: Scene, rota: Rota, carers: Collection[CarerId]) -> tuple[Break, ...]:
    """Breaks of a rota, those of some carers placed anew."""
    own = tuple(one for one in rota.assignments if any(each in carers for each in one.carers))
    laid = encode(scene.formulation, replace(rota, assignments=own))
    anew = [one for one in breaks_of(scene.formulation, *laid) if one.carer in carers]
    kept = [one for one in rota.breaks if one.carer not in carers]
    return tuple(sorted((*kept, *anew), key=lambda one: (one.start, one.carer)))


def _compared(
    about: Touched, these: Sequence[Breach], those: Sequence[Breach], *, worse: bool = True
) -> tuple[tuple[Breach, ...], tuple[Breach, ...]]:
    """Breaches that are among these and not among those, and those among both.

    The same rule broken by the same people on the same day is the same breach, unless it is
    broken by more than before and ``worse`` counts.
    """
    known = {_name(one): one for one in those}
    fresh, same = [], []
    for one in these:
        other = known.get(_name(one))
        if other is None or (worse and _beyond(one) > _beyond(other)):
            fresh.append(one)
        elif _concerns(one, about):
            same.append(one)
    return tuple(fresh), tuple(same)


def _name(one: Breach) -> tuple[object, ...]:
    return (one.code, one.carers, one.visits, one.clients, one.day, one.limit)


def _beyond(one: Breach) -> int:
    """By how much a figure misses its limit; 0 where the rule has none."""
    return 0 if one.limit is None or one.value is None else abs(one.value - one.limit)


def _concerns(one: Breach, about: Touched) -> bool:
    return not (about.carers.isdisjoint(one.carers) and about.visits.isdisjoint(one.visits))


def _parts(now: Verdict, then: Verdict) -> Iterator[Part]:
    """Every term that differs, the highest tier first, then the greatest."""
    changed = ((name, then.terms[name] - now.terms[name]) for name in TERMS)
    found = [
        Part(tier=TERMS[name][0], rule=name, words=_words(name), points=points)
        for name, points in changed
        if points
    ]
    yield from sorted(found, key=lambda one: (one.tier, -abs(one.points), one.rule))


def _words(name: str) -> str:
    return OTHER_WORDS[name] if name in OTHER_WORDS else TERM_WORDS[Term[name.upper()]]
