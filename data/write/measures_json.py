"""Everything measured and judged, for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TypeAlias

from data.travel.assemble import estimates
from data.write.papers import Papers
from data.write.report.sources import estimated_share
from scheduler.measures.definitions import STANDARD
from scheduler.measures.plain import Json, plain
from scheduler.referee import NOT_CHECKED, Breach

Object: TypeAlias = dict[str, Json]


def measures_json(papers: Papers) -> bytes:
    """One JSON object: ``summary`` first, then all there is to know, ids only."""
    found: Object = {
        "summary": _summary(papers),
        "period": _period(papers),
        "rules": _rules(papers),
        "after": papers.measures.to_json(),
        "before": papers.before.to_json(),
        "definitions": plain(_definitions()),
        "referee": {
            "terms": plain(dict(papers.verdict.terms)),
            "breaches": [_breach(papers, one) for one in papers.verdict.breaches],
            "not_checked": plain(dict(NOT_CHECKED)),
        },
        "proven": plain(papers.proven),
        "travel": _travel(papers),
        "making": None if papers.making is None else plain(asdict(papers.making)),
        "written": papers.written.isoformat(),
    }
    return (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode()


def _summary(papers: Papers) -> Object:
    """The headlines, with what only the planner of the rota knows."""
    making = papers.making
    return {
        **{name: plain(value) for name, value in papers.measures.summary.items()},
        "hard_breaches": len(papers.verdict.breaches),
        "referee_cost": plain(papers.verdict.cost),
        "solver_cost": None if making is None else plain(making.cost),
        "first_legal_s": None if making is None else making.first_legal_s,
        "seconds": None if making is None else making.seconds,
        "peak_memory_mb": None if making is None else making.peak_memory_mb,
        "seed": None if making is None else making.seed,
    }


def _period(papers: Papers) -> Object:
    """The days planned."""
    horizon = papers.week.horizon
    return {
        "first_day": horizon.first_day.isoformat(),
        "days": horizon.days,
        "zone": horizon.zone,
        "stage": papers.rota.stage.value,
    }


def _rules(papers: Papers) -> Object:
    """Which rule pack judged, and between which dates it holds."""
    pack = papers.week.rules
    return {
        "name": pack.name,
        "nation": pack.nation,
        "first_day": pack.first_day.isoformat(),
        "last_day": pack.last_day.isoformat(),
    }


def _definitions() -> dict[str, object]:
    """The figures behind the measures; sets as sorted lists."""
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in asdict(STANDARD).items()
    }


def _breach(papers: Papers, one: Breach) -> Object:
    """One breach in full."""
    return {
        "code": one.code,
        "rule": one.rule,
        "kind": one.kind.value,
        "sentence": one.sentence,
        "visits": plain(one.visits),
        "carers": plain(one.carers),
        "clients": plain(one.clients),
        "date": None if one.day is None else papers.week.horizon.date_of(one.day).isoformat(),
        "limit": one.limit,
        "value": one.value,
    }


def _travel(papers: Papers) -> Object:
    """Where travel times come from, and how many of them are estimates."""
    estimated, legs = estimated_share(papers.verdict.rounds)
    return {
        "legs_planned": legs,
        "legs_planned_estimated": estimated,
        "estimated_share": plain(estimated / legs) if legs else None,
        "by_mode": {
            mode.value: {
                "source": one.source,
                "legs": one.legs,
                "legs_estimated": one.estimated,
                "estimated_share": plain(one.share),
            }
            for mode, one in estimates(papers.week.travel).items()
        },
    }
