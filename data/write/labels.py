"""How people and places are called on paper: names, or ids alone.

Names are kept apart from planning data and meet it only here, where pages are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.tables import Given
from data.write.villages import villages
from scheduler.domain.units import CarerId, ClientId, PlaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Words for ids.

    Parameters
    ----------
    clients, carers
        Display names; somebody without one is called by the id.
    places
        Village or postcode of a place, never a whole address.
    pseudonyms
        True shows ids alone, and no place names.
    """

    clients: Mapping[ClientId, str] = field(default_factory=dict)
    carers: Mapping[CarerId, str] = field(default_factory=dict)
    places: Mapping[PlaceId, str] = field(default_factory=dict)
    pseudonyms: bool = False

    def client(self, client: ClientId) -> str:
        """Id and name, "C012 Ada Example"."""
        return self._with_id(client, self.clients.get(client, ""))

    def carer(self, carer: CarerId) -> str:
        """Id and name, "K07 Ada Example"."""
        return self._with_id(carer, self.carers.get(carer, ""))

    def place(self, place: PlaceId) -> str:
        """Village or postcode; empty where it is not known or not to be shown."""
        return "" if self.pseudonyms else self.places.get(place, "")

    def client_name(self, client: ClientId) -> str:
        """Name alone, or the id."""
        return self._name_or_id(client, self.clients.get(client, ""))

    def carer_name(self, carer: CarerId) -> str:
        """Name alone, or the id."""
        return self._name_or_id(carer, self.carers.get(carer, ""))

    def carer_briefly(self, carer: CarerId) -> str:
        """Id and first name: all that colleagues see of each other."""
        return self._with_id(carer, self.carers.get(carer, "").split(" ")[0])

    def initials(self, client: ClientId) -> str:
        """First letters of a client's name, or the id."""
        name = self.client_name(client)
        return name if name == client else "".join(word[0] for word in name.split()).upper()

    def _with_id(self, known_as: str, name: str) -> str:
        return known_as if self.pseudonyms or name in ("", known_as) else f"{known_as} {name}"

    def _name_or_id(self, known_as: str, name: str) -> str:
        return known_as if self.pseudonyms or not name else name


def labels_of(given: Given, *, pseudonyms: bool = False) -> Labels:
    """Names and places of what was given: village and postcode for clients' homes."""
    week, names = given.week, given.names
    postcodes = {client.place: names.client_postcodes.get(client.id, "") for client in week.clients}
    in_village = villages(week.places)
    return Labels(
        clients=names.clients,
        carers=names.carers,
        places={
            place.id: " ".join(
                part for part in (in_village.get(place.id, ""), postcodes.get(place.id, "")) if part
            )
            for place in week.places
        },
        pseudonyms=pseudonyms,
    )
