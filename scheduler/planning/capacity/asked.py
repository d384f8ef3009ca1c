"""What is asked: which package, in which zone, in which hours of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import time

from scheduler.domain.client import CallKind, Client, Rurality
from scheduler.domain.errors import InputError
from scheduler.domain.units import MINUTE, ClientId, Day, Moment, PlaceId, Seconds, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week

DAILY = frozenset(range(7))
NEW = "new-"
"""How ids of clients who are only supposed begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Hours of the day in which a call may start, from the one clock time to the other.

    ``wider`` seconds are added on either side.
    """

    name: str
    begins: time
    ends: time
    wider: Seconds = 0

    def on(self, week: Week, day: Day) -> tuple[Moment, Moment]:
        """First and last start on a day, moments."""
        horizon = week.horizon
        return horizon.at(day, self.begins) - self.wider, horizon.at(day, self.ends) + self.wider


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """An address where somebody new might live; its place is one of the week's."""

    place: PlaceId
    band: Rurality = Rurality.RURAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One package of care, of which as many as possible are added: a call on each weekday.

    Parameters
    ----------
    doors
        Where people who need it might live; no two live at the same.
    length
        Length of the call, seconds.
    handed
        Carers who come together, 1 or 2.
    skills
        Skill and level each of them needs.
    window
        How much earlier or later than agreed it may start, seconds; never outside the band.
    """

    zone: str
    band: Band
    doors: tuple[Door, ...]
    length: Seconds = 30 * MINUTE
    handed: int = 1
    skills: tuple[tuple[str, int], ...] = ()
    weekdays: frozenset[int] = field(default=DAILY)
    window: Seconds = 30 * MINUTE
    kind: CallKind = CallKind.PERSONAL

    def days(self, week: Week) -> list[Day]:
        """Days of the week on which the call is made."""
        return [
            day for day in range(week.horizon.days) if week.horizon.weekday(day) in self.weekdays
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One supposed package: whose, and its visits."""

    client: Client
    visits: tuple[Visit, ...]


def require_sound(week: Week, asked: Asked) -> None:
    """Refuse what no week could answer.

    Raises
    ------
    InputError
        Naming everything that is wrong.
    """
    faults = []
    if asked.handed not in (1, 2):
        faults.append(f"{asked.handed} carers make no visit: 1, or 2 together.")
    if asked.length <= 0 or asked.window < 0:
        faults.append("A call needs a length above, and a window not below, no time at all.")
    if asked.band.begins > asked.band.ends:
        faults.append(f"The band {asked.band.name} ends before it begins.")
    if not asked.days(week):
        faults.append("The call falls on no day of the week planned.")
    if not asked.doors:
        faults.append(f"No address is known in zone {asked.zone}.")
    held = {skill.name for carer in week.carers for skill in carer.skills}
    faults += [
        f"No carer holds the skill {name}. Known: {', '.join(sorted(held)) or 'none'}."
        for name, _ in asked.skills
        if name not in held
    ]
    if faults:
        raise InputError("\n".join(faults))


def band_of(week: Week, text: str) -> Band:
    """The hours a planner names: "07:00-10:00", or a call of the week such as "breakfast".

    A call's hours are those between its earliest and its latest agreed start of the week.

    Raises
    ------
    InputError
        If the text is neither.
    """
    clocks = text.replace("–", "-").split("-")
    if len(clocks) == 2:
        try:
            begins, ends = (time.fromisoformat(one.strip().zfill(5)) for one in clocks)
        except ValueError:
            pass
        else:
            return Band(name=text, begins=begins, ends=ends)
    starts = sorted(week.horizon.clock(one.agreed) for one in week.visits if one.call == text)
    if not starts:
        known = ", ".join(sorted({visit.call for visit in week.visits if visit.call})) or "none"
        fault = (
            f"{text} is no band of this week." if text.strip() else "No band of the day is named."
        )
        raise InputError(
            f"{fault}\nMaybe clock times such as 07:00-10:00, or one of the calls: {known}."
        )
    return Band(name=text, begins=_clock(starts[0]), ends=_clock(starts[-1]))


def _clock(seconds: Seconds) -> time:
    minutes = seconds // MINUTE
    return time(minutes // 60, minutes % 60)


def package(week: Week, asked: Asked, number: str, door: Door, start: Seconds) -> Package:
    """One package at a door, agreed ``start`` seconds after the band begins each day."""
    client = ClientId(f"{NEW}{number}")
    return Package(
        client=Client(id=client, place=door.place, zone=asked.zone, band=door.band),
        visits=tuple(_visit(week, asked, client, door, (day, start)) for day in asked.days(week)),
    )


def _visit(
    week: Week, asked: Asked, client: ClientId, door: Door, when: tuple[Day, Seconds]
) -> Visit:
    day, start = when
    first, last = asked.band.on(week, day)
    agreed = min(first + start, last)
    return Visit(
        id=VisitId(f"{client}-{day}"),
        client=client,
        call=asked.band.name,
        day=day,
        agreed=agreed,
        earliest=max(first, agreed - asked.window),
        latest=min(last, agreed + asked.window),
        length=asked.length,
        carers=asked.handed,
        kind=asked.kind,
        skills=asked.skills,
        place=door.place,
        place_end=door.place,
    )


def with_packages(week: Week, packages: Sequence[Package]) -> Week:
    """The week with the packages added after everybody else's."""
    return replace(
        week,
        clients=(*week.clients, *(one.client for one in packages)),
        visits=(*week.visits, *(visit for one in packages for visit in one.visits)),
    )
