"""Everything measured about each client."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.domain.client import Client
from scheduler.domain.rota import Rota
from scheduler.domain.units import ClientId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week
from scheduler.measures.attendance import Attendance, Attendances, attendances
from scheduler.measures.definitions import Definitions
from scheduler.measures.faces import (
    Faces,
    ServiceWindow,
    distinct_carers,
    faces,
    service_distinct,
    service_window,
)
from scheduler.measures.fairness import localness
from scheduler.measures.figures import Share
from scheduler.measures.floor import Floor, excess
from scheduler.measures.punctuality import Punctuality, deviations, punctuality
from scheduler.rules.pack import VisitRules


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientMeasures:
    """One client's period.

    Parameters
    ----------
    double_handed
        Whether any visit of the period needs two carers.
    calls_a_day
        Most visits due on one day.
    distinct, floor, excess
        Distinct carers planned in the period; the least possible; the difference.
    cap, in_cap_window, over_cap
        V12: most distinct carers wanted in the rule pack's window; those met in the window
        that ends with the period; whether that is more. ``None`` where nobody came.
    near
        Carer-visits by carers who live near (T6).
    """

    client: ClientId
    zone: str
    band: str
    double_handed: bool
    calls_a_day: int
    distinct: int | None
    floor: Floor | None
    excess: int | None
    cap: int
    in_cap_window: int | None
    over_cap: bool | None
    faces: Faces
    punctuality: Punctuality
    near: Share


def measure_clients(
    week: Week, rota: Rota, floors: Mapping[ClientId, Floor], terms: Definitions
) -> tuple[dict[ClientId, ClientMeasures], ServiceWindow]:
    """Measures of every client, and the window of the Swedish measure."""
    known = attendances(week, rota)
    period = range(week.horizon.days)
    window = service_window(known, period.stop - 1, terms.service_days)
    visits = visits_by_client(week)
    moved, near = deviations(week, rota), localness(week, rota)
    found = {}
    for client in week.clients:
        seen, due = known[client.id], visits[client.id]
        service = service_distinct(
            week, seen, [(visit.day, visit.agreed) for visit in due], window, terms
        )
        met = faces(week, client, seen, period, service, terms)
        distinct, floor = met.continuity.carers, floors.get(client.id)
        cap = cap_of(client, due, week.rules.visits)
        recent = _in_cap_window(seen, period, week.rules.visits)
        found[client.id] = ClientMeasures(
            client=client.id,
            zone=client.zone,
            band=client.band.value,
            double_handed=is_double_handed(due),
            calls_a_day=calls_a_day(due),
            distinct=distinct,
            floor=floor,
            excess=excess(distinct, floor),
            cap=cap,
            in_cap_window=recent,
            over_cap=None if recent is None else recent > cap,
            faces=met,
            punctuality=punctuality(due, moved, week.rules.visits, terms),
            near=near[client.id],
        )
    return found, window


def history_faces(
    week: Week, terms: Definitions
) -> tuple[dict[ClientId, Faces], dict[ClientId, bool], ServiceWindow]:
    """Continuity of every client over the days just before the period, as many as it has."""
    known: Attendances = attendances(week, Rota(assignments=()))
    period = range(-week.horizon.days, 0)
    window = service_window(known, -1, terms.service_days)
    visits = visits_by_client(week)
    found = {
        client.id: faces(
            week,
            client,
            known[client.id],
            period,
            service_distinct(week, known[client.id], (), window, terms),
            terms,
        )
        for client in week.clients
    }
    return found, {name: is_double_handed(due) for name, due in visits.items()}, window


def visits_by_client(week: Week) -> dict[ClientId, tuple[Visit, ...]]:
    """Visits due, for every client of the week."""
    found: dict[ClientId, list[Visit]] = defaultdict(list)
    for visit in week.visits:
        found[visit.client].append(visit)
    return {client.id: tuple(found[client.id]) for client in week.clients}


def is_double_handed(due: Sequence[Visit]) -> bool:
    """Whether any of the visits needs two carers."""
    return any(visit.carers > 1 for visit in due)


def calls_a_day(due: Sequence[Visit]) -> int:
    """Most visits on one day."""
    days: dict[int, int] = defaultdict(int)
    for visit in due:
        days[visit.day] += 1
    return max(days.values(), default=0)


def cap_of(client: Client, due: Sequence[Visit], rules: VisitRules) -> int:
    """V12: the client's own cap, or the usual team of their pattern and an allowance."""
    if client.cap is not None:
        return client.cap
    many = calls_a_day(due) > 1
    if is_double_handed(due):
        usual = rules.usual_double_more_calls if many else rules.usual_double_one_call
        return usual + rules.cap_double
    usual = rules.usual_more_calls if many else rules.usual_one_call
    return usual + rules.cap_single


def _in_cap_window(seen: Sequence[Attendance], period: range, rules: VisitRules) -> int | None:
    """Distinct carers in the window of the cap that ends with the period."""
    return distinct_carers(seen, period.stop - 1, max(rules.window_days, len(period)))
