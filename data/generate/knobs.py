"""Every figure the sample county is drawn from: turn these to get another county.

Visit lengths are those of the median provider in Torbay, counted for its market position
statement. The shares of calls, double-ups, time-critical visits, contracts and non-drivers
are proposals. None of them is law, and the planner reads none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How big a county is drawn.

    Parameters
    ----------
    carers, clients, visits
        Head counts, and visits in the week that begins on the first day.
    reach
        Places of ``places.csv`` with at most this reach take part.
    """

    carers: int
    clients: int
    visits: int
    reach: int


SIZES: Mapping[str, Size] = {
    "S": Size(carers=12, clients=25, visits=400, reach=1),
    "M": Size(carers=54, clients=90, visits=1800, reach=2),
    "L": Size(carers=180, clients=300, visits=6000, reach=3),
    "XL": Size(carers=600, clients=1000, visits=20000, reach=4),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandKnobs:
    """What clients need, and when. Shares are of 1, times are minutes after 00:00.

    Parameters
    ----------
    calls_a_day
        Share of clients with 1, 2, 3 and 4 calls a day, before it is tilted so that the
        number of visits comes out right.
    lengths
        Share of visits by commissioned length in minutes.
    double_up
        Share of visits made by two carers together.
    partial_double_up
        Share of two-carer calls whose second carer stays for a part only.
    critical
        Share of visits that are time-critical.
    extras
        Share of visits that are housework or company once a week or fortnight.
    bands
        First and last agreed start of each call.
    wished
        For each call: times wished for, as (from, to, share).
    spreading
        Agreed starts are moved away from the wished ones until no more than this share
        of a district's carers is busy at once with the call.
    travel
        Minutes of travel, access and buffer counted with each visit for that purpose.
    """

    calls_a_day: tuple[float, ...] = (0.25, 0.25, 0.20, 0.30)
    lengths: Mapping[int, float] = field(
        default_factory=lambda: {15: 0.016, 30: 0.720, 45: 0.180, 60: 0.084}
    )
    double_up: float = 0.165
    partial_double_up: float = 0.2
    critical: float = 0.20
    extras: float = 0.012
    bands: Mapping[str, tuple[int, int]] = field(
        default_factory=lambda: {
            "breakfast": (405, 660),
            "lunch": (690, 855),
            "tea": (930, 1110),
            "bed": (1110, 1290),
        }
    )
    wished: Mapping[str, tuple[tuple[int, int, float], ...]] = field(
        default_factory=lambda: {
            "breakfast": ((450, 510, 0.60), (420, 450, 0.13), (510, 645, 0.27)),
            "lunch": ((720, 780, 0.60), (690, 855, 0.40)),
            "tea": ((990, 1050, 0.60), (930, 1110, 0.40)),
            "bed": ((1185, 1275, 0.60), (1110, 1290, 0.40)),
        }
    )
    spreading: Mapping[str, float] = field(
        default_factory=lambda: {"breakfast": 0.33, "lunch": 0.28, "tea": 0.27, "bed": 0.25}
    )
    travel: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamKnobs:
    """Who works, when, and for how long.

    Parameters
    ----------
    contracts
        Share of carers by contract.
    non_drivers
        Share of carers without a car; they live in the middle of towns.
    margin
        Carers available, for each carer busy, that the choice of rhythms aims at.
    skills
        Share of carers who hold a skill at level 2; the others lack it.
    pay_pence
        Least and greatest pay for an hour.
    """

    contracts: Mapping[str, float] = field(
        default_factory=lambda: {"salaried": 0.20, "contracted": 0.40, "bank": 0.40}
    )
    non_drivers: float = 0.12
    margin: float = 1.25
    skills: Mapping[str, float] = field(
        default_factory=lambda: {
            "medication": 0.96,
            "hoist": 0.90,
            "catheter": 0.40,
            "peg": 0.35,
            "dementia": 0.60,
        }
    )
    pay_pence: tuple[int, int] = (1290, 1420)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastKnobs:
    """How the weeks before were staffed: whoever was free and near.

    Parameters
    ----------
    days
        Days of history before the first day.
    whim
        Standard deviation of chance in the choice of a carer, in minutes of travel.
    habit
        Minutes of travel that one earlier visit to the client is worth, up to eight visits.
    many_faces, many_days
        The named client is seen by exactly this many carers in the last so many days.
    """

    days: int = 28
    whim: float = 5.0
    habit: float = 4.0
    many_faces: int = 13
    many_days: int = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class Knobs:
    """All of them."""

    demand: DemandKnobs = field(default_factory=DemandKnobs)
    team: TeamKnobs = field(default_factory=TeamKnobs)
    past: PastKnobs = field(default_factory=PastKnobs)
