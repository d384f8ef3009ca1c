"""One instance of the set ``week`` by id, and answers as rounds.

Words: a *spell* is one shift of one carer, named by the ids of both; *rounds* are the visits of
each spell, in order, without their starts. The set's own answers (``tours``) add the starts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Given = dict[str, Any]
Row = dict[str, Any]
Spell = tuple[int, int]
Rounds = dict[Spell, list[int]]
Starts = dict[int, int]


@dataclass(frozen=True, slots=True)
class Care:
    """What an instance gives, by id.

    Parameters
    ----------
    given
        The instance as read from its file.
    visits, carers
        Its rows, by id.
    shifts
        The shift of each spell; times in seconds of the shift's day.
    """

    given: Given
    visits: dict[int, Row]
    carers: dict[int, Row]
    shifts: dict[Spell, Row]

    @property
    def weights(self) -> dict[str, float]:
        """Price of each part of the objective, in seconds."""
        weights: dict[str, float] = self.given["weights"]
        return weights

    @property
    def legs(self) -> list[list[int]]:
        """Shape (places, places), seconds from one place to another."""
        legs: list[list[int]] = self.given["travel_seconds"]
        return legs

    def able(self, carer: int, visit: int) -> bool:
        """Whether the carer has every skill the visit asks for."""
        return set(self.visits[visit]["skills"]) <= set(self.carers[carer]["skills"])

    def home(self, spell: Spell) -> int:
        """Place where the carer of a spell begins and ends it."""
        home: int = self.carers[spell[0]]["home"]
        return home

    def latest(self, spell: Spell, visit: int) -> int:
        """Latest start, second of the day, from which the carer is still home in time."""
        asked, shift = self.visits[visit], self.shifts[spell]
        home = asked["duration"] + self.legs[asked["loc"]][self.home(spell)]
        return int(min(asked["win_end"], shift["end"] - home))

    def earliest(self, spell: Spell, visit: int) -> int:
        """Earliest start, second of the day, of a carer who comes from home."""
        asked, shift = self.visits[visit], self.shifts[spell]
        return int(
            max(asked["win_start"], shift["start"] + self.legs[self.home(spell)][asked["loc"]])
        )

    def fits(self, spell: Spell, visit: int) -> bool:
        """Whether the carer could make this visit, and no other, in this spell."""
        return (
            self.visits[visit]["day"] == self.shifts[spell]["day"]
            and self.able(spell[0], visit)
            and self.earliest(spell, visit) <= self.latest(spell, visit)
        )

    def step(self, one: int, other: int) -> int:
        """Seconds from the start of one visit to the arrival at another."""
        before = self.visits[one]
        return int(before["duration"] + self.legs[before["loc"]][self.visits[other]["loc"]])

    def care_seconds(self, visit: int) -> int:
        """Seconds of care of a visit, both carers of a double-up counted."""
        return int(self.visits[visit]["duration"] * self.visits[visit]["carers"])


def care_of(given: Given) -> Care:
    """Index an instance by id."""
    carers = {carer["id"]: carer for carer in given["carers"]}
    return Care(
        given=given,
        visits={visit["id"]: visit for visit in given["visits"]},
        carers=carers,
        shifts={
            (name, shift["id"]): shift
            for name, carer in carers.items()
            for shift in carer["shifts"]
        },
    )


def rounds_of(tours: list[Row]) -> Rounds:
    """Rounds of an answer in the set's format; its starts are forgotten."""
    return {
        (tour["carer"], tour["shift"]): [stop["visit"] for stop in tour["stops"]]
        for tour in tours
        if tour["stops"]
    }


def tours_of(rounds: Rounds, starts: Mapping[int, int]) -> list[Row]:
    """The set's own format; one start a visit, so both carers of a double-up begin together."""
    return [
        {
            "carer": carer,
            "shift": shift,
            "stops": [{"visit": visit, "start": starts[visit]} for visit in stops],
        }
        for (carer, shift), stops in sorted(rounds.items())
        if stops
    ]


def crews(rounds: Rounds) -> dict[int, list[Spell]]:
    """Spells in which each visit is made, in order of the spells' ids."""
    found: dict[int, list[Spell]] = defaultdict(list)
    for spell, stops in sorted(rounds.items()):
        for visit in stops:
            found[visit].append(spell)
    return dict(found)


def way(care: Care, spell: Spell, stops: list[int]) -> int:
    """Seconds on the road in one round, from home and back."""
    if not stops:
        return 0
    home = care.home(spell)
    places = [home, *(care.visits[visit]["loc"] for visit in stops), home]
    return sum(care.legs[one][other] for one, other in pairwise(places))


def elapsed(care: Care, spell: Spell, stops: list[int], starts: Starts) -> int:
    """Seconds from leaving home, as late as possible, to coming back."""
    if not stops:
        return 0
    home, first, last = care.home(spell), care.visits[stops[0]], care.visits[stops[-1]]
    begins = starts[stops[0]] - care.legs[home][first["loc"]]
    return int(starts[stops[-1]] + last["duration"] + care.legs[last["loc"]][home] - begins)
