"""D1, D2 and K1: every visit once, by the right number of people, and as pinned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from scheduler.domain.rota import Assignment, Pin
from scheduler.domain.units import CarerId
from scheduler.domain.visit import Visit
from scheduler.referee.case import Case
from scheduler.referee.verdict import About, Breach, breach
from scheduler.referee.wording import at


def two_person(case: Case) -> Iterator[Breach]:
    """D1: an assignment has other than ``carers`` distinct, known carers."""
    for one in case.known_assignments:
        visit = case.week.visit[one.visit]
        distinct = set(one.carers)
        unknown = sorted(distinct - set(case.week.carer))
        if len(one.carers) != visit.carers or len(distinct) != visit.carers or unknown:
            yield breach(
                "D1",
                _who_comes(visit, one, unknown),
                About(
                    visits=(visit.id,),
                    carers=tuple(sorted(distinct)),
                    clients=(visit.client,),
                    day=visit.day,
                ),
                value=len(distinct) - len(unknown),
                limit=visit.carers,
            )


def _who_comes(visit: Visit, one: Assignment, unknown: list[CarerId]) -> str:
    needs = "two carers" if visit.carers == 2 else "one carer"
    named = ", ".join(one.carers) or "nobody"
    known = f"; not in this week: {', '.join(unknown)}" if unknown else ""
    return f"Visit {visit.id} needs {needs} and is given to {named}{known}."


def once_only(case: Case) -> Iterator[Breach]:
    """D2: a visit is assigned twice, or is not in the week."""
    times = Counter(one.visit for one in case.rota.assignments)
    for visit_id, count in sorted(times.items()):
        visit = case.week.visit.get(visit_id)
        if visit is None:
            yield breach(
                "D2",
                f"Visit {visit_id} is assigned but is not in this week.",
                About(visits=(visit_id,)),
            )
        elif count > 1:
            yield breach(
                "D2",
                f"Visit {visit_id} is assigned {count} times.",
                About(visits=(visit_id,), clients=(visit.client,), day=visit.day),
                value=count,
                limit=1,
            )


def pins(case: Case) -> Iterator[Breach]:
    """K1: a pinned carer is not among the carers, somebody is not of a pinned team, or the
    start differs from a pinned start.

    Only where the visit is assigned; one that nobody makes is priced as left out.
    """
    pins_of: dict[str, list[Pin]] = {}
    for pin in case.week.pins:
        pins_of.setdefault(pin.visit, []).append(pin)
    for one in case.known_assignments:
        for pin in pins_of.get(one.visit, ()):
            yield from _pin(case, pin, one)


def _pin(case: Case, pin: Pin, one: Assignment) -> Iterator[Breach]:
    visit = case.week.visit[pin.visit]
    missing = tuple(sorted(set(pin.carers) - set(one.carers)))
    if missing:
        yield breach(
            "K1",
            f"Visit {visit.id} is pinned to {', '.join(missing)}, "
            f"who {'does' if len(missing) == 1 else 'do'} not make it.",
            About(visits=(visit.id,), carers=missing, clients=(visit.client,), day=visit.day),
        )
    others = tuple(sorted(set(one.carers) - set(pin.team))) if pin.team else ()
    if others:
        yield breach(
            "K1",
            f"Visit {visit.id} is pinned to a team of {', '.join(pin.team)}, of whom "
            f"{', '.join(others)} {'is' if len(others) == 1 else 'are'} not one.",
            About(visits=(visit.id,), carers=others, clients=(visit.client,), day=visit.day),
        )
    if pin.start is not None and one.start != pin.start:
        yield breach(
            "K1",
            f"Visit {visit.id} is pinned to {at(case.week, pin.start)} "
            f"and planned at {at(case.week, one.start)}.",
            About(visits=(visit.id,), clients=(visit.client,), day=visit.day),
            value=one.start,
            limit=pin.start,
        )
