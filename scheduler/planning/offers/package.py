"""A new package of care: when it can safely start, by whom, and what is missing if it cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scheduler.domain.errors import InputError
from scheduler.domain.horizon import Horizon
from scheduler.domain.rota import Rota
from scheduler.domain.units import HOUR, CarerId, ClientId, Day, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.formulate import formulate
from scheduler.planning.changed import Change, breaches_of, changed_rota, changed_week
from scheduler.planning.offers.ask import offers
from scheduler.planning.offers.candidates import introduced
from scheduler.planning.offers.desk import OfferDesk, offer_desk
from scheduler.planning.offers.offer import Answer, Effect, Face
from scheduler.planning.offers.team import Team, team_for
from scheduler.planning.offers.wish import Wish
from scheduler.planning.words import visit_in_words, weekday

SETTLING = 4
"""How often introductions are lengthened before the next first day is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One carer of a named team: how many visits of the cycle, and how well they are known."""

    carer: CarerId
    visits: int
    face: Face


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A visit of the cycle that nobody can make, and the nearest time at which somebody could."""

    visit: Visit
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageQuote:
    """The answer about a package of care.

    Parameters
    ----------
    first_day
        Earliest safe first day, ``None`` where some visit of the cycle cannot be made.
    team
        Everybody who would come in one full cycle, most visits first.
    introductions
        First visits of new faces, lengthened.
    cycle
        One full cycle laid into the rota's week: visits before ``first_day`` happen a week
        later, and are counted on the rota as if it repeats.
    change
        What accepting does to this week: the visits from ``first_day`` on.
    missing
        The pieces that keep it from being safe.
    """

    client: ClientId
    first_day: Day | None
    team: tuple[Member, ...]
    introductions: tuple[VisitId, ...]
    effect: Effect
    cycle: Change
    change: Change
    missing: tuple[Missing, ...]
    sentence: str


def quote(
    week: Week,
    rota: Rota,
    client: ClientId,
    *,
    ready: Day = 0,
    in_force: tuple[Week, Rota] | None = None,
) -> PackageQuote:
    """Earliest safe start of a package, and a named team for a full cycle.

    Parameters
    ----------
    week
        With the visits of the package for all its days, made by nobody.
    ready
        First day on which it may start: home from hospital, equipment fitted, assessed.
    in_force
        The same without what is held, where ``week`` and ``rota`` count holds as taken up:
        what is quoted stands even if they lapse.

    Raises
    ------
    InputError
        If the client has no visits to plan, or the day is not in the week; as ``counter_of``.
    """
    made = {one.visit for one in rota.assignments}
    visits = [one for one in week.visits if one.client == client and one.id not in made]
    if not visits:
        raise InputError(
            f"Client {client} has no visits in this week that nobody makes yet.\n"
            "Maybe the calls begin later, or are planned already."
        )
    if not 0 <= ready < week.horizon.days:
        raise InputError(
            f"{week.horizon.date_of(ready)} is not in the week from {week.horizon.first_day}.\n"
            "Maybe ask with the rota of the week in which the package would start."
        )
    desk = replace(offer_desk(week, rota), in_force=in_force)
    plain = team_for(desk, _from(visits, ready))
    if plain.missing:
        return _no(client, plain)
    for first in range(ready, week.horizon.days):
        settled = _settled(desk, visits, first)
        if not settled.missing:
            return _yes(desk, client, first, settled)
        plain = settled
    return _no(client, plain)


def _settled(desk: OfferDesk, visits: Sequence[Visit], first: Day) -> Team:
    """A team whose first visits by new faces are long enough to be introductions.

    Whoever is short of one has it lengthened and the team is found anew, until nobody is.
    """
    week, longer = desk.week, dict[VisitId, Visit]()
    team = team_for(desk, _from(visits, first))
    for _ in range(SETTLING):
        short = [one for one in _first_visits(desk, team, first) if one.id not in longer]
        if not short:
            break
        longer |= {one.id: introduced(week, one) for one in short}
        asked = [longer.get(one.id, one) for one in _from(visits, first)]
        anew = replace(offer_desk(_with(week, longer), desk.rota), in_force=desk.in_force)
        team = team_for(anew, asked)
    short = [one for one in _first_visits(desk, team, first) if one.id not in longer]
    return replace(team, missing=(*team.missing, *short))


def _from(visits: Iterable[Visit], first: Day) -> list[Visit]:
    """Visits in the order in which they happen if the package starts on ``first``."""
    return sorted(visits, key=lambda one: (one.day < first, one.agreed, one.id))


def _with(week: Week, longer: dict[VisitId, Visit]) -> Week:
    return replace(week, visits=tuple(longer.get(one.id, one) for one in week.visits))


def _first_visits(desk: OfferDesk, team: Team, first: Day) -> Iterator[Visit]:
    """The first visit of each carer the client does not know."""
    starts = {one.visit: one for one in team.change.assignments}
    met: set[CarerId] = set()
    for visit in _from(team.change.visits, first):
        if visit.id in starts:
            for carer in starts[visit.id].carers:
                new = desk.face(visit.client, carer) is Face.NEW
                if new and carer not in met:
                    yield visit
                met.add(carer)


def _yes(desk: OfferDesk, client: ClientId, first: Day, team: Team) -> PackageQuote:
    week, rota = desk.week, desk.rota
    change = _this_week(week, rota, team.change, first)
    introductions = tuple(dict.fromkeys(one.id for one in _first_visits(desk, team, first)))
    return PackageQuote(
        client=client,
        first_day=first,
        team=tuple(
            Member(carer=name, visits=count, face=desk.face(client, name))
            for name, count in team.faces
        ),
        introductions=introductions,
        effect=_effect(week, rota, client, team.change),
        cycle=team.change,
        change=change,
        missing=(),
        sentence=_sentence(week.horizon, client, first, team),
    )


def _this_week(week: Week, rota: Rota, cycle: Change, first: Day) -> Change:
    """A cycle as far as it happens this week: nobody is moved on the days before.

    Where rest between two days hangs on such a move, all moves stay.
    """
    visits = tuple(one for one in cycle.visits if one.day >= first)
    own, later = {one.id for one in cycle.visits}, {one.id for one in visits}
    moved = [one for one in cycle.assignments if one.visit not in own or one.visit in later]
    least = [one for one in moved if week.visit[one.visit].day >= first]
    change = Change(assignments=tuple(least), visits=visits)
    after = changed_week(week, change)
    if breaches_of(after, changed_rota(formulate(after), rota, change), change):
        return Change(assignments=tuple(moved), visits=visits)
    return change


def _sentence(horizon: Horizon, client: ClientId, first: Day, team: Team) -> str:
    many = len(team.change.visits)
    hours = sum(one.length * one.carers for one in team.change.visits) / HOUR
    day = f"{weekday(horizon, horizon.midnight(first))} {horizon.date_of(first)}"
    repeats = ", as long as the weeks after are like this one" if first else ""
    return (
        f"Yes: client {client} can start on {day}: {many} visits and {hours:.1f} hours a cycle "
        f"by {len(team.faces)} carers{repeats}."
    )


def _no(client: ClientId, team: Team) -> PackageQuote:
    """What is missing, and when each piece could be had beside the rest."""
    week = team.desk.week
    missing = tuple(
        Missing(visit=one, answer=offers(team.desk, _as_wish(week.horizon, one)))
        for one in team.missing
    )
    listed = "; ".join(visit_in_words(week.horizon, one.visit) for one in missing)
    return PackageQuote(
        client=client,
        first_day=None,
        team=(),
        introductions=(),
        effect=Effect(),
        cycle=team.change,
        change=Change(assignments=()),
        missing=missing,
        sentence=(
            f"No safe start in this week: of {len(team.change.visits)} visits of the cycle "
            f"{len(missing)} cannot be made: {listed}."
        ),
    )


def _as_wish(horizon: Horizon, visit: Visit) -> Wish:
    around = horizon.clock(visit.agreed)
    return Wish(client=visit.client, call=visit.call, day=visit.day, around=around)


def _effect(week: Week, rota: Rota, client: ClientId, change: Change) -> Effect:
    """What a package does to other clients."""
    before = {one.visit: one for one in rota.assignments}
    times: dict[ClientId, int] = {}
    faces: set[ClientId] = set()
    for one in change.assignments:
        own, was = week.visit[one.visit].client, before.get(one.visit)
        if own != client and was is not None:
            if was.start != one.start:
                times[own] = max(times.get(own, 0), abs(was.start - one.start))
            if set(was.carers) != set(one.carers):
                faces.add(own)
    return Effect(
        other_time=len(times), furthest=max(times.values(), default=0), other_carer=len(faces)
    )
