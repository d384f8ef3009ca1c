"""See README.md in this folder."""

from scheduler.planning.capacity.asked import Asked, Band, Door, band_of
from scheduler.planning.capacity.bottleneck import Bottleneck
from scheduler.planning.capacity.capacity import Capacity, Draw, Settings, capacity
from scheduler.planning.capacity.harm import Harm, Tolerance
from scheduler.planning.capacity.proof import Proof
from scheduler.planning.capacity.trial import Effort

__all__ = [
    "Asked",
    "Band",
    "Bottleneck",
    "Capacity",
    "Door",
    "Draw",
    "Effort",
    "Harm",
    "Proof",
    "Settings",
    "Tolerance",
    "band_of",
    "capacity",
]
