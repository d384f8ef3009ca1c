"""Who came to a client before a stay in hospital."""

from __future__ import annotations

from scheduler.domain.units import CarerId, ClientId
from scheduler.planning.repair.situation import Situation
from scheduler.rules.eligibility import team_of


def former_team(situation: Situation, client: ClientId) -> frozenset[CarerId]:
    """Carers of a client who returns: those planned before the stay and since.

    Where none were, as after a stay of weeks, those who came in the window of the history,
    and the team agreed.
    """
    week = situation.week
    planned = {
        carer
        for one in situation.rota.assignments
        if week.visit[one.visit].client == client
        for carer in one.carers
    }
    if planned:
        return frozenset(planned)
    since = week.horizon.days - week.rules.visits.window_days
    came = {past.carer for past in week.history if past.client == client and past.day >= since}
    return frozenset(came | set(team_of(week.client[client])))
