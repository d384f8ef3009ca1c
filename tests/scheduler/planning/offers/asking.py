"""A client who asks, and those who might come."""

from __future__ import annotations

from scheduler.domain.units import ClientId
from scheduler.domain.week import Week
from scheduler.planning.offers import Answer, Wish, offer_desk, offers
from tests.builders import (
    a_carer,
    a_client,
    a_rota,
    a_visit,
    a_week,
    clock,
)

C1 = ClientId("c1")


def asked(week: Week, who: dict[str, str], at: str, **wish: object) -> Answer:
    """What c1 is answered who wishes for their call at about a time."""
    desk = offer_desk(week, a_rota(week, who))
    given_wish: dict[str, object] = {"client": C1, "call": "call", "day": 0, "around": clock(at)}
    return offers(desk, Wish(**(given_wish | wish)))  # type: ignore[arg-type]


def team_of_a(*others: object, **week: object) -> Week:
    """c1 has a visit at nine and knows A; B is a stranger."""
    given_week: dict[str, object] = {
        "carers": [a_carer("A"), a_carer("B")],
        "clients": [a_client(team=("A",))],
    }
    return a_week(a_visit("v1"), *others, **(given_week | week))  # type: ignore[arg-type]
