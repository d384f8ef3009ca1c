"""Rules E1 to E8: who may make which visit at all; see README.md in this folder."""

from scheduler.rules.eligibility.need import Need, acquaintances, need_of, needs_of, team_of
from scheduler.rules.eligibility.rule import EligibilityRule
from scheduler.rules.eligibility.rules import ELIGIBILITY, first_failure

__all__ = [
    "ELIGIBILITY",
    "EligibilityRule",
    "Need",
    "acquaintances",
    "first_failure",
    "need_of",
    "needs_of",
    "team_of",
]
