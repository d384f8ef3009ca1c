"""What clients would rather: the dislike term, per carer's part of a visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.domain.client import Gender
from scheduler.domain.pair import Pair, PairKind
from scheduler.domain.units import CarerId, ClientId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate.rows import Rows
from solver.model import Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Wishes that apply to one visit on its day."""

    gender: Gender | None
    languages: frozenset[str]
    avoided: frozenset[CarerId]
    preferred: frozenset[CarerId]


def wishes_of(week: Week) -> list[Wish]:
    """Wish of each visit of the week."""
    pairs: dict[ClientId, list[Pair]] = defaultdict(list)
    for pair in week.pairs:
        pairs[pair.client].append(pair)
    return [_wish(week, visit, pairs[visit.client]) for visit in week.visits]


def wish_of(week: Week, visit: Visit) -> Wish:
    """Wish of one visit of a client of the week, which need not be of the week itself."""
    return _wish(week, visit, [pair for pair in week.pairs if pair.client == visit.client])


def _wish(week: Week, visit: Visit, pairs: list[Pair]) -> Wish:
    client = week.client[visit.client]
    held = [pair for pair in pairs if pair.holds_on(visit.day)]
    return Wish(
        gender=client.gender_prefer,
        languages=client.languages,
        avoided=frozenset(pair.carer for pair in held if pair.kind is PairKind.AVOID),
        preferred=frozenset(pair.carer for pair in held if pair.kind is PairKind.PREFER),
    )


def dislikes(week: Week, rows: Rows, wishes: Sequence[Wish]) -> Ints:
    """Points of each wish by carer, shape (wishes, C)."""
    prices = week.rules.prices
    points = np.zeros((len(wishes), len(week.carers)), dtype=np.int32)
    for row, wish in zip(points, wishes, strict=True):
        row += prices.avoid * _among(wish.avoided, rows)
        if wish.preferred:
            row += prices.not_preferred * (1 - _among(wish.preferred, rows))
        if wish.gender is not None:
            row += prices.other_gender * _marks(c.gender is not wish.gender for c in week.carers)
        if wish.languages:
            row += prices.other_language * _marks(
                wish.languages.isdisjoint(carer.languages) for carer in week.carers
            )
    return points


def _among(carers: frozenset[CarerId], rows: Rows) -> Ints:
    """1 for the carers named, shape (C,)."""
    found = np.zeros(len(rows.carers), dtype=np.int32)
    found[[rows.carers.row(carer) for carer in carers if carer in rows.carers]] = 1
    return found


def _marks(flags: Iterable[bool]) -> Ints:
    return np.fromiter(flags, dtype=np.int32)
