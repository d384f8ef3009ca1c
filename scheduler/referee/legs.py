"""One way from one place to the next, worked out from the matrices alone."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.domain.carer import Carer, Shift
from scheduler.domain.travel import UNREACHABLE, Mode, TravelMatrix
from scheduler.domain.units import Metres, Moment, PlaceId, Seconds
from scheduler.domain.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A carer's way from one place to the next, and the waiting after it.

    Parameters
    ----------
    leave
        When the carer sets off.
    free
        Seconds in free-flowing traffic; ``UNREACHABLE`` if there is no way.
    drive
        Seconds under way in the traffic of that hour.
    stop, buffer
        Seconds for parking and reaching the door, and kept spare.
    idle
        Seconds from ready to the next start; negative where the leg does not fit.
    metres, estimated
        Length, and whether it comes from a table of distances and not from a road.
    """

    origin: PlaceId
    destination: PlaceId
    leave: Moment
    free: Seconds
    drive: Seconds
    stop: Seconds
    buffer: Seconds
    idle: Seconds
    metres: Metres
    estimated: bool

    @property
    def arrive(self) -> Moment:
        """When the carer stands at the door."""
        return self.leave + self.drive + self.stop

    @property
    def ready(self) -> Moment:
        """When the next visit may begin, the spare time kept."""
        return self.arrive + self.buffer

    @property
    def lasts(self) -> Seconds:
        """Seconds from leaving to ready."""
        return self.drive + self.stop + self.buffer


def first_mode(carer: Carer) -> Mode | None:
    """How a carer travels for planning."""
    return next(iter(carer.modes), None)


def mode_on(carer: Carer, shift: Shift | None) -> Mode | None:
    """How a carer travels on a shift: as it says, else as the carer does first."""
    return first_mode(carer) if shift is None or shift.mode is None else shift.mode


class Roads:
    """Legs of one week, looked up by place."""

    def __init__(self, week: Week) -> None:
        self._travel = week.travel
        self._rules = week.rules.travel

    def free(self, mode: Mode | None, origin: PlaceId, destination: PlaceId) -> Seconds:
        """Free-flow seconds; ``UNREACHABLE`` where a place or mode is not in the matrices."""
        found = self._cell(mode, origin, destination)
        return UNREACHABLE if found is None else int(found[0].seconds[found[1], found[2]])

    def between(
        self, mode: Mode | None, origin: PlaceId, destination: PlaceId, leave: Moment, begin: Moment
    ) -> Leg:
        """Leg left at ``leave``, before a visit that starts at ``begin``."""
        free = self.free(mode, origin, destination)
        steps = None if mode is None else self._travel.traffic.get(mode)
        drive = free if steps is None else steps.arrive(leave, free) - leave
        stop = self._stop(origin, destination)
        buffer = self._buffer(origin, destination, free)
        idle = begin - (leave + drive + stop + buffer)
        return self._leg(mode, origin, destination, (leave, free, drive, stop, buffer, idle))

    def to_work(
        self, mode: Mode | None, origin: PlaceId, destination: PlaceId, begin: Moment
    ) -> Leg:
        """Way from the start of a shift to its first visit, in free flow, without spare time."""
        free = self.free(mode, origin, destination)
        stop = self._stop(origin, destination)
        times = (begin - free - stop, free, free, stop, 0, 0)
        return self._leg(mode, origin, destination, times)

    def home(self, mode: Mode | None, origin: PlaceId, destination: PlaceId, leave: Moment) -> Leg:
        """Way from the last visit of a shift to its end, in free flow, without spare time."""
        free = self.free(mode, origin, destination)
        return self._leg(mode, origin, destination, (leave, free, free, 0, 0, 0))

    def _leg(
        self,
        mode: Mode | None,
        origin: PlaceId,
        destination: PlaceId,
        times: tuple[Moment, Seconds, Seconds, Seconds, Seconds, Seconds],
    ) -> Leg:
        leave, free, drive, stop, buffer, idle = times
        found = self._cell(mode, origin, destination)
        metres, estimated = 0, False
        if found is not None:
            matrix, row, column = found
            metres, estimated = int(matrix.metres[row, column]), bool(matrix.estimated[row, column])
        return Leg(
            origin=origin,
            destination=destination,
            leave=leave,
            free=free,
            drive=drive,
            stop=stop,
            buffer=buffer,
            idle=idle,
            metres=metres,
            estimated=estimated,
        )

    def _cell(
        self, mode: Mode | None, origin: PlaceId, destination: PlaceId
    ) -> tuple[TravelMatrix, int, int] | None:
        matrix = None if mode is None else self._travel.by_mode.get(mode)
        row = self._travel.rows.get(origin)
        column = self._travel.rows.get(destination)
        if matrix is None or row is None or column is None:
            return None
        return matrix, row, column

    def _stop(self, origin: PlaceId, destination: PlaceId) -> Seconds:
        row = self._travel.rows.get(origin)
        column = self._travel.rows.get(destination)
        return 0 if row is None or column is None else int(self._travel.stop[row, column])

    def _buffer(self, origin: PlaceId, destination: PlaceId, free: Seconds) -> Seconds:
        if origin == destination:
            return 0
        return max(self._rules.buffer_least, free * self._rules.buffer_permille // 1000)
