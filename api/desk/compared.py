"""Two rotas of the same days side by side."""

from __future__ import annotations

from typing import Any

from api.desk.weeks import Base, laid_at
from data.write.plans.compare_page import counts_words
from data.write.plans.figures import NAMES, figures_of
from scheduler.domain.rota import Assignment
from scheduler.domain.week import Week
from scheduler.measures.plain import plain
from scheduler.planning.compare import compare
from scheduler.planning.compare.notices import Notice
from scheduler.planning.compare.visits import VisitChange


def compared_at(base: Base, tenant: str, before_id: str, after_id: str) -> dict[str, Any]:
    """The second rota beside the first, in the week of the first; neither has to be legal."""
    before, after = laid_at(base, tenant, before_id), laid_at(base, tenant, after_id)
    week = before.given.week
    found = compare(week, before.rota, after.rota)
    figures = [figures_of(one) for one in (found.before, found.after)]
    return {
        "before_id": before_id,
        "after_id": after_id,
        "same_tables": before.snapshot_id == after.snapshot_id,
        "trade": found.trade,
        "words": counts_words(found),
        "figures": [
            {"name": name, "words": words, "before": figures[0][name], "after": figures[1][name]}
            for name, words in NAMES.items()
        ],
        "counts": {kind.value: count for kind, count in found.counts.items()},
        "same": found.same,
        "visits": [_visit(week, one) for one in found.visits],
        "clients": [plain(one) for one in found.clients],
        "carers": [
            {
                **_object(plain(one)),
                "days_gained": [week.horizon.date_of(day) for day in one.days_gained],
                "days_lost": [week.horizon.date_of(day) for day in one.days_lost],
            }
            for one in found.carers
        ],
        "client_notices": [_notice(one) for one in found.client_notices],
        "carer_notices": [_notice(one) for one in found.carer_notices],
    }


def _object(value: Any) -> dict[str, Any]:
    assert isinstance(value, dict)
    return value


def _visit(week: Week, one: VisitChange) -> dict[str, Any]:
    return {
        "visit_id": one.visit,
        "client_id": one.client,
        "kinds": sorted(kind.value for kind in one.kinds),
        "before": _made(week, one.before),
        "after": _made(week, one.after),
        "told": one.is_real,
    }


def _made(week: Week, made: Assignment | None) -> dict[str, Any] | None:
    if made is None:
        return None
    return {"carers": list(made.carers), "start": week.horizon.instant(made.start)}


def _notice(one: Notice) -> dict[str, Any]:
    return {"person_id": one.person, "lines": list(one.lines)}
