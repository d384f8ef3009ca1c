"""What the referee says: breaches in plain English, the cost, and the facts behind both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.domain.units import CarerId, ClientId, Day, VisitId
from scheduler.referee.codes import CODES, Kind
from scheduler.referee.ledger import Ledger
from scheduler.referee.rounds import Round


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom and what a breach concerns; ids only, in sorted order."""

    visits: tuple[VisitId, ...] = ()
    carers: tuple[CarerId, ...] = ()
    clients: tuple[ClientId, ...] = ()
    day: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One hard rule broken once.

    Parameters
    ----------
    code
        Row of the table of hard rules in docs/OBJECTIVE.md.
    rule
        Rule of scheduler/rules/README.md behind it; the code itself where there is none.
    sentence
        What is wrong, for a planner.
    limit, value
        The figure allowed and the figure found, in the unit of the rule (seconds, days,
        visits, pence an hour, level); ``None`` where the rule has no figure.
    """

    code: str
    rule: str
    kind: Kind
    sentence: str
    about: About
    limit: int | None = None
    value: int | None = None

    @property
    def visits(self) -> tuple[VisitId, ...]:
        """Visits concerned."""
        return self.about.visits

    @property
    def carers(self) -> tuple[CarerId, ...]:
        """Carers concerned."""
        return self.about.carers

    @property
    def clients(self) -> tuple[ClientId, ...]:
        """Clients concerned."""
        return self.about.clients

    @property
    def day(self) -> Day | None:
        """Day concerned, where it is one day."""
        return self.about.day


def breach(
    code: str,
    sentence: str,
    about: About,
    *,
    value: int | None = None,
    limit: int | None = None,
) -> Breach:
    """A breach of ``code``, with the rule and kind that the table of codes gives it."""
    entry = CODES[code]
    return Breach(
        code=code,
        rule=entry.rule,
        kind=entry.kind,
        sentence=sentence,
        about=about,
        limit=limit,
        value=value,
    )


def in_order(breaches: Iterable[Breach]) -> tuple[Breach, ...]:
    """Breaches by code, then day, then whom they concern: one order for one rota."""
    rank = {code: number for number, code in enumerate(CODES)}

    def place(one: Breach) -> tuple[int, int, tuple[str, ...], tuple[str, ...], str]:
        day = -(10**9) if one.day is None else one.day
        return (rank[one.code], day, one.carers, one.visits, one.sentence)

    return tuple(sorted(breaches, key=place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one rota breaks and costs.

    Parameters
    ----------
    breaches
        Every breach found, in one order whatever the order of the rota. Empty: publishable.
    cost : length 7, points
        By ``Tier``, compared in order.
    terms
        Points of every term of docs/OBJECTIVE.md by name, zeros included.
    rounds
        Each carer's spells of work as the referee reconstructed them.
    ledgers
        Hours, travel and pay of each carer in each block of seven days, every carer included.
    """

    breaches: tuple[Breach, ...]
    cost: tuple[int, ...]
    terms: Mapping[str, int]
    rounds: tuple[Round, ...]
    ledgers: tuple[Ledger, ...]

    @property
    def is_legal(self) -> bool:
        """Whether nothing hard is broken."""
        return not self.breaches

    def codes(self) -> tuple[str, ...]:
        """Code of each breach, repeats included."""
        return tuple(one.code for one in self.breaches)
