"""A day's buses, from a CSV file or a folder in the General Transit Feed Specification.

References
----------
.. [1] https://gtfs.org/documentation/schedule/reference/
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from scheduler.domain.errors import InputError
from scheduler.domain.units import Seconds

Ints = npt.NDArray[np.int64]
COLUMNS = ("trip", "stop", "stop_lat", "stop_lon", "time")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where a bus can be boarded; degrees."""

    id: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A bus standing at a stop; seconds after 00:00 of the service day, may pass 24:00."""

    trip: str
    stop: str
    arrives: Seconds
    leaves: Seconds


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Timetable:
    """One day's service as connections: one bus, from one stop to the next.

    Parameters
    ----------
    stops : length s
    trip, from_stop, to_stop : shape (c,)
        Numbers of trips, rows of stops.
    leaves, arrives : shape (c,), seconds after 00:00
        Ordered by ``leaves``.
    source
        Whose timetable, in words.
    """

    stops: tuple[Stop, ...]
    trip: Ints
    from_stop: Ints
    to_stop: Ints
    leaves: Ints
    arrives: Ints
    source: str


def clock_seconds(text: str) -> Seconds:
    """Seconds after 00:00 of ``HH:MM`` or ``HH:MM:SS``; hours above 23 are after midnight.

    Raises
    ------
    ValueError
        If ``text`` is no such time.
    """
    found = re.fullmatch(r"\s*(\d{1,2}):([0-5]\d)(?::([0-5]\d))?\s*", text)
    if found is None:
        raise ValueError(f"{text!r} is no time such as 07:45")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def timetable(stops: Iterable[Stop], calls: Iterable[Call], source: str) -> Timetable:
    """The connections between calls that follow each other, in the order given, by trip.

    Raises
    ------
    InputError
        If a bus arrives before it left the stop before.
    """
    known = {stop.id: stop for stop in stops}
    trips: dict[str, list[Call]] = {}
    for call in calls:
        trips.setdefault(call.trip, []).append(call)
    row = {stop: number for number, stop in enumerate(known)}
    legs, faults = [], []
    for number, (trip, made) in enumerate(trips.items()):
        for here, there in pairwise(made):
            if there.arrives < here.leaves or there.leaves < there.arrives:
                faults.append(f"Trip {trip} is at {there.stop} before it has left {here.stop}.")
            legs.append((here.leaves, there.arrives, number, row[here.stop], row[there.stop]))
    if faults:
        advice = "Maybe a time after midnight must be written 24:10, not 00:10."
        raise InputError("\n".join([*faults, advice]))
    # Of connections leaving together, the one that arrives first must be seen first; the
    # order within a trip stays.
    table = np.array(sorted(legs, key=lambda leg: leg[:2]), dtype=np.int64).reshape(-1, 5)
    return Timetable(
        stops=tuple(known.values()),
        leaves=table[:, 0],
        arrives=table[:, 1],
        trip=table[:, 2],
        from_stop=table[:, 3],
        to_stop=table[:, 4],
        source=source,
    )


def read_timetable(path: Path) -> Timetable:
    """A timetable from a CSV file with columns trip, stop, stop_lat, stop_lon, time.

    One row for each time a bus is at a stop, in order within its trip.

    Raises
    ------
    InputError
        Naming every row that cannot be understood.
    """
    stops: dict[str, Stop] = {}
    calls: list[Call] = []
    faults: list[str] = []
    for number, row in enumerate(_rows(path, COLUMNS), start=2):
        try:
            time = clock_seconds(row["time"])
            stop = Stop(id=row["stop"], lat=float(row["stop_lat"]), lon=float(row["stop_lon"]))
        except ValueError as fault:
            faults.append(f"{path.name}, row {number}: {fault}.")
            continue
        if stops.setdefault(stop.id, stop) != stop:
            faults.append(f"{path.name}, row {number}: stop {stop.id} lies in two places.")
        calls.append(Call(trip=row["trip"], stop=stop.id, arrives=time, leaves=time))
    if faults:
        raise InputError("\n".join(faults))
    return timetable(stops.values(), calls, f"timetable {path.name}")


def read_gtfs(folder: Path, on: date) -> Timetable:
    """The service of one date from a GTFS folder.

    Reads ``stops.txt``, ``trips.txt``, ``stop_times.txt``, and ``calendar.txt`` or
    ``calendar_dates.txt``. Frequencies and transfers are not read.

    Raises
    ------
    InputError
        If a file or column is missing, or a time cannot be understood.
    """
    running = _services(folder, on)
    trips = {
        row["trip_id"]
        for row in _rows(folder / "trips.txt", ("trip_id", "service_id"))
        if row["service_id"] in running
    }
    columns = ("trip_id", "stop_id", "arrival_time", "departure_time", "stop_sequence")
    times = [row for row in _rows(folder / "stop_times.txt", columns) if row["trip_id"] in trips]
    try:
        stops = [
            Stop(id=row["stop_id"], lat=float(row["stop_lat"]), lon=float(row["stop_lon"]))
            for row in _rows(folder / "stops.txt", ("stop_id", "stop_lat", "stop_lon"))
            if row["stop_lat"]
        ]
        calls = [
            Call(
                trip=row["trip_id"],
                stop=row["stop_id"],
                arrives=clock_seconds(row["arrival_time"]),
                leaves=clock_seconds(row["departure_time"]),
            )
            for row in sorted(times, key=lambda one: (one["trip_id"], int(one["stop_sequence"])))
            if row["arrival_time"]
        ]
    except ValueError as fault:
        raise InputError(f"{folder.name}: {fault}.") from fault
    lost = sorted({call.stop for call in calls} - {stop.id for stop in stops})
    if lost:
        raise InputError(f"{folder.name}: stop_times.txt names unknown stops {', '.join(lost)}.")
    return timetable(stops, calls, f"timetable {folder.name} for {on.isoformat()}")


def _services(folder: Path, on: date) -> set[str]:
    """Ids of the services that run on one date."""
    stamp, weekday = on.strftime("%Y%m%d"), WEEKDAYS[on.weekday()]
    running = set()
    if (folder / "calendar.txt").is_file():
        columns = ("service_id", "start_date", "end_date", *WEEKDAYS)
        for row in _rows(folder / "calendar.txt", columns):
            if row[weekday] == "1" and row["start_date"] <= stamp <= row["end_date"]:
                running.add(row["service_id"])
    if (folder / "calendar_dates.txt").is_file():
        exceptions = ("service_id", "date", "exception_type")
        for row in _rows(folder / "calendar_dates.txt", exceptions):
            if row["date"] == stamp:
                change = running.add if row["exception_type"] == "1" else running.discard
                change(row["service_id"])
    return running


def _rows(path: Path, columns: Iterable[str]) -> list[Mapping[str, str]]:
    """Rows of a CSV file that must have ``columns``; every value stripped.

    Raises
    ------
    InputError
        If the file or one of the columns is missing.
    """
    if not path.is_file():
        raise InputError(f"The timetable file {path.name} does not exist.")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise InputError(f"{path.name} has no column {', '.join(missing)}.")
        return [{name: (row[name] or "").strip() for name in columns} for row in reader]
