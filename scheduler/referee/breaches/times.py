"""A4, A5 and A6: when a visit may start."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.referee.case import Case
from scheduler.referee.verdict import About, Breach, breach
from scheduler.referee.wording import at, spell


def gap_rules(case: Case) -> Iterator[Breach]:
    """A4: s(second) - s(first) < ``at_least`` or > ``at_most``, both allocated."""
    for gap in case.week.gaps:
        first, second = case.made.get(gap.first), case.made.get(gap.second)
        if first is None or second is None:
            continue
        apart = second.start - first.start
        too_much = gap.at_most is not None and apart > gap.at_most
        if apart < gap.at_least or too_much:
            limit = gap.at_most if too_much and gap.at_most is not None else gap.at_least
            clients = {case.week.visit[one].client for one in (gap.first, gap.second)}
            yield breach(
                "A4",
                f"Visit {gap.second} starts {spell(apart)} after visit {gap.first}; "
                f"{'at most' if too_much else 'at least'} {spell(limit)} is agreed.",
                About(
                    visits=(gap.first, gap.second),
                    clients=tuple(sorted(clients)),
                    day=case.week.visit[gap.second].day,
                ),
                value=apart,
                limit=limit,
            )


def agreed_window(case: Case) -> Iterator[Breach]:
    """A5: s < earliest or s > latest."""
    for one in case.known_assignments:
        visit = case.week.visit[one.visit]
        if not visit.earliest <= one.start <= visit.latest:
            early = one.start < visit.earliest
            limit = visit.earliest if early else visit.latest
            yield breach(
                "A5",
                f"Visit {visit.id} is planned at {at(case.week, one.start)}, "
                f"{'before its earliest' if early else 'after its latest'} start "
                f"{at(case.week, limit)}.",
                About(visits=(visit.id,), clients=(visit.client,), day=visit.day),
                value=one.start,
                limit=limit,
            )


def time_critical(case: Case) -> Iterator[Breach]:
    """A6: critical and abs(s - a) > ``critical_window``."""
    window = case.week.rules.visits.critical_window
    for one in case.known_assignments:
        visit = case.week.visit[one.visit]
        away = abs(one.start - visit.agreed)
        if visit.critical is not None and away > window:
            yield breach(
                "A6",
                f"Visit {visit.id} is time-critical and planned {spell(away)} from its agreed "
                f"time {at(case.week, visit.agreed)}; at most {spell(window)} is safe.",
                About(visits=(visit.id,), clients=(visit.client,), day=visit.day),
                value=away,
                limit=window,
            )
