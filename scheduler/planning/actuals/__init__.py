"""Learning from what really happened; see README.md in this folder."""

from scheduler.planning.actuals.effects import Adopted, Effect, VisitEffect, adopt
from scheduler.planning.actuals.legs import LegFinding, leg_findings
from scheduler.planning.actuals.lengths import Finding, LengthFinding, length_findings
from scheduler.planning.actuals.records import Attendance, Booked

__all__ = [
    "Adopted",
    "Attendance",
    "Booked",
    "Effect",
    "Finding",
    "LegFinding",
    "LengthFinding",
    "VisitEffect",
    "adopt",
    "leg_findings",
    "length_findings",
]
