"""What a family can be offered and a package of care promised, with what is held taken."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from api.book.snapshot import snapshot_bytes, tables_in
from api.desk.memory import Memory
from api.desk.packages import CHANGE, Package, quote_out, tables_with
from api.desk.weeks import Base, Laid, laid_at, store_at
from data.given import given_for
from data.tables import Tables
from scheduler.domain.errors import InputError
from scheduler.domain.units import MINUTE, ClientId
from scheduler.domain.week import Week
from scheduler.planning.offers import (
    Answer,
    Hold,
    Offer,
    OfferDesk,
    Wish,
    held_desk,
    offers,
    quote,
    with_holds,
)
from scheduler.planning.offers.offer import CERTAINTY_WORDS, FACE_WORDS

MOST_OFFER_DESKS, MOST_HELD_WEEKS = 4, 4
_offer_desks: Memory[OfferDesk] = Memory(MOST_OFFER_DESKS)
_held_weeks: Memory[Week] = Memory(MOST_HELD_WEEKS)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFor:
    """A hold of the store, as a process is told of it."""

    id: str
    expires: datetime
    first_day: date
    change: Mapping[str, Any]
    package: Package | None = None

    def as_hold(self) -> Hold:
        """In the words of the domain."""
        return Hold(
            id=self.id,
            expires=self.expires,
            first_day=self.first_day,
            change=CHANGE.validate_python(self.change),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WishAsked:
    """A wish as it is asked for; ``days`` empty: every day on which the call is made."""

    client_id: str
    call: str
    around: time
    days: tuple[date, ...] = ()
    length_min: int | None = None
    carers: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What counts as taken at a time."""

    now: datetime
    holds: tuple[HeldFor, ...] = ()


def offered_at(
    base: Base, tenant: str, rota_id: str, asked: WishAsked, holding: Holding
) -> dict[str, Any]:
    """Options for each day, each with the change it would make.

    Raises
    ------
    InputError
        If there is no such client, call or day; if the rota breaks a hard rule; if what is
        held no longer fits it.
    """
    laid = laid_at(base, tenant, rota_id)
    desk = _desk(base, tenant, laid, holding)
    wishes = _wishes(desk.week, asked)
    return {
        "version": laid.version,
        "days": [_answer(desk.week, offers(desk, one)) for one in wishes],
    }


def quoted_at(
    base: Base,
    tenant: str,
    rota_id: str,
    package: Package,
    ready: date | None,
    holding: Holding,
) -> dict[str, Any]:
    """When a package can safely start, and by whom.

    Raises
    ------
    InputError
        With everything that is wrong with the package, by table, row and column.
    """
    laid = laid_at(base, tenant, rota_id)
    tables = _tables(base, tenant, laid, holding.holds)
    tables, client = tables_with(tables, package)
    week = _week(laid, tables, base)
    held = [one.as_hold() for one in holding.holds]
    week, rota = with_holds(week, laid.rota, held, holding.now)
    first = 0 if ready is None else max(0, _day(week, ready))
    return {"version": laid.version, **quote_out(week, quote(week, rota, client, ready=first))}


def _desk(base: Base, tenant: str, laid: Laid, holding: Holding) -> OfferDesk:
    """The rota with everything held taken up."""
    name = (base, tenant, laid.rota_id, laid.state, tuple(one.id for one in holding.holds))

    def make() -> OfferDesk:
        week = _held_week(base, tenant, laid, holding.holds)
        held = [one.as_hold() for one in holding.holds]
        return held_desk(week, laid.rota, held, holding.now)

    return _offer_desks.get(name, make)


def _held_week(base: Base, tenant: str, laid: Laid, holds: Sequence[HeldFor]) -> Week:
    """The rota's week, with the clients only a held package knows of."""
    packages = tuple(one.id for one in holds if one.package is not None)
    if not packages:
        return laid.given.week
    name = (base, tenant, laid.rota_id, laid.state, packages)
    return _held_weeks.get(name, lambda: _week(laid, _tables(base, tenant, laid, holds), base))


def _week(laid: Laid, tables: Tables, base: Base) -> Week:
    """The rota's days planned from other tables; its pins and what happened since stay."""
    was = laid.given.week
    week = given_for(tables, was.horizon.first_day, was.horizon.days, base.sources).week
    known = {visit.id: visit for visit in was.visits}
    return replace(
        week,
        visits=tuple(known.get(one.id, one) for one in week.visits),
        pins=was.pins,
        run_pins=was.run_pins,
        reference=was.reference,
    )


def _tables(base: Base, tenant: str, laid: Laid, holds: Sequence[HeldFor]) -> Tables:
    """The tables the rota was planned from, with every held package."""
    with store_at(base.database).read(tenant) as session:
        tables = tables_in(snapshot_bytes(session, laid.snapshot_id))
    for one in holds:
        if one.package is not None:
            tables, _ = tables_with(tables, one.package)
    return tables


def _wishes(week: Week, asked: WishAsked) -> list[Wish]:
    own = sorted(
        {one.day for one in week.visits if (one.client, one.call) == (asked.client_id, asked.call)}
    )
    days = [_day(week, one) for one in dict.fromkeys(asked.days)] or own or [0]
    return [
        Wish(
            client=ClientId(asked.client_id),
            call=asked.call,
            day=day,
            around=asked.around.hour * 3600 + asked.around.minute * 60 + asked.around.second,
            length=None if asked.length_min is None else asked.length_min * MINUTE,
            carers=asked.carers,
        )
        for day in days
    ]


def _day(week: Week, on: date) -> int:
    """The number of a date; one far away is no day of any week."""
    number = (on - week.horizon.first_day).days
    if number >= week.horizon.days or number < -400:
        last = week.horizon.date_of(week.horizon.days - 1)
        raise InputError(
            f"{on} is not in the days {week.horizon.first_day} to {last}.\n"
            "Maybe ask with the rota of the week in which that day lies."
        )
    return number


def _answer(week: Week, found: Answer) -> dict[str, Any]:
    at = week.horizon.instant
    return {
        "date": week.horizon.date_of(found.visit.day),
        "visit_id": found.visit.id,
        "call": found.visit.call,
        "around": at(found.visit.agreed),
        "yes": found.is_yes,
        "reason": found.reason,
        "note": found.note,
        "options": [_offer(week, number, one) for number, one in enumerate(found.offers, start=1)],
    }


def _offer(week: Week, number: int, one: Offer) -> dict[str, Any]:
    return {
        "number": number,
        "start": week.horizon.instant(one.start),
        "off_s": one.off,
        "length_min": one.change.visits[0].length // MINUTE,
        "carers": list(one.carers),
        "known": [FACE_WORDS[face] for face in one.faces],
        "certainty": one.certainty.name.lower(),
        "certainty_words": CERTAINTY_WORDS[one.certainty],
        "others_other_time": one.effect.other_time,
        "others_furthest_s": one.effect.furthest,
        "others_other_carer": one.effect.other_carer,
        "for_others": one.effect.in_words(),
        "introduction": one.introduction,
        "cost": list(one.cost),
        "change": json.loads(CHANGE.dump_json(one.change)),
    }
