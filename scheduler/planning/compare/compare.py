"""Two rotas of one week side by side: what changes, for whom, and what it gives and costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.domain.rota import Rota
from scheduler.domain.week import Week
from scheduler.planning.compare.notices import Notice, carer_notices, client_notices
from scheduler.planning.compare.people import (
    CarerDifference,
    ClientDifference,
    carer_differences,
    client_differences,
    counted,
)
from scheduler.planning.compare.visits import Change, VisitChange, visit_changes
from scheduler.planning.frontier.outcome import Outcome, outcome_of
from scheduler.planning.frontier.words import trade


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One rota beside another.

    Parameters
    ----------
    before, after
        Both judged and measured.
    visits
        Every visit that is different; ``same`` counts the visits that are not.
    counts
        Visits by kind of change.
    clients, carers
        Those whose week is different in anything.
    client_notices, carer_notices
        What each is told; only of real changes.
    trade
        What the second gives and costs beside the first, in a sentence.
    """

    before: Outcome
    after: Outcome
    visits: tuple[VisitChange, ...]
    same: int
    counts: Mapping[Change, int]
    clients: tuple[ClientDifference, ...]
    carers: tuple[CarerDifference, ...]
    client_notices: tuple[Notice, ...]
    carer_notices: tuple[Notice, ...]
    trade: str


def compare(week: Week, before: Rota, after: Rota) -> Comparison:
    """The second rota beside the first; neither has to be legal."""
    both = (outcome_of(week, before), outcome_of(week, after))
    changes, rotas = visit_changes(week, before, after), (before, after)
    return Comparison(
        before=both[0],
        after=both[1],
        visits=changes,
        same=len(week.visits) - len(changes),
        counts=counted(changes),
        clients=client_differences(week, changes, rotas, both),
        carers=carer_differences(week, changes, rotas, both),
        client_notices=client_notices(week, changes),
        carer_notices=carer_notices(week, changes),
        trade=trade(both[0], both[1]),
    )
