"""What stopped one more package: hours of the day, zone, skill, and what carers lacked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.domain.units import VisitId
from scheduler.planning.capacity.asked import Asked
from scheduler.planning.capacity.harm import Harm
from scheduler.planning.capacity.trial import Outcome
from scheduler.planning.reasons import reasons_of
from scheduler.planning.words import MEANING, WEEKDAYS, Why, clock

NEVER = frozenset(
    {
        Why.SKILL,
        Why.RECORDS_CHECK,
        Why.GENDER,
        Why.BLOCKED,
        Why.VOLUNTEER,
        Why.HOME,
        Why.STRANGER,
        Why.PINNED,
        Why.OFF,
    }
)
"""What keeps somebody from a visit whatever else they do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bottleneck:
    """Why one more did not fit, in the rota that came nearest.

    Parameters
    ----------
    why
        What stops most of the carers who are on shift and may come; where there are none, what
        keeps most from it at all. ``None`` where the new visits are made and somebody else
        would be harmed.
    counts
        Carers by what stops them, over all visits nobody could make.
    sentence
        Hours, zone, skill and reason, for a planner.
    """

    why: Why | None
    counts: Mapping[Why, int]
    sentence: str


def bottleneck(asked: Asked, failed: Outcome) -> Bottleneck:
    """What stopped a try that did not fit."""
    missed: tuple[VisitId, ...] = (*failed.left_out, *failed.harm.missed)
    if not missed:
        return Bottleneck(why=None, counts={}, sentence=_harm_said(asked, failed.harm))
    found = reasons_of(failed.formulation, failed.rota, missed)
    counts: Counter[Why] = Counter()
    for one in found:
        counts.update(one.counts)
    on_shift = Counter({why: count for why, count in counts.items() if why not in NEVER})
    why = min(on_shift or counts, key=lambda one: (-counts[one], one.value))
    return Bottleneck(
        why=why,
        counts=dict(counts.most_common()),
        sentence=_said(asked, failed, missed, why, counts),
    )


def _said(
    asked: Asked, failed: Outcome, missed: tuple[VisitId, ...], why: Why, counts: Counter[Why]
) -> str:
    week = failed.formulation.week
    days = Counter(week.horizon.weekday(week.visit[one].day) for one in missed)
    listed = ", ".join(WEEKDAYS[day] for day, _ in sorted(days.items()))
    skill = "".join(f", skill {name}" for name, _ in asked.skills)
    begins, ends = asked.band.on(week, asked.days(week)[0])
    span = f"{clock(week.horizon, begins)} to {clock(week.horizon, ends)}"
    carers = sum(counts.values())
    free = sum(count for one, count in counts.items() if one not in NEVER)
    nobody = "1 visit" if len(missed) == 1 else f"{len(missed)} visits"
    return (
        f"{asked.band.name} ({span}), {asked.zone}{skill}: nobody for {nobody} on {listed}. Of "
        f"{carers} chances (each carer, each such visit) {free} are of carers on "
        f"shift who may come; most of these: {MEANING[why]} ({counts[why]})."
    )


def _harm_said(asked: Asked, harm: Harm) -> str:
    parts = [
        f"{len(harm.faces)} people would meet more carers than the tolerance allows",
        f"{len(harm.late)} visits would leave their time",
        f"hard rules would break ({', '.join(sorted(set(harm.breaches)))})",
    ]
    counts = (harm.faces, harm.late, harm.breaches)
    found = "; ".join(text for text, some in zip(parts, counts, strict=True) if some)
    return f"{asked.band.name}, {asked.zone}: all new visits could be made, but {found}."
