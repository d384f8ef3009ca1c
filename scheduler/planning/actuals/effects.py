"""What longer visits and slower ways would do to a rota that is there already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from scheduler.domain.rota import Assignment, Rota, Stage
from scheduler.domain.units import VisitId
from scheduler.domain.week import Week
from scheduler.planning.week import plan_from
from scheduler.referee import judge
from solver.stop import Budget


class Effect(StrEnum):
    """What happens to one visit of the rota."""

    LENGTH = "another length"
    TIME = "another time"
    CARER = "another carer"
    UNFIT = "no longer fits"
    FITS_NOW = "fits now"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitEffect:
    """One visit that would not stay as it is.

    Parameters
    ----------
    breaks
        Codes of the hard rules the rota would break at this visit if nobody moved.
    before, after
        As planned now, and in the rota nearest to it that fits; ``None`` for unallocated.
    """

    visit: VisitId
    effects: tuple[Effect, ...]
    breaks: tuple[str, ...]
    before: Assignment | None
    after: Assignment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """The rota after the proposals, and every visit that is not as it was."""

    rota: Rota
    effects: tuple[VisitEffect, ...]


def adopt(now: Week, then: Week, rota: Rota, *, iterations: int, seed: int = 1) -> Adopted:
    """Plan the week ``then`` as near to the rota of ``now`` as can be.

    Departures cost as from a published rota, so that only what must move does.

    Parameters
    ----------
    now, then
        The same visits with the lengths and ways of today and with those proposed.
    iterations
        Steps of the search; the same steps and seed give the same answer.
    """
    published = replace(rota, stage=Stage.PUBLISHED)
    asked = replace(then, reference=published)
    made = plan_from(asked, rota, Budget(iterations=iterations), seed=seed, threads=1).rota
    broken = _broken(now, then, rota)
    before = {one.visit: one for one in rota.assignments}
    after = {one.visit: one for one in made.assignments}
    found = [
        VisitEffect(
            visit=visit.id,
            effects=effects,
            breaks=broken.get(visit.id, ()),
            before=before.get(visit.id),
            after=after.get(visit.id),
        )
        for visit in then.visits
        if (effects := _effects(now, then, visit.id, before, after)) or visit.id in broken
    ]
    return Adopted(rota=made, effects=tuple(found))


def _broken(now: Week, then: Week, rota: Rota) -> dict[VisitId, tuple[str, ...]]:
    """Hard rules the unchanged rota breaks then and not now, by visit."""
    old = {(one.code, one.visits) for one in judge(now, rota).breaches}
    found: dict[VisitId, set[str]] = {}
    for one in judge(then, rota).breaches:
        if (one.code, one.visits) not in old:
            for visit in one.visits:
                found.setdefault(visit, set()).add(one.code)
    return {visit: tuple(sorted(codes)) for visit, codes in found.items()}


def _effects(
    now: Week,
    then: Week,
    visit: VisitId,
    before: dict[VisitId, Assignment],
    after: dict[VisitId, Assignment],
) -> tuple[Effect, ...]:
    """Everything about one visit that is not as it was."""
    found = []
    if now.visit[visit].length != then.visit[visit].length:
        found.append(Effect.LENGTH)
    old, new = before.get(visit), after.get(visit)
    if old is not None and new is None:
        found.append(Effect.UNFIT)
    elif old is None and new is not None:
        found.append(Effect.FITS_NOW)
    elif old is not None and new is not None:
        if old.start != new.start:
            found.append(Effect.TIME)
        if set(old.carers) != set(new.carers):
            found.append(Effect.CARER)
    return tuple(found)
