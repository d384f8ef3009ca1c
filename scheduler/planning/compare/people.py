"""What two rotas mean for each client and each carer, in counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scheduler.domain.rota import Rota
from scheduler.domain.units import CarerId, ClientId, Day, Seconds
from scheduler.domain.week import Week
from scheduler.measures.attendance import sound_assignments
from scheduler.measures.figures import Share
from scheduler.measures.punctuality import deviations
from scheduler.measures.workload import Workload
from scheduler.planning.compare.visits import Change, VisitChange
from scheduler.planning.frontier.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDifference:
    """One client's week in two rotas; pairs are before and after.

    Parameters
    ----------
    faces
        Distinct carers in the period.
    known
        Carer-visits by somebody the client knows by then.
    off_time
        Seconds between planned and agreed starts, added up.
    come, gone
        Carers who come now and did not in the other rota, and the other way about.
    strangers
        Of those who come, the ones the history does not know with this client.
    counts
        Visits by kind of change, all kinds.
    """

    client: ClientId
    faces: tuple[int, int]
    known: tuple[Share, Share]
    off_time: tuple[Seconds, Seconds]
    come: tuple[CarerId, ...]
    gone: tuple[CarerId, ...]
    strangers: tuple[CarerId, ...]
    counts: Mapping[Change, int]

    @property
    def is_real(self) -> bool:
        """Whether anything happened that the client is told of."""
        return any(count for kind, count in self.counts.items() if kind is not Change.SHIFTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerDifference:
    """One carer's week in two rotas; pairs are before and after, seconds unless named.

    Parameters
    ----------
    gained, lost
        Visits of which the carer now makes a part, or no longer does.
    moved, shifted
        Visits kept at another time, and those kept a little earlier or later.
    days_gained, days_lost
        Days of the period newly worked, and newly off.
    """

    carer: CarerId
    visits: tuple[int, int]
    work: tuple[Seconds, Seconds]
    travel: tuple[Seconds, Seconds]
    paid: tuple[Seconds, Seconds]
    pay_pence: tuple[int, int]
    gained: int
    lost: int
    moved: int
    shifted: int
    days_gained: tuple[Day, ...]
    days_lost: tuple[Day, ...]

    @property
    def is_real(self) -> bool:
        """Whether anything happened that the carer is told of."""
        return bool(self.gained or self.lost or self.moved)


def client_differences(
    week: Week, changes: Sequence[VisitChange], rotas: tuple[Rota, Rota], both: tuple[Outcome, ...]
) -> tuple[ClientDifference, ...]:
    """Clients whose week is different in anything, in the order of the week."""
    of_client = _by_client(changes)
    who = [_carers_of_clients(week, rota) for rota in rotas]
    off = [_off_time(week, rota) for rota in rotas]
    met = {(past.client, past.carer) for past in week.history}
    found = []
    for client in (one.id for one in week.clients if one.id in of_client):
        before, after = who[0][client], who[1][client]
        come = tuple(sorted(after - before))
        known = [one.measures.clients[client].faces.known for one in both]
        found.append(
            ClientDifference(
                client=client,
                faces=(len(before), len(after)),
                known=(known[0], known[1]),
                off_time=(off[0][client], off[1][client]),
                come=come,
                gone=tuple(sorted(before - after)),
                strangers=tuple(carer for carer in come if (client, carer) not in met),
                counts=counted(of_client[client]),
            )
        )
    return tuple(found)


def counted(changes: Iterable[VisitChange]) -> dict[Change, int]:
    """Visits by kind of change; one with another carer at another time counts in both."""
    found = dict.fromkeys(Change, 0)
    for change in changes:
        for kind in change.kinds:
            found[kind] += 1
    return found


def carer_differences(
    week: Week, changes: Sequence[VisitChange], rotas: tuple[Rota, Rota], both: tuple[Outcome, ...]
) -> tuple[CarerDifference, ...]:
    """Carers whose week is different in anything, in the order of the week."""
    days = [_days_of_carers(week, rota) for rota in rotas]
    found = []
    for carer in week.carers:
        kept = [one for one in changes if _keeps(one, carer.id)]
        was, now = (one.measures.carers[carer.id].workload for one in both)
        one = CarerDifference(
            carer=carer.id,
            **_pairs(was, now),
            gained=sum(carer.id in change.come for change in changes),
            lost=sum(carer.id in change.gone for change in changes),
            moved=sum(Change.MOVED in change.kinds for change in kept),
            shifted=sum(Change.SHIFTED in change.kinds for change in kept),
            days_gained=tuple(sorted(days[1][carer.id] - days[0][carer.id])),
            days_lost=tuple(sorted(days[0][carer.id] - days[1][carer.id])),
        )
        if one.is_real or one.shifted or was != now:
            found.append(one)
    return tuple(found)


def _pairs(was: Workload, now: Workload) -> dict[str, tuple[int, int]]:
    """Figures of a carer's two weeks."""
    names = ("visits", "work", "travel", "paid", "pay_pence")
    return {name: (getattr(was, name), getattr(now, name)) for name in names}


def _keeps(change: VisitChange, carer: CarerId) -> bool:
    """Whether a carer makes a part of the visit in both rotas."""
    both = (change.before, change.after)
    return all(one is not None and carer in one.carers for one in both)


def _by_client(changes: Sequence[VisitChange]) -> dict[ClientId, list[VisitChange]]:
    found: dict[ClientId, list[VisitChange]] = defaultdict(list)
    for change in changes:
        found[change.client].append(change)
    return found


def _carers_of_clients(week: Week, rota: Rota) -> dict[ClientId, set[CarerId]]:
    found: dict[ClientId, set[CarerId]] = defaultdict(set)
    for given in sound_assignments(week, rota):
        found[week.visit[given.visit].client].update(given.carers)
    return found


def _off_time(week: Week, rota: Rota) -> dict[ClientId, Seconds]:
    found: dict[ClientId, Seconds] = defaultdict(int)
    for visit, apart in deviations(week, rota).items():
        found[week.visit[visit].client] += abs(apart)
    return found


def _days_of_carers(week: Week, rota: Rota) -> dict[CarerId, set[Day]]:
    found: dict[CarerId, set[Day]] = defaultdict(set)
    for given in sound_assignments(week, rota):
        for carer in given.carers:
            found[carer].add(week.visit[given.visit].day)
    return found
