"""One dated attendance at a client."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scheduler.domain.client import CallKind
from scheduler.domain.errors import InputError
from scheduler.domain.units import ClientId, Day, Moment, PlaceId, Seconds, VisitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Critical:
    """Why a visit is time-critical, and when that must be looked at again."""

    reason: str
    review: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One client's need for care at one time, by one carer or by two together.

    Parameters
    ----------
    call
        Name of the call this visit is an instance of ("breakfast", "lunch", "tea", "bed").
    day
        Day the visit belongs to, even if its window passes midnight.
    agreed
        When it was agreed to start.
    earliest, latest
        It may start in no case before or after.
    length
        Planned length for every carer, seconds; never below the commissioned length.
    carers
        1, or 2 for a double-up; both start at the same moment.
    second_length
        Length of the second carer's part, ``None`` if equal to ``length``.
    skills
        Skill name to the least level each carer must hold on the day.
    place, place_end
        Where it begins and ends (an escort may end elsewhere).
    """

    id: VisitId
    client: ClientId
    call: str
    day: Day
    agreed: Moment
    earliest: Moment
    latest: Moment
    length: Seconds
    carers: int = 1
    second_length: Seconds | None = None
    kind: CallKind = CallKind.PERSONAL
    critical: Critical | None = None
    skills: tuple[tuple[str, int], ...] = ()
    place: PlaceId
    place_end: PlaceId

    def __post_init__(self) -> None:
        if not self.earliest <= self.agreed <= self.latest:
            raise InputError(
                f"Visit {self.id}: agreed start {self.agreed} lies outside its window "
                f"{self.earliest} to {self.latest}."
            )
        if self.length <= 0 or self.carers not in (1, 2):
            raise InputError(
                f"Visit {self.id}: length {self.length} s for {self.carers} carers makes no visit."
            )

    def length_of_part(self, part: int) -> Seconds:
        """Seconds the carer of ``part`` (0 first, 1 second) stays."""
        if part == 1 and self.second_length is not None:
            return self.second_length
        return self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Least and greatest time between the starts of two visits, for a medical or agreed reason."""

    first: VisitId
    second: VisitId
    at_least: Seconds
    at_most: Seconds | None = None
    reason: str = ""
