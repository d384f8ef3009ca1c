"""The peak as tables: demand against capacity, and whose call at another time would ease it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from data.write.cells import Cell, csv_bytes
from data.write.clock import clock_words, minutes
from scheduler.domain.week import Week
from scheduler.measures.groups import hidden_groups
from scheduler.planning.peak import Peak, Quarter

QUARTERS = (
    "date",
    "from",
    "zone",
    "skill",
    "handed",
    "visits",
    "carers_needed",
    "carers_there",
    "visits_to_spare",
    "short_anywhere",
)
MOVES = (
    "date",
    "visit_id",
    "client_id",
    "call",
    "move_min",
    "carers_freed",
    "eased_min",
    "agreement_allows",
)
ASKS = (
    "client_id",
    "call",
    "move_min",
    "days_it_helps",
    "days_called",
    "carers_freed",
    "eased_min",
    "may_be_earlier_min",
    "may_be_later_min",
    "agreement_allows",
)


def peak_files(week: Week, found: Peak, fewest_shown: int = 0) -> Mapping[str, bytes]:
    """Files by name; nothing about single people where ``fewest_shown`` is set.

    Parameters
    ----------
    fewest_shown
        Zones with fewer people are left out, and with a single such zone the next smallest
        as well, or subtraction would show it.
    """
    hidden = small_zones(week, fewest_shown)
    files = {
        "peak.csv": csv_bytes(
            QUARTERS,
            (_quarter(week, one) for one in found.quarters if one.group.zone not in hidden),
        )
    }
    if not fewest_shown:
        files["moves.csv"] = csv_bytes(MOVES, _moves(week, found))
        files["asks.csv"] = csv_bytes(ASKS, _asks(found))
    return files


def small_zones(week: Week, fewest_shown: int) -> frozenset[str]:
    """Zones with too few people to be shown."""
    sizes = Counter(client.zone for client in week.clients if client.zone)
    return hidden_groups(sizes, fewest_shown) if fewest_shown else frozenset()


def _quarter(week: Week, one: Quarter) -> list[Cell]:
    return [
        week.horizon.date_of(one.day).isoformat(),
        clock_words(week.horizon, one.begins),
        one.group.zone or "all",
        one.group.skill or "any",
        one.handed,
        one.visits,
        one.needed,
        one.there,
        one.spare,
        one.short,
    ]


def _moves(week: Week, found: Peak) -> Iterator[list[Cell]]:
    for day in found.days:
        for move in day.moves:
            yield [
                week.horizon.date_of(move.day).isoformat(),
                move.visit,
                move.client,
                move.call,
                minutes(move.by),
                move.freed,
                minutes(move.eased),
                "yes" if move.agreed else "no",
            ]


def _asks(found: Peak) -> Iterator[list[Cell]]:
    for ask in found.asks:
        yield [
            ask.client,
            ask.call,
            minutes(ask.by),
            ask.days,
            ask.calls,
            ask.freed,
            minutes(ask.eased),
            minutes(ask.earlier),
            minutes(ask.later),
            "yes" if ask.agreed else "no",
        ]
