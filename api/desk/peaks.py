"""When carers are scarce, and whom one might ask about another time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.cli_hours import hours_between
from api.desk.weeks import Base, laid_at
from scheduler.domain.errors import InputError
from scheduler.domain.units import Day
from scheduler.domain.week import Week
from scheduler.planning.peak import Ask, Between, Group, PeakOfDay, Quarter
from scheduler.planning.peak.asks import asks
from scheduler.planning.peak.moves import Hours, peak_of_day
from scheduler.planning.peak.peak import require_known
from scheduler.planning.peak.quarters import quarters
from scheduler.planning.peak.scene import scene_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PeakAsked:
    """Whose peak is looked for; ``""`` is any zone or skill."""

    zone: str = ""
    skill: str = ""
    between: str = "00:00-24:00"
    most_asks: int = 10


def peak_at(base: Base, tenant: str, rota_id: str, asked: PeakAsked) -> dict[str, Any]:
    """Demand against capacity by the quarter hour, and the calls that would ease it.

    As ``scheduler.planning.peak.peak``, but with the quarter hours of the group asked about
    alone: those of every zone and skill take longer than anybody waits for.

    Raises
    ------
    InputError
        If the zone, the skill or the hours are not of this week.
    """
    laid = laid_at(base, tenant, rota_id)
    week = laid.given.week
    group = Group(zone=asked.zone, skill=asked.skill)
    require_known(week, group)
    hours = _hours(week, hours_between(asked.between))
    scene = scene_of(week, laid.rota)
    days = [peak_of_day(scene, group, day, one) for day, one in hours.items()]
    found = tuple(day for day in days if day is not None)
    return {
        "version": laid.version,
        "days": [_day(week, one) for one in found],
        "asks": [_ask(one) for one in asks(week, found)[: asked.most_asks]],
        "quarters": [
            _quarter(week, each)
            for day, one in hours.items()
            for each in quarters(scene, [group], day, one)
        ],
    }


def _hours(week: Week, between: Between) -> Mapping[Day, Hours]:
    """The time looked at on each day.

    Raises
    ------
    InputError
        If there is none.
    """
    found = {day: between.on(week, day) for day in range(week.horizon.days)}
    if any(begins >= ends for begins, ends in found.values()):
        raise InputError(
            f"The time from {between.begins:%H:%M} to {between.ends:%H:%M} is empty.\n"
            "Maybe the two were swapped."
        )
    return found


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
