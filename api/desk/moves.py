"""Moves a planner makes by hand: priced while they are dragged, and made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from api.desk.memory import Memory
from api.desk.weeks import Base, Laid, laid_at, store_at
from api.rotas.judged import Judged, judged
from api.rotas.load import moment_of, reasons_of
from api.store import RotaRow
from data.write.papers import WhyNot
from scheduler.domain.errors import InputError
from scheduler.domain.rota import Assignment
from scheduler.domain.units import CarerId, ClientId, VisitId
from scheduler.domain.week import Week
from scheduler.measures.floor import Floor
from scheduler.planning.moves import Move, Price, Scene, price, rota_with, scene_of
from scheduler.referee import Breach

MOST_SCENES = 8
_scenes: Memory[Scene] = Memory(MOST_SCENES)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAsked:
    """A move as it is asked for: ``carers`` and ``start`` of ``None`` stay as they are."""

    visit_id: str
    carers: tuple[str, ...] | None = None
    start: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovesMade:
    """What moves do, and the rota with them as it is kept."""

    price: dict[str, Any]
    judged: Judged
    clients: tuple[str, ...]


def priced_at(base: Base, tenant: str, rota_id: str, asked: Sequence[MoveAsked]) -> dict[str, Any]:
    """What moves would do; nothing is changed.

    Raises
    ------
    InputError
        If a move cannot be read.
    """
    laid = laid_at(base, tenant, rota_id)
    scene = _scene_at(base, tenant, laid)
    return _price(laid, price(scene, moves_of(scene.week, asked)))


def prices_at(
    base: Base, tenant: str, rota_id: str, asked: Sequence[Sequence[MoveAsked]]
) -> list[dict[str, Any]]:
    """What each set of moves would do on its own, in short; a set that cannot be is said so.

    A visit dragged over a board has a price on every row, asked for together. Not everybody
    can be given every visit, so a set that cannot be read is an answer and no failure.
    """
    laid = laid_at(base, tenant, rota_id)
    scene = _scene_at(base, tenant, laid)
    return [_in_short(scene, moves) for moves in asked]


def _in_short(scene: Scene, asked: Sequence[MoveAsked]) -> dict[str, Any]:
    try:
        found = price(scene, moves_of(scene.week, asked))
    except InputError as wrong:
        return {"legal": False, "reasons": [str(wrong).splitlines()[0]], "words": [], "cost": []}
    return {
        "legal": found.is_legal,
        "reasons": [one.sentence for one in found.added],
        "words": list(found.words),
        "cost": list(found.cost),
    }


def moved_at(base: Base, tenant: str, rota_id: str, asked: Sequence[MoveAsked]) -> MovesMade:
    """The rota with moves made, judged and measured.

    Why nobody makes a visit is asked anew only of those that the moves leave open.

    Raises
    ------
    InputError
        If a move cannot be read.
    """
    laid = laid_at(base, tenant, rota_id)
    scene = _scene_at(base, tenant, laid)
    moves = moves_of(scene.week, asked)
    found = price(scene, moves)
    left_out, least = _known(base, tenant, laid)
    made = judged(
        laid.given,
        rota_with(scene, moves),
        least=least or None,
        prove=False,
        known={visit: _why_not(reason) for visit, reason in left_out.items()},
    )
    return MovesMade(
        price=_price(laid, found),
        judged=replace(made, assignments=tuple(_as_known(made.assignments, left_out))),
        clients=tuple(sorted({scene.week.visit[move.visit].client for move in moves})),
    )


def moves_of(week: Week, asked: Sequence[MoveAsked]) -> list[Move]:
    """Moves in the words of the domain.

    Raises
    ------
    InputError
        If a start is not in the days planned.
    """
    last = week.horizon.midnight(week.horizon.days)
    for one in asked:
        if one.start is not None and not 0 <= moment_of(week.horizon, one.start) < last:
            days = f"{week.horizon.first_day} to {week.horizon.date_of(week.horizon.days - 1)}"
            raise InputError(
                f"Visit {one.visit_id} cannot start then: the rota is of {days}.\n"
                "Maybe give the time with the offset of that day."
            )
    return [
        Move(
            visit=VisitId(one.visit_id),
            carers=None if one.carers is None else tuple(CarerId(each) for each in one.carers),
            start=None if one.start is None else moment_of(week.horizon, one.start),
        )
        for one in asked
    ]


def _scene_at(base: Base, tenant: str, laid: Laid) -> Scene:
    name = (base, tenant, laid.rota_id, laid.state)
    return _scenes.get(name, lambda: scene_of(laid.given.week, laid.rota))


def _known(
    base: Base, tenant: str, laid: Laid
) -> tuple[dict[VisitId, dict[str, Any]], dict[ClientId, Floor]]:
    """What is stored already: reasons of visits left out, and the floor of each client."""
    with store_at(base.database).read(tenant) as session:
        row = session.get_one(RotaRow, laid.rota_id)
        return reasons_of(session, row), floors_in(row.measures)


def floors_in(measures: Mapping[str, Any]) -> dict[ClientId, Floor]:
    """Floors as measured when the rota was kept: they are of the week, whoever makes it."""
    clients = measures.get("after", {}).get("clients", {})
    return {
        ClientId(client): Floor(
            **{**one["floor"], "without_carer": tuple(one["floor"]["without_carer"])}
        )
        for client, one in clients.items()
        if one.get("floor") is not None
    }


def _why_not(reason: Mapping[str, Any]) -> WhyNot:
    """A stored reason as the papers want it: "off 31; skill 4" is counted again."""
    counts = {}
    for part in str(reason.get("carers_by_reason", "")).split("; "):
        word, _, count = part.rpartition(" ")
        if word and count.isdecimal():
            counts[word] = int(count)
    return WhyNot(counts=counts, relaxation=str(reason.get("cheapest_relaxation", "")))


def _as_known(
    rows: Sequence[dict[str, Any]], left_out: Mapping[VisitId, dict[str, Any]]
) -> list[dict[str, Any]]:
    """Rows of visits left out before and now say what they said before."""
    return [
        {**row, "reason": left_out[VisitId(row["visit_id"])]}
        if row["carer_id"] is None and VisitId(row["visit_id"]) in left_out
        else row
        for row in rows
    ]


def _price(laid: Laid, found: Price) -> dict[str, Any]:
    """A price as it is sent."""
    week = laid.given.week
    effects = found.effects
    return {
        "version": laid.version,
        "legal": found.is_legal,
        "cost": list(found.cost),
        "parts": [
            {
                "tier": one.tier.name.lower(),
                "rule": one.rule,
                "words": one.words,
                "points": one.points,
            }
            for one in found.parts
        ],
        "words": list(found.words),
        "breaches_added": [breach_out(week, one) for one in found.added],
        "breaches_mended": [breach_out(week, one) for one in found.mended],
        "breaches_remaining": [breach_out(week, one) for one in found.remaining],
        "after": [_after(week, name, one) for name, one in sorted(found.after.items())],
        "faces": [
            {"client_id": one.client, "carer_id": one.carer, "met": one.met}
            for one in effects.faces
        ],
        "fewer_faces": [
            {"client_id": client, "carer_id": carer, "met": True}
            for client, carer in effects.fewer_faces
        ],
        "timings": [
            {"visit_id": one.visit, "before_s": one.before, "after_s": one.after}
            for one in effects.timings
        ],
        "loads": [
            {
                "carer_id": one.carer,
                "work_s": one.work,
                "travel_s": one.travel,
                "commute_s": one.commute,
                "waiting_s": one.waiting,
            }
            for one in effects.loads
        ],
    }


def _after(week: Week, name: VisitId, made: Assignment | None) -> dict[str, Any]:
    return {
        "visit_id": name,
        "carers": [] if made is None else list(made.carers),
        "start": None if made is None else week.horizon.instant(made.start),
    }


def breach_out(week: Week, one: Breach) -> dict[str, Any]:
    """A breach as it is sent."""
    return {
        "code": one.code,
        "rule": one.rule,
        "kind": one.kind.value,
        "sentence": one.sentence,
        "visits": list(one.visits),
        "carers": list(one.carers),
        "clients": list(one.clients),
        "date": None if one.day is None else week.horizon.date_of(one.day),
    }
