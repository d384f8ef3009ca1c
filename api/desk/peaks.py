"""When carers are scarce, and whom one might ask about another time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from api.desk.weeks import Base, laid_at
from api.hours import hours_between
from scheduler.domain.week import Week
from scheduler.planning.peak import Ask, Group, PeakOfDay, Quarter, peak


@dataclass(frozen=True, slots=True, kw_only=True)
class PeakAsked:
    """Whose peak is looked for; ``""`` is any zone or skill."""

    zone: str = ""
    skill: str = ""
    between: str = "00:00-24:00"
    most_asks: int = 10


def peak_at(base: Base, tenant: str, rota_id: str, asked: PeakAsked) -> dict[str, Any]:
    """Demand against capacity by the quarter hour, and the calls that would ease it.

    Only the quarter hours of the group asked about are told: those of every zone and skill
    take longer than anybody waits for.

    Raises
    ------
    InputError
        If the zone, the skill or the hours are not of this week.
    """
    laid = laid_at(base, tenant, rota_id)
    week = laid.given.week
    group = Group(zone=asked.zone, skill=asked.skill)
    between = hours_between(asked.between)
    found = peak(week, laid.rota, group=group, between=between, quarters_of=[group])
    return {
        "version": laid.version,
        "days": [_day(week, one) for one in found.days],
        "asks": [_ask(one) for one in found.asks[: asked.most_asks]],
        "quarters": [_quarter(week, one) for one in found.quarters],
    }


def _day(week: Week, one: PeakOfDay) -> dict[str, Any]:
    at = week.horizon.instant
    return {
        "date": week.horizon.date_of(one.day),
        "to_spare": one.margin,
        "seconds": one.seconds,
        "stretches": [{"begins": at(each.begins), "ends": at(each.ends)} for each in one.stretches],
        "not_asked": one.not_asked,
        "moves": [
            {
                "visit_id": each.visit,
                "client_id": each.client,
                "call": each.call,
                "by_s": each.by,
                "freed": each.freed,
                "eased_s": each.eased,
                "agreed": each.agreed,
            }
            for each in one.moves
        ],
    }


def _ask(one: Ask) -> dict[str, Any]:
    return {
        "client_id": one.client,
        "call": one.call,
        "by_s": one.by,
        "days": one.days,
        "calls": one.calls,
        "freed": one.freed,
        "eased_s": one.eased,
        "earlier_s": one.earlier,
        "later_s": one.later,
        "agreed": one.agreed,
    }


def _quarter(week: Week, one: Quarter) -> dict[str, Any]:
    return {
        "begins": week.horizon.instant(one.begins),
        "handed": one.handed,
        "visits": one.visits,
        "needed": one.needed,
        "there": one.there,
        "spare": one.spare,
        "short": one.short,
    }
