"""Why the answer is no, and what somebody else has to agree to first."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator

from scheduler.domain.carer import Carer
from scheduler.domain.units import MINUTE
from scheduler.formulate.tasks import pins_of
from scheduler.planning.offers.desk import OfferDesk
from scheduler.planning.offers.wish import Wished
from scheduler.planning.words import MEANING, Why, clock
from scheduler.rules.eligibility import first_failure, need_of

TAKEN = "busy with other visits, or out of hours or rest"


def pinned(desk: OfferDesk, asking: Wished) -> str:
    """Why nothing can be offered for a visit that is pinned; "" where it is not."""
    if asking.old is None or asking.old.id not in pins_of(desk.week):
        return ""
    return f"Visit {asking.old.id} is pinned as it is; the pin would have to be lifted first."


def note_on(asking: Wished) -> str:
    """Whom to ask first about a time-critical call."""
    if asking.visit.critical is None:
        return ""
    return "The call is time-critical: whoever set its time has to agree before it is moved."


def why_no(desk: OfferDesk, asking: Wished) -> str:
    """What stands in the way of the time wished for, as counts of carers."""
    horizon, visit = desk.week.horizon, asking.visit
    grace = desk.week.rules.visits.grace
    listed = ", ".join(
        f"{count} {what}" for what, count in Tally(_stops(desk, asking)).most_common()
    )
    many = "nobody can" if visit.carers == 1 else "no two carers can"
    return (
        f"Within {grace // MINUTE} min of {clock(horizon, visit.agreed)} {many} make it. "
        f"Carers: {listed or 'none'}."
    )


def _stops(desk: OfferDesk, asking: Wished) -> Iterator[str]:
    """What stops each carer, the first rule that does."""
    need = need_of(desk.week, asking.visit, desk.known[asking.visit.client])
    for carer in desk.week.carers:
        rule = first_failure(need, carer)
        if not _works_then(desk, asking, carer):
            yield MEANING[Why.OFF]
        elif rule is not None:
            yield MEANING[Why(rule.REASON)]
        else:
            yield TAKEN


def _works_then(desk: OfferDesk, asking: Wished, carer: Carer) -> bool:
    visit, grace = asking.visit, desk.week.rules.visits.grace
    return any(
        shift.start <= visit.agreed + grace and visit.agreed - grace + visit.length <= shift.end
        for shift in desk.week.shifts_of[carer.id]
    )
