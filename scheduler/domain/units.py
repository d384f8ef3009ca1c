"""Names and units every other part speaks in; nothing here computes."""

from __future__ import annotations

from typing import NewType, TypeAlias

CarerId = NewType("CarerId", str)
ClientId = NewType("ClientId", str)
VisitId = NewType("VisitId", str)
ShiftId = NewType("ShiftId", str)
PlaceId = NewType("PlaceId", str)

Seconds: TypeAlias = int
"""A duration, in whole seconds."""

Moment: TypeAlias = int
"""Elapsed seconds since 00:00 local time on the first day planned; negative in the past."""

Day: TypeAlias = int
"""Days since the first day planned (0); negative in the past."""

Metres: TypeAlias = int
Points: TypeAlias = int
"""The unit of every cost; points of different tiers are never added together."""

MINUTE: Seconds = 60
HOUR: Seconds = 3600
