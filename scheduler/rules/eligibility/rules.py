"""All eligibility rules, in the order in which the first failure is named."""

from __future__ import annotations

from scheduler.domain.carer import Carer
from scheduler.rules.eligibility import (
    gender,
    home,
    known_face,
    no_fault_block,
    records_check,
    safeguarding_block,
    skills,
    volunteers,
)
from scheduler.rules.eligibility.need import Need
from scheduler.rules.eligibility.rule import EligibilityRule

ELIGIBILITY: tuple[EligibilityRule, ...] = (
    skills,
    records_check,
    gender,
    no_fault_block,
    safeguarding_block,
    volunteers,
    home,
    known_face,
)


def first_failure(need: Need, carer: Carer) -> EligibilityRule | None:
    """First rule that keeps the carer from meeting the need, ``None`` if none does."""
    return next((rule for rule in ELIGIBILITY if rule.fails(need, carer)), None)
