"""What a family asks for: a call of a client at another time, or one more call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scheduler.domain.errors import InputError
from scheduler.domain.horizon import Horizon
from scheduler.domain.units import MINUTE, ClientId, Day, Moment, Seconds, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week

USUAL_SLACK: Seconds = 30 * MINUTE
"""How much earlier or later a call may start where nothing has been agreed yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One call of one client on one day, at about a time.

    Parameters
    ----------
    around
        Clock time wished for, seconds after 00:00.
    length, carers
        Of a call the client does not have yet; read only then.
    first_open
        Moment of asking: what began before is past. ``None`` where all is to come.
    """

    client: ClientId
    call: str
    day: Day
    around: Seconds
    length: Seconds | None = None
    carers: int = 1
    first_open: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """A wish made into a visit.

    Parameters
    ----------
    visit
        As it would be agreed at the time wished for.
    old
        The visit it takes the place of, ``None`` where it is one more.
    first_open
        As in ``Wish``.
    """

    visit: Visit
    old: Visit | None
    first_open: Moment | None = None

    def is_past(self, moment: Moment) -> bool:
        """Whether what starts at a moment has begun already."""
        return self.first_open is not None and moment < self.first_open


def wished(week: Week, wish: Wish) -> Wished:
    """The visit somebody wishes for.

    Raises
    ------
    InputError
        If there is no such client, day or call, and nothing says how long it would be; if the
        time is past.
    """
    own = _visits_of(week, wish)
    same = [visit for visit in own if visit.call == wish.call]
    of_day = [visit for visit in same if visit.day == wish.day]
    agreed = moment_of(week.horizon, wish.day, wish.around)
    if wish.first_open is not None and agreed < wish.first_open:
        raise InputError(_past(week.horizon, agreed, wish.first_open))
    if of_day:
        old = min(of_day, key=lambda visit: (abs(visit.agreed - agreed), visit.id))
        return Wished(visit=at(old, agreed), old=old, first_open=wish.first_open)
    if same:
        like = replace(same[0], day=wish.day)
    elif wish.length is not None:
        like = _new(own[0], wish)
    else:
        raise InputError(_unknown_call(wish, own))
    named = replace(like, id=_name(week, wish))
    return Wished(visit=at(named, agreed), old=None, first_open=wish.first_open)


def at(visit: Visit, agreed: int) -> Visit:
    """The visit agreed at another time, with as much slack as before."""
    return replace(
        visit,
        agreed=agreed,
        earliest=agreed - (visit.agreed - visit.earliest),
        latest=agreed + (visit.latest - visit.agreed),
    )


def moment_of(horizon: Horizon, day: Day, clock: Seconds) -> int:
    """Moment at which the wall clock shows a time of day on a day."""
    midnight = horizon.midnight(day)
    return midnight + clock - (horizon.clock(midnight + clock) - clock % 86_400)


def _visits_of(week: Week, wish: Wish) -> list[Visit]:
    """The client's visits of the week."""
    if wish.client not in week.client:
        raise InputError(f"There is no client {wish.client}.\nMaybe look the id up in clients.csv.")
    if not 0 <= wish.day < week.horizon.days:
        first, last = week.horizon.first_day, week.horizon.date_of(week.horizon.days - 1)
        raise InputError(
            f"{week.horizon.date_of(wish.day)} is not in the week {first} to {last}.\n"
            "Maybe ask with the rota of the week in which that day lies."
        )
    own = [visit for visit in week.visits if visit.client == wish.client]
    if not own:
        raise InputError(
            f"Client {wish.client} has no visit in this week.\n"
            "Maybe ask for a quote of a whole package instead."
        )
    if not 0 <= wish.around < 86_400:
        raise InputError(f"{wish.around} s after midnight is no time of day.")
    return own


def _new(beside: Visit, wish: Wish) -> Visit:
    """A call the client does not have yet, at their home, with the usual slack."""
    assert wish.length is not None
    return Visit(
        id=beside.id,
        client=wish.client,
        call=wish.call,
        day=wish.day,
        agreed=beside.agreed,
        earliest=beside.agreed - USUAL_SLACK,
        latest=beside.agreed + USUAL_SLACK,
        length=wish.length,
        carers=wish.carers,
        place=beside.place,
        place_end=beside.place,
    )


def _name(week: Week, wish: Wish) -> VisitId:
    """An id no visit of the week has, in the manner of those made from tables."""
    stem = f"{wish.client}-{wish.call}-{week.horizon.date_of(wish.day)}".replace(" ", "-")
    return free_name(stem, (visit.id for visit in week.visits))


def free_name(stem: str, taken: Iterable[str]) -> VisitId:
    """``stem``, with a number behind it where that is taken."""
    used = set(taken)
    name, number = stem, 1
    while name in used:
        number += 1
        name = f"{stem}-{number}"
    return VisitId(name)


def _past(horizon: Horizon, agreed: Moment, now: Moment) -> str:
    asked, said = horizon.instant(agreed), horizon.instant(now)
    return (
        f"{asked:%Y-%m-%d %H:%M} is past: it is {said:%Y-%m-%d %H:%M}.\n"
        "Maybe ask about a time still to come."
    )


def _unknown_call(wish: Wish, own: list[Visit]) -> str:
    calls = ", ".join(dict.fromkeys(visit.call for visit in own))
    return (
        f"Client {wish.client} has no call {wish.call} in this week; "
        f"they have: {calls}.\nMaybe say how long a new call would last."
    )
