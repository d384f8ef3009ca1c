"""Travel by bus, and on foot to and from it.

Planning needs one figure for each leg, whatever the hour. It is the greatest door-to-door
time of any departure while the leg has a service, so that a carer who has just missed a bus
still arrives as planned; never more than walking. Before the first and after the last
service of a leg only walking is certain: ``service_span`` tells when that is.

References
----------
.. [1] Dibbelt, J., Pajor, T., Strasser, B., Wagner, D. (2018). Connection scan algorithm.
       *ACM Journal of Experimental Algorithmics*, 23, 1.7. https://doi.org/10.1145/3274661
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.travel.figures import BusFigures, travel_figures
from data.travel.legs import KeyedTravelTimes, finished
from data.travel.timetable import Timetable
from scheduler.domain.errors import InputError
from scheduler.domain.place import Place
from scheduler.domain.travel import Mode, TravelMatrix
from scheduler.domain.units import PlaceId, Seconds

Longs = npt.NDArray[np.int64]
NEVER = 2**40
"""An arrival that does not happen; still adds without overflow."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ServiceSpan:
    """When each leg can be made by bus.

    Parameters
    ----------
    first, last : shape (n, n), seconds after 00:00
        Leaving the first place at ``first`` one catches the first bus that helps, and at
        ``last`` still one; both to within the step at which departures are tried. -1 where
        no bus helps at all.
    longest : shape (n, n), seconds
        Greatest door-to-door time of any departure between the two; ``NEVER`` if none.
    """

    first: Longs
    last: Longs
    longest: Longs


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Walks:
    """Walking seconds: place to stop (n, s), stop to place (s, n), stop to stop (s, s),
    place to place (n, n); ``NEVER`` where too far.
    """

    access: Longs
    egress: Longs
    between: Longs
    all_the_way: Longs


class BusTravel:
    """Legs by bus from a timetable; on foot where that is quicker or no bus goes.

    Parameters
    ----------
    walking
        Provider of the walks.
    timetable
        The day's buses; ``None`` means that bus users walk, and the source says so.
    """

    def __init__(
        self,
        walking: KeyedTravelTimes,
        timetable: Timetable | None,
        figures: BusFigures | None = None,
    ) -> None:
        self._walking = walking
        self._timetable = timetable
        self._figures = figures or travel_figures().bus

    def fingerprint(self, mode: Mode) -> str:
        """Timetable and provider of the walks."""
        named = self._timetable.source if self._timetable else "none"
        return f"{mode} {named} {self._figures} on foot: {self._walking.fingerprint(Mode.WALK)}"

    def matrix(self, places: Sequence[Place], mode: Mode) -> TravelMatrix:
        """Legs between all ordered pairs of ``places``; diagonal 0.

        Metres are those of the walk: nobody is paid mileage for a bus.

        Raises
        ------
        InputError
            If ``mode`` is not the bus.
        """
        if mode is not Mode.BUS:
            raise InputError(f"A bus timetable says nothing about mode {mode}.")
        table = self._timetable
        if table is None or not places or not table.leaves.size:
            walk = self._walking.matrix(places, Mode.WALK)
            source = f"no bus timetable given: bus users walk; {walk.source}"
            return TravelMatrix(
                seconds=walk.seconds, metres=walk.metres, estimated=walk.estimated, source=source
            )
        whole = self._walk_matrix(places, table)
        walks = self._walks(whole, len(places))
        longest = self._span(walks, table).longest
        count = len(places)
        by_bus = longest < walks.all_the_way
        near = whole.seconds[:count, count:] <= self._figures.longest_walk
        guessed = np.asarray((whole.estimated[:count, count:] & near).any(axis=1))
        return finished(
            places,
            np.minimum(longest, walks.all_the_way),
            whole.metres[:count, :count].astype(np.int64),
            np.where(by_bus, guessed[:, None] | guessed[None, :], whole.estimated[:count, :count]),
            f"{table.source}, longest wait of the day; {whole.source}",
        )

    def service_span(self, places: Sequence[Place]) -> ServiceSpan:
        """First and last departure by which a bus helps, for each pair of places.

        Raises
        ------
        InputError
            If there is no timetable.
        """
        if self._timetable is None:
            raise InputError("There is no bus timetable, so no first or last bus is known.")
        whole = self._walk_matrix(places, self._timetable)
        return self._span(self._walks(whole, len(places)), self._timetable)

    def _walk_matrix(self, places: Sequence[Place], table: Timetable) -> TravelMatrix:
        """Walks between places and stops together: places first, then stops."""
        stops = [
            Place(id=PlaceId(f"stop {stop.id}"), lat=stop.lat, lon=stop.lon) for stop in table.stops
        ]
        return self._walking.matrix([*places, *stops], Mode.WALK)

    def _walks(self, whole: TravelMatrix, count: int) -> _Walks:
        """The walks anybody would make to, from, between and instead of buses."""
        seconds = whole.seconds.astype(np.int64)

        def at_most(part: Longs, longest: Seconds) -> Longs:
            """The walks of ``part`` up to ``longest``, others ``NEVER``."""
            return np.asarray(np.where(part <= longest, part, NEVER))

        return _Walks(
            access=at_most(seconds[:count, count:], self._figures.longest_walk),
            egress=at_most(seconds[count:, :count], self._figures.longest_walk),
            between=at_most(seconds[count:, count:], self._figures.longest_transfer),
            all_the_way=seconds[:count, :count],
        )

    def _span(self, walks: _Walks, table: Timetable) -> ServiceSpan:
        """Follow departures through the day; see ``ServiceSpan``.

        Who leaves between two departures tried arrives no later than who leaves at the
        second, so the time from the first to that arrival covers everyone.
        """
        shape = walks.all_the_way.shape
        first = np.full(shape, -1, dtype=np.int64)
        last = first.copy()
        longest = np.zeros(shape, dtype=np.int64)
        earliest: Longs | None = None
        for leave in self._departures(table):
            arrive = _arrivals(leave, walks, table, self._figures.change)
            helps = arrive < NEVER
            earliest = arrive if earliest is None else earliest
            first = np.where(helps & (arrive == earliest), leave, first)
            last = np.where(helps, leave, last)
            covered = helps & (arrive > earliest)
            spent = arrive - (leave - self._figures.step)
            longest = np.where(covered, np.maximum(longest, spent), longest)
        regular = last > first
        return ServiceSpan(first=first, last=last, longest=np.where(regular, longest, NEVER))

    def _departures(self, table: Timetable) -> Iterator[Seconds]:
        """Clock times tried, from before the first bus until after the last."""
        step = self._figures.step
        begin = (int(table.leaves[0]) - self._figures.longest_walk) // step * step
        return iter(range(begin, int(table.leaves[-1]) + step, step))


def _arrivals(leave: Seconds, walks: _Walks, table: Timetable, change: Seconds) -> Longs:
    """Arrival at each place when leaving each place at ``leave``, using a bus.

    Returns
    -------
    arrive : shape (n, n), seconds after 00:00
        ``NEVER`` where no bus helps.
    """
    count = walks.access.shape[0]
    ready = np.minimum(leave + walks.access.T, NEVER)
    alights: Longs = np.full((len(table.stops), count), NEVER, dtype=np.int64)
    aboard = np.zeros((int(table.trip.max()) + 1, count), dtype=np.bool_)
    around = [np.flatnonzero(row < NEVER).tolist() for row in walks.between]
    for row in range(int(np.searchsorted(table.leaves, leave)), table.leaves.size):
        trip, to_stop = int(table.trip[row]), int(table.to_stop[row])
        riding = aboard[trip] | (ready[table.from_stop[row]] <= table.leaves[row])
        aboard[trip] = riding
        reached = np.where(riding, table.arrives[row], NEVER)
        if not (reached < alights[to_stop]).any():
            continue
        alights[to_stop] = np.minimum(alights[to_stop], reached)
        for stop in around[to_stop]:
            walked = reached + change + int(walks.between[to_stop, stop])
            ready[stop] = np.minimum(ready[stop], walked)
    arrive = np.full((count, count), NEVER, dtype=np.int64)
    for stop in range(alights.shape[0]):
        np.minimum(arrive, alights[stop][:, None] + walks.egress[stop][None, :], out=arrive)
    return arrive
