"""What the tags of one OpenStreetMap way mean for one mode.

References
----------
.. [1] https://wiki.openstreetmap.org/wiki/Key:access
.. [2] https://wiki.openstreetmap.org/wiki/Key:maxspeed
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from data.travel.roads.graph import DECI_KMH
from data.travel.roads.profiles import Profile

KMH_A_MILE = 1.609344
REFUSED = frozenset({"no", "agricultural", "forestry", "emergency", "psv", "bus", "military"})
LAST_LEG = frozenset({"private", "customers", "delivery", "destination", "permit", "residents"})
PAVEMENTS = frozenset({"both", "left", "right", "yes", "separate"})
BACKWARDS = frozenset({"-1", "reverse"})
ONE_WAY = frozenset({"yes", "true", "1"})
ROUNDABOUTS = frozenset({"roundabout", "circular"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How a way may be used: speed with and against its drawing, tenths of km/h, 0 for not.

    ``last_leg`` means only to reach or leave an address on it.
    """

    forward: int
    backward: int
    last_leg: bool


def limit_kmh(text: str) -> float | None:
    """The lowest limit in a ``maxspeed`` value, km/h; ``None`` if it holds no figure.

    Words such as ``national`` are no limit below the class's own speed, so they are none.

    Examples
    --------
    >>> round(limit_kmh("60 mph;30 mph") or 0)
    48
    >>> limit_kmh("GB:nsl_single") is None
    True
    """
    figures = [
        float(figure) * (KMH_A_MILE if unit else 1.0)
        for part in text.split(";")
        for figure, unit in re.findall(r"^\s*(\d+(?:\.\d+)?)\s*(mph)?\s*$", part)
    ]
    return min(figures) if figures else None


def access(tags: Mapping[str, str], profile: Profile) -> tuple[bool, bool]:
    """Whether the mode may use the way at all, and whether only for the last leg."""
    for key in profile.access_keys:
        value = tags.get(key)
        if value is not None:
            return value not in REFUSED, value in LAST_LEG
    return True, False


def directions(tags: Mapping[str, str], profile: Profile) -> tuple[bool, bool]:
    """Whether the way may be used with, and against, the direction it is drawn in."""
    if not profile.obeys_oneway:
        return True, True
    for key in profile.oneway_keys:
        value = tags.get(key)
        if value is not None:
            return value not in BACKWARDS, value not in ONE_WAY
    implied = tags.get("junction") in ROUNDABOUTS or tags.get("highway") == "motorway"
    return True, not implied


def speed(tags: Mapping[str, str], profile: Profile) -> int:
    """Speed along the way, tenths of km/h; 0 if the mode does not use its class."""
    kmh = profile.kmh.get(tags.get("highway", ""), 0.0)
    limit = limit_kmh(tags["maxspeed"]) if "maxspeed" in tags else None
    if limit is not None and profile.limit_permille is not None:
        kmh = min(kmh, limit * profile.limit_permille / 1000)
    return round(kmh * DECI_KMH)


def pace(tags: Mapping[str, str], profile: Profile) -> tuple[int, bool] | None:
    """Speed in tenths of km/h and whether for the last leg only; ``None`` if not usable."""
    kmh = speed(tags, profile)
    allowed, last_leg = access(tags, profile)
    if kmh <= 0 or not allowed or tags.get("area") == "yes":
        return None
    kind = tags["highway"]
    if kind in profile.needs_sidewalk and tags.get("sidewalk") not in PAVEMENTS:
        return None
    return kmh, last_leg or kind in profile.last_leg_classes


def use(tags: Mapping[str, str], profile: Profile) -> Use | None:
    """How ``profile``'s mode may use a way with ``tags``; ``None`` if it may not."""
    usable = pace(tags, profile)
    if usable is None:
        return None
    kmh, last_leg = usable
    forward, backward = directions(tags, profile)
    return Use(forward=kmh if forward else 0, backward=kmh if backward else 0, last_leg=last_leg)
