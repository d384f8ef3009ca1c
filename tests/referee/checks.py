"""What the tests of the referee ask again and again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.referee import judge
from tests.builders import a_rota


def codes(week: Week, rota: Rota) -> tuple[str, ...]:
    """Code of each breach, repeats included."""
    return judge(week, rota).codes()


def codes_of(
    week: Week,
    who: Mapping[str, str | Sequence[str]],
    starts: Mapping[str, int] | None = None,
    **more: Any,
) -> tuple[str, ...]:
    """Code of each breach of a rota from visit to carer."""
    return codes(week, a_rota(week, who, starts, **more))


def term(
    name: str,
    week: Week,
    who: Mapping[str, str | Sequence[str]],
    starts: Mapping[str, int] | None = None,
    **more: Any,
) -> int:
    """Points of one term for a rota from visit to carer."""
    return judge(week, a_rota(week, who, starts, **more)).terms[name]
