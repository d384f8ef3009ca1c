"""An instance of ``uhhc`` as rows: clients, then meal breaks; a duty for each carer.

A minute of the set is 60 seconds here, and a point of its objective 60 points, so that a
weight for each minute is the same number for each second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from benchmarks.sets.defaults import ints, longs, problem_with
from benchmarks.sets.horizon import last_moment
from benchmarks.sets.uhhc_weights import COST_TIER, HARD_TIER, PER_PAIR, TERMS, Weights
from solver.model import FOREVER, Longs, Problem, Term

MINUTE = 60
"""Seconds, and points, in one of the set's."""

MUST_POINTS = 86_400
"""A client left out who must not be: as bad as a day's seconds of anything else forbidden."""

MUST_WEIGHT = 120
"""What a point of the hard tier weighs in the search's energy."""

Fields: TypeAlias = dict[str, Any]
"""Fields of a Problem by name, or an entry of the file."""


@dataclass(frozen=True, slots=True)
class Day:
    """What a file holds, in the order of the rows made of it.

    Raises
    ------
    KeyError, TypeError, ValueError
        If the file is of another set, or asks for what is not read here.
    """

    given: Fields

    def __post_init__(self) -> None:
        if self.given["metadata"].get("origin") in ("bazirha", "bazirha-caie"):
            raise ValueError("carers who leave when their shift starts are not read")

    @property
    def weights(self) -> Weights:
        """What each part of the cost weighs."""
        return Weights(self.given["metadata"]["cost_components"])

    @property
    def clients(self) -> list[Fields]:
        """The clients; each is a unit, in this order."""
        return list(self.given["patients"])

    @property
    def carers(self) -> list[Fields]:
        """The carers; each is a duty, in this order."""
        return list(self.given["caregivers"])

    @property
    def services(self) -> list[tuple[Fields, Fields]]:
        """Each client and service; they are the first tasks, in this order."""
        return [(client, one) for client in self.clients for one in client["required_services"]]

    @property
    def eaters(self) -> list[int]:
        """Rows of the carers with a meal break; the breaks are the tasks and units that follow."""
        return [row for row, carer in enumerate(self.carers) if carer.get("lunch_break")]

    def place_of(self, point: str) -> int:
        """Row of the place of a departing or arrival point."""
        places = {one["id"]: one["distance_matrix_index"] for one in self.given["terminal_points"]}
        return int(places[point])

    def before_end(self, duration: Longs) -> Longs:
        """Seconds before the end of a window that a start must be, to be on time."""
        at_end = self.given["metadata"].get("time_window_met") == "at_service_end"
        return duration if at_end else longs(np.zeros(len(duration)))


def problem_of(day: Day) -> Problem:
    """The instance in rows."""
    drive, weights = ints([seconds(day.given["distances"])]), day.weights
    tasks, links, duties = _tasks(day), _links(day), _duties(day)
    begins = np.concatenate([tasks["task_earliest"], duties["duty_start"]])
    latest = last_moment(begins, tasks["task_duration"], drive, links["link_least"])
    over = max(latest, int(duties["duty_due"].max(initial=0)))
    tasks["task_latest"] = np.minimum(tasks["task_latest"], latest)
    rates = {term.name.lower(): weights.rate(name) for term, name in TERMS.items()}
    del rates["late"]
    tiers = [weights.tier(TERMS[term]) if term in TERMS else COST_TIER for term in Term]
    return problem_with(
        drive=drive,
        grid=MINUTE,
        block_end=over,
        tiers=2,
        tier_of_term=ints(tiers),
        guide=longs([MUST_WEIGHT, 1]),
        duty_end=longs([over] * len(day.carers)),
        **rates,
        **tasks,
        **_pairs(day),
        **_units(day),
        **links,
        **duties,
    )


def _tasks(day: Day) -> Fields:
    """Services at their clients' places, then meal breaks wherever the carer is."""
    usual = {one["id"]: one.get("default_duration") for one in day.given["services"]}
    lasts = seconds([one.get("duration") or usual[one["service"]] for _, one in day.services])
    windows = [_windows(client) for client, _ in day.services]
    first, second = seconds([one[0] for one in windows]), [one[1] for one in windows]
    before = day.before_end(lasts)
    latest = first[:, 1] - before
    # A client without room for the whole service in the first window is late at any start.
    preferred = np.minimum(first[:, 0], latest)
    place = [client["distance_matrix_index"] for client, _ in day.services]
    services = {
        "task_place": place,
        "task_duration": lasts,
        "task_earliest": first[:, 0],
        "task_latest": np.full(len(lasts), FOREVER),
        "task_preferred": preferred,
        "task_grace": latest - preferred,
        "task_late": np.full(len(lasts), day.weights.rate("total_tardiness")),
        "task_again_from": [MINUTE * one[0] if one else FOREVER for one in second],
        "task_again_to": [
            MINUTE * one[1] - early if one else FOREVER
            for one, early in zip(second, before, strict=True)
        ],
    }
    meals = _meals(day)
    joined = {name: longs(np.concatenate([part, meals[name]])) for name, part in services.items()}
    return {**joined, "task_place": ints(joined["task_place"])}


def _windows(client: Fields) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """First and second window of a client, in minutes."""
    found = [(one["start"], one["end"]) for one in client["time_windows"]]
    if not 1 <= len(found) <= 2 or sorted(found) != found:
        raise ValueError(f"patient {client['id']} has other than one or two windows in order")
    seconds(found)
    return found[0], found[1] if len(found) == 2 else None


def _meals(day: Day) -> Fields:
    """The rows of the meal breaks; one that starts when it may is never late."""
    if day.eaters and "lunch_breaks" not in day.given:
        raise ValueError("carers have a lunch break and there is no lunch_breaks")
    when = day.given.get("lunch_breaks") or {"start": 0, "end": 0, "min_duration": 0}
    opens, closes, lasts = seconds([when[key] for key in ("start", "end", "min_duration")])
    latest = closes - day.before_end(longs([lasts]))[0]
    rows = {
        "task_place": -1,
        "task_duration": lasts,
        "task_earliest": opens,
        "task_latest": latest,
        "task_preferred": opens,
        "task_grace": latest - opens,
        "task_late": 0,
        "task_again_from": FOREVER,
        "task_again_to": FOREVER,
    }
    return {name: np.full(len(day.eaters), value) for name, value in rows.items()}


def _pairs(day: Day) -> Fields:
    """For each task, who may make it and what that costs; a meal break is its carer's own."""
    faults = [[_faults(client, one, carer) for carer in day.carers] for client, one in day.services]
    counts = np.array(faults, dtype=np.int64).reshape(-1, len(day.carers), len(PER_PAIR))
    hard = np.array([day.weights.is_hard(name) for name in PER_PAIR])
    soft = np.array([MINUTE * day.weights.soft(name) for name in PER_PAIR])
    own = np.eye(len(day.carers), dtype=np.uint8)[day.eaters]
    allowed = ~(counts.astype(bool) & hard).any(axis=2)
    return {
        "task_pair": ints(range(len(day.services) + len(day.eaters))),
        "allowed": np.ascontiguousarray(np.concatenate([allowed, own]), dtype=np.uint8),
        "dislike": ints(np.concatenate([counts @ soft, np.zeros_like(own)])),
    }


def _faults(client: Fields, service: Fields, carer: Fields) -> list[bool]:
    """What is wrong with this carer for this service, in the order of ``PER_PAIR``."""
    preferred = client.get("preferred_caregivers")
    return [
        preferred is not None and carer["id"] not in preferred,
        carer["id"] in (client.get("incompatible_caregivers") or []),
        service["service"] not in carer["abilities"],
    ]


def _units(day: Day) -> Fields:
    """A unit for each client and each meal break, and what leaving it out costs."""
    weights, meals = day.weights, len(day.eaters)
    must = [not one.get("optional") or weights.is_hard("optional_patients") for one in day.clients]
    must += [weights.is_hard("missed_lunch_break")] * meals
    price = [MINUTE * weights.soft("optional_patients")] * len(day.clients)
    price += [MINUTE * weights.soft("missed_lunch_break")] * meals
    sizes = [len(client["required_services"]) for client in day.clients]
    apart = [_bounds(client) is not None for client in day.clients]
    return {
        "unit_offset": ints(np.cumsum([0, *sizes, *[1] * meals])),
        "unit_distinct": ints([*apart, *[True] * meals]),
        "unit_group": ints([-1] * len(must)),
        "unit_left_out": longs(np.where(must, MUST_POINTS, price)),
        "unit_left_out_tier": ints(np.where(must, HARD_TIER, COST_TIER)),
    }


def _links(day: Day) -> Fields:
    """Two services of one client at once or in order, by two carers."""
    first = np.cumsum([0, *(len(client["required_services"]) for client in day.clients)])[:-1]
    bounds = {int(row): _bounds(client) for row, client in zip(first, day.clients, strict=True)}
    linked = {row: bound for row, bound in bounds.items() if bound is not None}
    least, most = seconds(list(linked.values())).reshape(-1, 2).T
    return {
        "link_first": ints(list(linked)),
        "link_second": ints([row + 1 for row in linked]),
        "link_least": longs(least),
        "link_most": longs(most),
    }


def _bounds(client: Fields) -> tuple[int, int] | None:
    """Minutes between the two starts, at least and at most; ``None`` for as they like."""
    how = client.get("synchronization")
    size = len(client["required_services"])
    if not how or how["type"] == "independent" or size < 2:
        return None
    if size > 2:
        raise ValueError(f"patient {client['id']} has more than two services to be linked")
    if how["type"] == "simultaneous":
        return 0, 0
    return how["distance"]["min"], how["distance"]["max"]


def _duties(day: Day) -> Fields:
    """One duty a carer, from the start of the shift; after its end every minute is extra."""
    shifts = seconds([[c["working_shift"][key] for key in ("start", "end")] for c in day.carers])
    return {
        "duty_carer": ints(range(len(day.carers))),
        "duty_day": ints(np.zeros(len(day.carers))),
        "duty_start": longs(shifts[:, 0]),
        "duty_due": longs(shifts[:, 1]),
        "duty_start_place": ints([day.place_of(one["departing_point"]) for one in day.carers]),
        "duty_end_place": ints([day.place_of(one["arrival_point"]) for one in day.carers]),
    }


def seconds(minutes: Any) -> Longs:
    """Whole minutes of the set in seconds.

    Raises
    ------
    ValueError
        If a minute is not whole.
    """
    exact = np.array(minutes, dtype=float)
    if np.any(exact != np.rint(exact)):
        raise ValueError("a time is not in whole minutes")
    return longs(MINUTE * np.rint(exact))
