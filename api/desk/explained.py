"""Why this carer, and why not that one: asked of a rota as it stands."""

from __future__ import annotations

from typing import Any

from api.desk.memory import Memory
from api.desk.weeks import Base, desk_at, laid_at
from scheduler.domain.units import VisitId
from scheduler.domain.week import Week
from scheduler.planning.explain import Instead, explain_on
from scheduler.planning.whatif import Counter, counter_of

MOST_COUNTERS = 4
_counters: Memory[Counter] = Memory(MOST_COUNTERS)


def explained_at(base: Base, tenant: str, rota_id: str, visit: str) -> dict[str, Any]:
    """Why a visit is made by whom it is, and why by nobody else.

    Raises
    ------
    InputError
        If there is no such visit, or the rota breaks a hard rule.
    """
    laid = laid_at(base, tenant, rota_id)
    name = (base, tenant, rota_id, laid.state)
    counter = _counters.get(name, lambda: counter_of(desk_at(base, tenant, rota_id)))
    found = explain_on(counter, VisitId(visit))
    week = laid.given.week
    return {
        "version": laid.version,
        "visit_id": found.visit,
        "carers": [] if found.made is None else list(found.made.carers),
        "start": None if found.made is None else week.horizon.instant(found.made.start),
        "sentences": list(found.sentences),
        "others": [_instead(week, one) for one in found.others],
    }


def _instead(week: Week, one: Instead) -> dict[str, Any]:
    return {
        "carer_id": one.carer,
        "in_place_of": one.of,
        "could": one.change is not None,
        "why": one.why.value,
        "sentence": one.sentence,
        "remedy": one.remedy,
        "start": None if one.start is None else week.horizon.instant(one.start),
        "cost": list(one.cost),
        "parts": [
            {
                "tier": part.tier.name.lower(),
                "rule": part.rule,
                "words": part.words,
                "points": part.points,
            }
            for part in one.parts
        ],
        "others_moved": one.others,
        "furthest_s": one.furthest,
    }
