"""Why another carer cannot make a visit as things stand, and what would have to change."""

from __future__ import annotations

from scheduler.domain.units import CarerId
from scheduler.planning.explain.instead import Instead
from scheduler.planning.reasons import why_not
from scheduler.planning.relaxation import Case
from scheduler.planning.rungs import least_harmful_through
from scheduler.planning.words import MEANING, Why
from scheduler.rules.eligibility import Need, first_failure

BY_LADDER = {
    Why.OFF,
    Why.STRANGER,
    Why.TRAVEL,
    Why.BUSY,
    Why.HOURS,
    Why.REST,
    Why.BREAK,
    Why.PARTNER,
    Why.FREE,
}
"""What the ladder of single changes is asked about."""

BY_RULE = {
    Why.WINDOW: "Another start would have to be allowed by the window, the gap rules and the pins.",
    Why.SKILL: "They would have to be trained and signed off first.",
    Why.RECORDS_CHECK: "A valid criminal-records check would have to be on file.",
    Why.GENDER: "Nothing: the care plan says so.",
    Why.BLOCKED: "Nothing: the two are not planned together.",
    Why.VOLUNTEER: "Nothing: volunteers may not give this care.",
    Why.HOME: "Nothing: it is a matter of health.",
    Why.PINNED: "The pin would have to be lifted.",
}
"""What would have to change where a rule says so, whatever the hour."""


def refusal(case: Case, need: Need, carer: int, of: CarerId | None) -> Instead:
    """Why one carer cannot make a visit that is on the board of nobody.

    The remedy, where there is one, has been tried in full on the board: with this one thing
    changed the carer makes the visit and no rule is broken.
    """
    why = why_not(case, need, carer)
    name = case.week.carers[carer].id
    return Instead(
        carer=name,
        of=of,
        why=why,
        sentence=_sentence(case, need, carer, why),
        remedy=_remedy(case, need, carer, why),
    )


def _sentence(case: Case, need: Need, carer: int, why: Why) -> str:
    """The first failing rule in words."""
    rule = first_failure(need, case.week.carers[carer])
    if rule is not None and why == rule.REASON:
        return f"cannot come: {rule.breach(need, case.week.carers[carer])}"
    if why is Why.FREE:
        return "cannot come when the others of this visit do."
    return f"cannot come: {MEANING[why]}."


def _remedy(case: Case, need: Need, carer: int, why: Why) -> str:
    if why in BY_RULE:
        return BY_RULE[why]
    relaxation = least_harmful_through(case, need, carer, why) if why in BY_LADDER else None
    return "" if relaxation is None else relaxation.sentence
