"""Bodies that name objects, for the tests of every role, route and ownership."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from api.auth.roles import Role
from api.store import Person, Store, now
from tests.api.objects import Owner, a_rota, visit_of


def _grant_body(store: Store, owner: Owner, _role: Role) -> dict[str, Any]:
    with store.write(owner.tenant) as session:
        family = Person(login=f"family-{secrets.token_hex(6)}", role=Role.FAMILY)
        session.add(family)
        session.flush()
        named = {"person_id": family.id, "client_id": owner.client}
    return named | {"scopes": ["times"], "consented_by": "client"}


def _feed_body(_store: Store, owner: Owner, role: Role) -> dict[str, Any]:
    if role is Role.CLIENT:
        return {"kind": "client", "subject_id": owner.client}
    return {"kind": "carer", "subject_id": owner.carer}


def _pin_body(_store: Store, owner: Owner, _role: Role) -> dict[str, Any]:
    return {"visit_id": visit_of(owner.client), "carers": [owner.carer]}


def _wish_body(_store: Store, owner: Owner, _role: Role) -> dict[str, Any]:
    return {"client_id": owner.client, "call": "breakfast", "around": "08:30"}


def _hold_body(_store: Store, owner: Owner, _role: Role) -> dict[str, Any]:
    day = now().date() + timedelta(days=2)
    offer = {
        "client_id": owner.client,
        "call": "breakfast",
        "around": "08:30",
        "day": f"{day}",
        "start": f"{day}T08:30:00+00:00",
        "chosen": [owner.carer],
    }
    return {"offer": offer, "expires_at": f"{now() + timedelta(days=1)}"}


def _rota_body(more: dict[str, Any]) -> Callable[[Store, Owner, Role], dict[str, Any]]:
    return lambda store, owner, _role: {"rota_id": a_rota(store, owner, "", {})} | more


UPLOADS = {
    "POST /api/v1/rotas/{rota_id}/packages/upload": (
        "demand.csv",
        b"client_id,call\nC1,breakfast\n",
    )
}
"""Files that a route reads in place of a body."""

BODIES: Mapping[str, Callable[[Store, Owner, Role], dict[str, Any]]] = {
    "POST /api/v1/grants": _grant_body,
    "POST /api/v1/feeds": _feed_body,
    "POST /api/v1/rotas/{rota_id}/pins": _pin_body,
    "POST /api/v1/rotas/{rota_id}/offers": _wish_body,
    "POST /api/v1/rotas/{rota_id}/holds": _hold_body,
    "POST /api/v1/repairs": _rota_body({"at": "2026-12-01T06:10:00+00:00", "events": []}),
    "POST /api/v1/robustness": _rota_body({}),
    "POST /api/v1/emergencies": _rota_body({"carers": 1}),
}
"""Bodies that name objects of the owner: they are as little to be had as those of an address."""
