"""One place for each distinct address."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from scheduler.domain.place import Place, PlaceQuality, Settlement
from scheduler.domain.units import PlaceId

DECIMALS = 5
"""Coordinates that agree to this many decimals of a degree (about a metre) are one place."""


@dataclass(slots=True)
class Places:
    """Places gathered so far.

    Ids say who lives there (``at-C012``), never where that is. Of two people at one address
    the first names it. People known only by postcode or village share coordinates without
    sharing a door, so each keeps a place of their own.
    """

    _known: dict[Hashable, Place] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def add(
        self,
        name: str,
        spot: tuple[float, float],
        settlement: Settlement = Settlement.RURAL,
        quality: PlaceQuality = PlaceQuality.ADDRESS,
    ) -> PlaceId:
        """The place at ``spot`` (latitude, longitude in degrees), made if it is new."""
        lat, lon = round(spot[0], DECIMALS), round(spot[1], DECIMALS)
        door = (lat, lon) if quality is PlaceQuality.ADDRESS else (lat, lon, name)
        if door in self._known and settlement is Settlement.TOWN:
            # Two people at one door may say different things; the longer way in is believed.
            self._known[door] = replace(self._known[door], settlement=settlement)
        if door not in self._known:
            self._known[door] = Place(
                id=self._free_name(name), lat=lat, lon=lon, settlement=settlement, quality=quality
            )
        return self._known[door].id

    def all(self) -> tuple[Place, ...]:
        """Every place, in the order in which it was first named."""
        return tuple(self._known.values())

    def _free_name(self, name: str) -> PlaceId:
        """``name``, or ``name-2`` and so on where it is taken."""
        free, turn = name, 1
        while free in self._names:
            turn += 1
            free = f"{name}-{turn}"
        self._names.add(free)
        return PlaceId(free)
