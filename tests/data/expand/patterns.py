"""Patterns, calls and spells for the tests of this folder."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from data.expand import CallTemplate, Recurrence, Spell, SpellKind
from scheduler.domain.horizon import Horizon
from scheduler.domain.units import CarerId, ClientId, PlaceId

MONDAY = date(2026, 6, 1)
"""Eight weeks and more from any clock change."""

HOMES = {CarerId("A"): PlaceId("home-A"), CarerId("B"): PlaceId("home-B")}


def a_week(first_day: date = MONDAY, days: int = 7) -> Horizon:
    """The period planned."""
    return Horizon(first_day=first_day, days=days)


def at(text: str) -> int:
    """Seconds after 00:00 of a clock time; 30:00 is 06:00 on the next day."""
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def a_call(start: str = "08:00", **changes: Any) -> CallTemplate:
    """Half an hour of breakfast at C1 every day, half an hour either way."""
    ordinary: dict[str, Any] = {
        "client": ClientId("C1"),
        "call": "breakfast",
        "when": Recurrence(),
        "start": at(start),
        "before": 1800,
        "after": 1800,
        "length": 1800,
        "place": PlaceId("at-C1"),
        "place_end": PlaceId("at-C1"),
    }
    return CallTemplate(**(ordinary | changes))


def a_spell(start: str, end: str, kind: SpellKind = SpellKind.AVAILABLE, **when: Any) -> Spell:
    """A spell of carer A on every day, unless said otherwise."""
    return Spell(
        carer=CarerId("A"), kind=kind, when=Recurrence(**when), start=at(start), end=at(end)
    )


def recurrences() -> st.SearchStrategy[Recurrence]:
    """Patterns without dates, cycles of 1 to 8 weeks."""
    return st.integers(1, 8).flatmap(
        lambda cycle: st.builds(
            Recurrence,
            weekdays=st.frozensets(st.integers(0, 6), min_size=1),
            weeks=st.frozensets(st.integers(1, cycle), min_size=1),
            cycle=st.just(cycle),
        )
    )


def spells(*kinds: SpellKind) -> st.SearchStrategy[list[Spell]]:
    """Up to six spells of carers A and B on whole quarters of an hour."""
    quarters = st.integers(0, 95).map(lambda quarter: quarter * 900)
    one = st.builds(
        Spell,
        carer=st.sampled_from(list(HOMES)),
        kind=st.sampled_from(kinds or tuple(SpellKind)),
        when=recurrences(),
        start=quarters,
        end=quarters.map(lambda quarter: quarter + 900),
    )
    return st.lists(one, max_size=6)
