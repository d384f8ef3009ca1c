"""From what is written on an envelope to a point on the map."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from geopy.exc import GeocoderTimedOut
from geopy.location import Location

from data.geocode import Gazetteer, Lookup, PlaceFinder, offline_lookup, online_lookup, quality_of
from scheduler.domain.place import PlaceQuality


def finder() -> PlaceFinder:
    """The bundled gazetteer alone."""
    return PlaceFinder([offline_lookup()])


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("Uppingham", 52.589, -0.723),
        ("  melton MOWBRAY ", 52.766, -0.887),
        ("7 Main Street, Whissendine, Oakham, LE15 7ET", 52.719, -0.775),
        ("Main Street Whissendine", 52.719, -0.775),
        ("Belton, Rutland", 52.602, -0.795),
        ("Belton LE12", 52.782, -1.337),
    ],
)
def test_the_village_is_found_in_an_address(text: str, lat: float, lon: float) -> None:
    """The first part that names a settlement decides; postcode and county must agree."""
    found = finder().find(text)
    assert found is not None
    assert found.quality is PlaceQuality.VILLAGE
    assert found.lat == pytest.approx(lat, abs=0.001)
    assert found.lon == pytest.approx(lon, abs=0.001)


@pytest.mark.parametrize("text", ["LE14 2AB", "le142ab", "LE14", "The Old Forge, LE14 2AB"])
def test_a_postcode_alone_is_its_district(text: str) -> None:
    """Offline no unit postcode is known, only where its district's centre lies."""
    found = finder().find(text)
    assert found is not None
    assert found.quality is PlaceQuality.OUTCODE
    assert found.lat == pytest.approx(52.79, abs=0.01)


@pytest.mark.parametrize("text", ["Belton", "ZZ1 1AA", "Nowhere at all", ""])
def test_what_is_not_known_for_sure_is_not_answered(text: str) -> None:
    """Two villages are called Belton; a guess between them would be wrong half the time."""
    assert finder().find(text) is None


def test_a_name_borne_twice_has_two_answers_for_who_asks_for_all() -> None:
    """The geopy way of asking for every match."""
    found = Gazetteer().geocode("Belton", exactly_one=False)
    assert isinstance(found, list)
    assert len(found) == 2


def test_every_bundled_place_lies_in_the_region_and_finds_itself() -> None:
    """Coordinates within the two counties' box; each place is found with its outcode."""
    gazetteer = Gazetteer()
    places = [place for named in gazetteer._settlements.values() for place in named]
    assert len(places) > 300
    for place in places:
        assert 52.3 < place.lat < 53.0
        assert -1.6 < place.lon < -0.4
        found = gazetteer.geocode(f"{place.name}, {place.outcode}")
        assert isinstance(found, Location)
        assert (found.latitude, found.longitude) == (place.lat, place.lon)


def answering(raw: dict[str, object], asked: list[str]) -> Lookup:
    """A geocoder that always gives one answer."""

    def ask(text: str) -> Location | None:
        asked.append(text)
        return Location("somewhere", (52.5, -0.9, 0.0), raw)

    return Lookup(name="online", ask=ask)


def test_a_better_geocoder_is_asked_first_and_remembered(tmp_path: Path) -> None:
    """Once answered, the question is never asked again, not even by another run."""
    asked: list[str] = []
    cache = tmp_path / "places.json"
    for _ in range(2):
        online = answering({"addresstype": "building"}, asked)
        found = PlaceFinder([online, offline_lookup()], cache).find("1 High Street, Uppingham")
        assert found is not None
        assert (found.quality, found.source) == (PlaceQuality.ADDRESS, "online")
    assert len(asked) == 1


def test_the_cache_keeps_no_address(tmp_path: Path) -> None:
    """Whoever finds the file learns no client's address from its text."""
    cache = tmp_path / "places.json"
    PlaceFinder([offline_lookup()], cache).find("1 High Street, Uppingham")
    assert "ingham" not in cache.read_text("utf-8")


def test_a_damaged_cache_is_made_again(tmp_path: Path) -> None:
    """A broken file costs a question, not the answer."""
    cache = tmp_path / "places.json"
    cache.write_text('{"x": 1', encoding="utf-8")
    assert PlaceFinder([offline_lookup()], cache).find("Uppingham") is not None
    assert cache.read_text("utf-8").endswith("}")


def test_when_the_online_geocoder_fails_the_gazetteer_answers(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The failure is logged without the address."""

    def ask(text: str) -> Location | None:
        raise GeocoderTimedOut(f"no answer for {text}")

    with caplog.at_level(logging.WARNING):
        found = PlaceFinder([Lookup(name="online", ask=ask), offline_lookup()]).find("Uppingham")
    assert found is not None
    assert found.source == "gazetteer"
    assert "Uppingham" not in caplog.text


@pytest.mark.parametrize(
    ("raw", "quality"),
    [
        ({"addresstype": "house"}, PlaceQuality.ADDRESS),
        ({"type": "postcode"}, PlaceQuality.POSTCODE),
        ({"addresstype": "road"}, PlaceQuality.VILLAGE),
        ({"addresstype": "county"}, None),
        ({}, None),
    ],
)
def test_how_well_a_place_is_known(raw: dict[str, object], quality: PlaceQuality | None) -> None:
    """A house is an address, a road is not, and a county is no answer at all."""
    assert quality_of(raw) is quality


def test_an_answer_that_is_only_a_county_is_passed_over() -> None:
    """The gazetteer's village is better than the middle of a county."""
    found = PlaceFinder([answering({"type": "county"}, []), offline_lookup()]).find("Uppingham")
    assert found is not None
    assert found.source == "gazetteer"


def test_an_online_geocoder_is_only_named_and_not_asked() -> None:
    """Making one opens no connection."""
    assert online_lookup("a test", domain="geocoder.invalid").name == "geocoder.invalid"
