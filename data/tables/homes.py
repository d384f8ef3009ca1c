"""Where everybody lives, and where escorts end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from data.expand.places import Places
from data.geocode import Found
from data.tables.convert import settlement_of
from data.tables.faults import Fault, TableFaults
from data.tables.rows_calls import DemandRow
from data.tables.rows_carers import CarerRow
from data.tables.rows_people import ClientRow
from data.tables.tables import Tables
from scheduler.domain.place import Place, PlaceQuality, Settlement
from scheduler.domain.units import CarerId, ClientId, PlaceId


class Geocoder(Protocol):
    """Anything that knows where a postcode or address lies."""

    def find(self, text: str) -> Found | None:
        """Coordinates and how well they are known, or nothing."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """Places of one set of tables.

    ``ends`` gives where the call of a row of demand ends, if not at the client's home.
    ``vague`` lists people whose coordinates are not those of their door.
    """

    places: tuple[Place, ...]
    clients: dict[ClientId, PlaceId]
    carers: dict[CarerId, PlaceId]
    ends: dict[int, PlaceId]
    vague: dict[PlaceQuality, tuple[str, ...]]


@dataclass(slots=True)
class _Search:
    """Places found so far, the people who are vaguely placed, and what was not found."""

    geocoder: Geocoder
    places: Places = field(default_factory=Places)
    vague: dict[PlaceQuality, list[str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def locate(self, name: str, text: str, settlement: Settlement) -> PlaceId | None:
        """The place a postcode, or a pair of coordinates, stands for."""
        if text.count(",") == 1 and text.translate(str.maketrans("", "", ",.- ")).isdecimal():
            lat, lon = (float(part) for part in text.split(","))
            return self.places.add(name, (lat, lon), settlement)
        return self.ask(name, text, settlement)

    def ask(self, name: str, text: str, settlement: Settlement) -> PlaceId | None:
        """The place the geocoder knows for ``text``."""
        found = self.geocoder.find(text)
        if found is None:
            return None
        if found.quality is not PlaceQuality.ADDRESS:
            self.vague.setdefault(found.quality, []).append(name)
        return self.places.add(name, (found.lat, found.lon), settlement, found.quality)

    def home(self, name: str, row: ClientRow | CarerRow, file: str) -> PlaceId:
        """Where a person lives: coordinates where given, else by postcode."""
        settlement = settlement_of(row)
        if row.lat is not None and row.lon is not None:
            return self.places.add(f"at-{name}", (row.lat, row.lon), settlement)
        return self._or_fault(
            self.ask(f"at-{name}", row.postcode, settlement), file, row.row, "postcode"
        )

    def end(self, row: DemandRow, file: str) -> PlaceId:
        """Where an escort ends."""
        name = f"end-{row.client_id}-{row.call}"
        found = self.locate(name, row.place_end, Settlement.TOWN)
        return self._or_fault(found, file, row.row, "place_end")

    def _or_fault(self, found: PlaceId | None, file: str, row: int, column: str) -> PlaceId:
        """What was found; a fault for what was not."""
        if found is not None:
            return found
        message = "Nobody knows where this is."
        advice = "Maybe give lat and lon, or check the postcode."
        self.faults.append(Fault(file=file, row=row, column=column, message=message, advice=advice))
        return PlaceId("")


def find_homes(tables: Tables, geocoder: Geocoder) -> Homes:
    """Every place the tables name.

    Raises
    ------
    TableFaults
        Naming every row whose place nobody knows.
    """
    search = _Search(geocoder)
    files = tables.files
    clients = {
        row.client_id: search.home(row.client_id, row, files.get("clients", "clients"))
        for row in tables.clients
    }
    carers = {
        row.carer_id: search.home(row.carer_id, row, files.get("carers", "carers"))
        for row in tables.carers
    }
    ends = {
        index: search.end(row, files.get("demand", "demand"))
        for index, row in enumerate(tables.demand)
        if row.place_end and not row.cancel
    }
    if search.faults:
        raise TableFaults(search.faults)
    return Homes(
        places=search.places.all(),
        clients=clients,
        carers=carers,
        ends=ends,
        vague={quality: tuple(names) for quality, names in search.vague.items()},
    )
