"""Where an address, postcode or village lies, and how well that is known.

The bundled gazetteer answers without a network connection; an online geocoder is asked only
when one is passed in. Texts are people's addresses: the cache keeps only their hashes, and
none is ever logged.
"""

from __future__ import annotations

import csv
import hashlib
import json
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from data.write.atomic import write_files
from scheduler.domain.place import PlaceQuality

LOG = logging.getLogger(__name__)

POSTCODE = re.compile(r"\b([A-Z]{1,2}\d{1,2}[A-Z]?)(?:\s*\d[A-Z]{2})?\b")
"""An outcode, and the rest of the unit postcode where it is given."""

HOUSES = frozenset({"house", "building", "place", "amenity", "shop", "office", "farm"})
SETTLEMENTS = frozenset(
    {"village", "hamlet", "town", "suburb", "neighbourhood", "isolated_dwelling", "city", "road"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A position in degrees, how well it is known, and who says so."""

    lat: float
    lon: float
    quality: PlaceQuality
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One settlement of the gazetteer."""

    name: str
    outcode: str
    county: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """One geocoder: a name for the record, and the question to ask it."""

    name: str
    ask: Callable[[str], Location | None]


def _table(name: str) -> list[dict[str, str]]:
    """Rows of a bundled file."""
    text = files("data").joinpath("gazetteer", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _plain(text: str) -> str:
    """Lower case, single spaces, no full stops or apostrophes."""
    return " ".join(re.sub(r"[.'’]", "", text).casefold().replace("-", " ").split())


class Gazetteer(Geocoder):  # type: ignore[misc]  # geopy has no types
    """The bundled places as a geopy geocoder.

    The first part of an address that names a known settlement decides; a postcode or county
    in the text must agree with it. Otherwise the centre of the postcode district answers.
    """

    def __init__(self) -> None:
        super().__init__()

    @cached_property
    def _settlements(self) -> Mapping[str, Sequence[Settled]]:
        """Settlements by plain name."""
        found: dict[str, list[Settled]] = {}
        for row in _table("places.csv"):
            place = Settled(
                name=row["place"],
                outcode=row["outcode"],
                county=row["county"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
            )
            found.setdefault(_plain(place.name), []).append(place)
        return found

    @cached_property
    def _outcodes(self) -> Mapping[str, tuple[float, float]]:
        """Centres of postcode districts, degrees."""
        return {
            row["outcode"]: (float(row["lat"]), float(row["lon"])) for row in _table("outcodes.csv")
        }

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """What the gazetteer knows about ``query``.

        Parameters
        ----------
        exactly_one
            If true, a name that several settlements bear is answered only by their common
            postcode district, or not at all.
        timeout
            Not used: nothing is waited for.
        """
        outcode = self._outcode(query)
        settlements = self._matching(query, outcode)
        answers = [
            Location(
                f"{place.name}, {place.county}, {place.outcode}",
                (place.lat, place.lon, 0.0),
                {"quality": PlaceQuality.VILLAGE.value},
            )
            for place in settlements
        ]
        if len(answers) == 1 or (answers and not exactly_one):
            return answers[0] if exactly_one else answers
        if outcode is not None and outcode in self._outcodes:
            centre = Location(
                outcode,
                (*self._outcodes[outcode], 0.0),
                {"quality": PlaceQuality.OUTCODE.value},
            )
            return centre if exactly_one else [centre]
        return None

    def _outcode(self, query: str) -> str | None:
        """The outcode written in the text, if one is."""
        found = POSTCODE.search(query.upper())
        return found.group(1) if found else None

    def _matching(self, query: str, outcode: str | None) -> Sequence[Settled]:
        """Settlements named by the first part of the text that names any."""
        parts = [_plain(part) for part in re.split(r"[,;\n]", POSTCODE.sub(" ", query.upper()))]
        for part in parts:
            words = part.split()
            for begin in range(len(words)):
                named = [
                    place
                    for place in self._settlements.get(" ".join(words[begin:]), ())
                    if outcode in (None, place.outcode)
                ]
                if named:
                    of_county = [place for place in named if _plain(place.county) in parts]
                    return of_county or named
        return ()


def offline_lookup() -> Lookup:
    """The bundled gazetteer."""
    return Lookup(name="gazetteer", ask=Gazetteer().geocode)


def online_lookup(user_agent: str, domain: str = "nominatim.openstreetmap.org") -> Lookup:
    """OpenStreetMap's Nominatim, at most one question a second, as its policy asks.

    Addresses of clients leave the house this way: only for a provider who may do that, or
    with ``domain`` set to a server of their own.
    """
    service = Nominatim(user_agent=user_agent, domain=domain)
    polite = RateLimiter(service.geocode, min_delay_seconds=1.0, swallow_exceptions=False)

    def ask(text: str) -> Location | None:
        """One question, within Great Britain."""
        return polite(text, country_codes="gb")

    return Lookup(name=domain, ask=ask)


def quality_of(raw: Mapping[str, object]) -> PlaceQuality | None:
    """How well an answer is known, from the geocoder's own words; ``None``: useless.

    A road or a city counts as a village: the point is not the address.
    """
    stated = raw.get("quality")
    if isinstance(stated, str):
        return PlaceQuality(stated)
    kind = raw.get("addresstype") or raw.get("type")
    if kind in HOUSES:
        return PlaceQuality.ADDRESS
    if kind == "postcode":
        return PlaceQuality.POSTCODE
    return PlaceQuality.VILLAGE if kind in SETTLEMENTS else None


class PlaceFinder:
    """Asks geocoders in order until one knows, and remembers what they said.

    Parameters
    ----------
    lookups
        The best first; usually an online one, if any, then the gazetteer.
    cache
        JSON file of earlier answers, kept under the hash of the question; ``None``: none.
    """

    def __init__(self, lookups: Sequence[Lookup], cache: Path | None = None) -> None:
        self._lookups = lookups
        self._cache = cache
        self._known = _read_cache(cache) if cache else {}

    def find(self, text: str) -> Found | None:
        """Where ``text`` lies, or ``None`` if nobody knows."""
        names = [lookup.name for lookup in self._lookups]
        key = hashlib.sha256(json.dumps([_plain(text), names]).encode()).hexdigest()
        if key not in self._known:
            found = self._ask(text)
            if found is None:
                return None
            self._known[key] = found
            self._save()
        return self._known[key]

    def _ask(self, text: str) -> Found | None:
        """The first usable answer."""
        for lookup in self._lookups:
            try:
                answer = lookup.ask(text)
            except GeopyError as fault:
                LOG.warning("Geocoder %s gives no answer: %s.", lookup.name, type(fault).__name__)
                continue
            quality = quality_of(answer.raw) if answer is not None else None
            if answer is not None and quality is not None:
                return Found(
                    lat=answer.latitude,
                    lon=answer.longitude,
                    quality=quality,
                    source=lookup.name,
                )
        return None

    def _save(self) -> None:
        """Write all answers, whole or not at all."""
        if self._cache is not None:
            table = {key: asdict(found) for key, found in sorted(self._known.items())}
            content = json.dumps(table, indent=1).encode()
            write_files(self._cache.parent, {self._cache.name: content})


def _read_cache(path: Path) -> dict[str, Found]:
    """Earlier answers; none if the file is missing or damaged."""
    if not path.is_file():
        return {}
    try:
        return {
            key: Found(
                lat=float(kept["lat"]),
                lon=float(kept["lon"]),
                quality=PlaceQuality(kept["quality"]),
                source=str(kept["source"]),
            )
            for key, kept in json.loads(path.read_text("utf-8")).items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        LOG.warning("The file of kept places is damaged and is made again (%s).", fault)
        return {}
