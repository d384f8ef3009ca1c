"""The best starts of finished rounds: the same linear programme after every peer.

Who makes which visit, in what order, is given. What is left is a linear programme: a start for
each visit (both carers of a double-up share it), the deviation beyond the grace, and the hours
above contract. Starts are whole seconds; nearly always the programme has them whole by itself,
and where not, the same solver branches.

What the rounds cannot keep within a carer's most hours is measured, not forbidden, so that
the programme always has an answer; ``repair`` then takes visits out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from benchmarks.peers.care import Care, Given, Rounds, Row, Starts, care_of, rounds_of, tours_of

BEYOND_MOST_PER_S = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Seconds each carer may work, by carer.

    Parameters
    ----------
    contract
        Beyond which each second costs ``over_contract_per_s``.
    most
        Beyond which the rounds are not legal.
    """

    contract: Mapping[int, float]
    most: Mapping[int, float]


@dataclass(slots=True)
class _Rows:
    """Rows of ``least <= matrix @ x``, one at a time."""

    least: list[float] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)

    def add(self, terms: Mapping[int, float], least: float) -> None:
        for column, value in terms.items():
            self.row.append(len(self.least))
            self.column.append(column)
            self.value.append(value)
        self.least.append(least)

    def constraint(self, columns: int) -> LinearConstraint:
        matrix = coo_array(
            (self.value, (self.row, self.column)), shape=(len(self.least), columns)
        ).tocsr()
        return LinearConstraint(matrix, lb=np.array(self.least))


def best_starts(given: Given, tours: list[Row]) -> list[Row]:
    """The same tours with the starts that cost least.

    Parameters
    ----------
    given
        The instance.
    tours
        In the set's format; starts are not read and may be missing. Each visit by the crew it
        asks for, in an order that can be kept.

    Raises
    ------
    ValueError
        Where no starts keep the windows and the shifts.
    """
    care, rounds = care_of(given), rounds_of(tours)
    return tours_of(rounds, least_starts(care, rounds, whole_hours(care)))


def whole_hours(care: Care) -> Hours:
    """The hours of the whole instance, nothing worked yet."""
    return Hours(
        contract={carer: row["contract_s"] for carer, row in care.carers.items()},
        most={carer: row["max_s"] for carer, row in care.carers.items()},
    )


def least_starts(care: Care, rounds: Rounds, hours: Hours) -> Starts:
    """Starts, in seconds of each visit's day, that cost least for these rounds.

    Raises
    ------
    ValueError
        Where no starts keep the windows and the shifts.
    """
    visits = sorted({visit for stops in rounds.values() for visit in stops})
    if not visits:
        return {}
    at = {visit: row for row, visit in enumerate(visits)}
    carers = sorted({spell[0] for spell, stops in rounds.items() if stops})
    size = 2 * len(visits) + 2 * len(carers)
    rows = _Rows()
    _orders(care, rounds, at, rows)
    _deviations(care, at, rows)
    _hours(care, rounds, at, hours, rows)
    return _solved(care, at, len(carers), rows.constraint(size), _windows(care, rounds, at, size))


def _orders(care: Care, rounds: Rounds, at: dict[int, int], rows: _Rows) -> None:
    """The next start is not before arrival."""
    for stops in rounds.values():
        for one, other in pairwise(stops):
            rows.add({at[other]: 1, at[one]: -1}, care.step(one, other))


def _deviations(care: Care, at: dict[int, int], rows: _Rows) -> None:
    """Columns n to 2n: seconds beyond the grace on either side."""
    grace = care.weights["deviation_grace_s"]
    for visit, start in at.items():
        beyond, preferred = start + len(at), care.visits[visit]["pref_start"]
        rows.add({beyond: 1, start: -1}, -preferred - grace)
        rows.add({beyond: 1, start: 1}, preferred - grace)


def _hours(care: Care, rounds: Rounds, at: dict[int, int], hours: Hours, rows: _Rows) -> None:
    """Columns from 2n: for each carer, seconds above contract and seconds beyond the most."""
    carers = sorted({spell[0] for spell, stops in rounds.items() if stops})
    for place, carer in enumerate(carers):
        terms: dict[int, float] = {}
        fixed = 0
        for spell, stops in rounds.items():
            if spell[0] == carer and stops:
                first, last = stops[0], stops[-1]
                terms[at[first]] = terms.get(at[first], 0) + 1
                terms[at[last]] = terms.get(at[last], 0) - 1
                home, begin, end = care.home(spell), care.visits[first], care.visits[last]
                fixed += care.legs[home][begin["loc"]] + end["duration"]
                fixed += care.legs[end["loc"]][home]
        above = 2 * len(at) + 2 * place
        rows.add({**terms, above: 1}, fixed - hours.contract[carer])
        rows.add({**terms, above + 1: 1}, fixed - hours.most[carer])


def _windows(care: Care, rounds: Rounds, at: dict[int, int], size: int) -> Bounds:
    """Windows of the visits; shifts bind the first and the last visit of each round."""
    least, most = np.zeros(size), np.full(size, np.inf)
    for visit, row in at.items():
        least[row] = care.visits[visit]["win_start"]
        most[row] = care.visits[visit]["win_end"]
    for spell, stops in rounds.items():
        if stops:
            first, last = at[stops[0]], at[stops[-1]]
            least[first] = max(least[first], care.earliest(spell, stops[0]))
            most[last] = min(most[last], care.latest(spell, stops[-1]))
    if (least > most).any():
        raise ValueError(
            "A visit has no start that keeps its window and the shift.\n"
            "Maybe the rounds were not made legal first."
        )
    return Bounds(least, most)


def _solved(
    care: Care, at: dict[int, int], carers: int, rows: LinearConstraint, bounds: Bounds
) -> Starts:
    weights, visits = care.weights, len(at)
    price = np.concatenate(
        [
            np.zeros(visits),
            np.full(visits, weights["deviation_per_s"]),
            np.tile([weights["over_contract_per_s"], BEYOND_MOST_PER_S], carers),
        ]
    )
    whole = np.concatenate([np.ones(visits), np.zeros(visits + 2 * carers)])
    found = milp(price, integrality=whole, bounds=bounds, constraints=rows)
    if found.x is None:
        raise ValueError(
            f"The order of these rounds cannot be kept: {found.message}\n"
            "Maybe two double-ups are in opposite order in two rounds."
        )
    return {visit: round(float(found.x[row])) for visit, row in at.items()}
