"""How each mode uses each kind of way; the figures are in ``profiles.toml``."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from scheduler.domain.travel import Mode

ROAD_MODES = (Mode.CAR, Mode.BIKE, Mode.EBIKE, Mode.WALK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One mode's view of the map.

    Parameters
    ----------
    kmh
        Free-flow speed by ``highway`` class; a class that is absent is not used.
    limit_permille
        Share of a tagged speed limit that is really driven; ``None`` ignores limits.
    access_keys, oneway_keys
        Tags that decide, the most particular first.
    obeys_oneway
        False on foot.
    last_leg_classes
        Used only at the beginning and the end of a leg, as private roads are.
    needs_sidewalk
        Classes used only where a pavement is mapped.
    blocking_barriers
        Values of ``barrier`` on a node that cannot be passed.
    digest
        Changes when any of the above does.
    """

    mode: Mode
    kmh: Mapping[str, float]
    limit_permille: int | None
    access_keys: tuple[str, ...]
    oneway_keys: tuple[str, ...]
    obeys_oneway: bool
    last_leg_classes: frozenset[str]
    needs_sidewalk: frozenset[str]
    blocking_barriers: frozenset[str]
    digest: str


@lru_cache(maxsize=1)
def profiles() -> Mapping[Mode, Profile]:
    """The profiles shipped with the product, by mode."""
    text = files("data.travel.roads").joinpath("profiles.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return {
        mode: Profile(
            mode=mode,
            kmh=table["kmh"],
            limit_permille=table.get("limit_permille"),
            access_keys=tuple(table["access_keys"]),
            oneway_keys=tuple(table["oneway_keys"]),
            obeys_oneway=table["obeys_oneway"],
            last_leg_classes=frozenset(table["last_leg_classes"]),
            needs_sidewalk=frozenset(table["needs_sidewalk"]),
            blocking_barriers=frozenset(table["blocking_barriers"]),
            digest=hashlib.sha256(repr(sorted(table.items())).encode()).hexdigest()[:12],
        )
        for mode in ROAD_MODES
        for table in (tables[mode.value],)
    }
