"""See README.md in this folder."""

from scheduler.planning.peak.asks import Ask
from scheduler.planning.peak.moves import Move, PeakOfDay
from scheduler.planning.peak.peak import ALL_DAY, Between, Peak, peak
from scheduler.planning.peak.profile import Group, Stretch
from scheduler.planning.peak.quarters import Quarter

__all__ = [
    "ALL_DAY",
    "Ask",
    "Between",
    "Group",
    "Move",
    "Peak",
    "PeakOfDay",
    "Quarter",
    "Stretch",
    "peak",
]
