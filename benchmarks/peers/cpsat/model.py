"""Variables of one day for CP-SAT."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from benchmarks.peers.care import Spell
from benchmarks.peers.days import Day

FOLLOWERS = 20
Part = tuple[int, int]


@dataclass(slots=True)
class Model:
    """Variables of one day; a part is a visit and 0 or 1.

    Parameters
    ----------
    cp
        The library's model, to which rules are added.
    makes
        Whether a spell makes a part, where it could.
    first, last
        Whether a part is the first or last of a spell.
    arc
        Whether one part follows another.
    start
        Second of the day at which a visit starts.
    begin, end
        Seconds of the day at which a spell's carer leaves home and is back.
    cost
        Terms of the objective, half seconds.
    """

    asked: Day
    cp: Any
    parts: list[Part]
    makes: dict[tuple[Part, Spell], Any] = field(default_factory=dict)
    first: dict[tuple[Part, Spell], Any] = field(default_factory=dict)
    last: dict[tuple[Part, Spell], Any] = field(default_factory=dict)
    arc: dict[tuple[Part, Part], Any] = field(default_factory=dict)
    start: dict[int, Any] = field(default_factory=dict)
    begin: dict[Spell, Any] = field(default_factory=dict)
    end: dict[Spell, Any] = field(default_factory=dict)
    cost: list[Any] = field(default_factory=list)

    def spells(self, part: Part) -> list[Spell]:
        """Spells in which a part could be made."""
        return [spell for spell in self.asked.spells if (part, spell) in self.makes]


def model_of(asked: Day, cp: Any) -> Model:
    """A model with its variables and no rule."""
    care = asked.care
    parts = [(visit, row) for visit in asked.visits for row in range(care.visits[visit]["carers"])]
    model = Model(asked, cp, parts)
    for visit in asked.visits:
        row = care.visits[visit]
        model.start[visit] = cp.new_int_var(row["win_start"], row["win_end"], f"start {visit}")
    for spell in asked.spells:
        shift = care.shifts[spell]
        model.begin[spell] = cp.new_int_var(shift["start"], shift["end"], f"begin {spell}")
        model.end[spell] = cp.new_int_var(shift["start"], shift["end"], f"end {spell}")
    for part in parts:
        for spell in (one for one in asked.spells if care.fits(one, part[0])):
            model.makes[part, spell] = cp.new_bool_var(f"makes {part} {spell}")
            model.first[part, spell] = cp.new_bool_var(f"first {part} {spell}")
            model.last[part, spell] = cp.new_bool_var(f"last {part} {spell}")
        for other in followers(model, part):
            model.arc[part, other] = cp.new_bool_var(f"arc {part} {other}")
    return model


def followers(model: Model, one: Part) -> list[Part]:
    """The parts that could follow and lose least: way, and what is too early or too late.

    The rounds of the pass before can always be kept.
    """
    care = model.asked.care
    here = care.visits[one[0]]
    kept = {
        stops[row + 1]
        for stops in model.asked.before.values()
        for row, visit in enumerate(stops[:-1])
        if visit == one[0]
    }
    found = []
    for other in model.parts:
        there, step = care.visits[other[0]], care.step(one[0], other[0])
        if other[0] != one[0] and here["win_start"] + step <= there["win_end"]:
            off = abs(there["pref_start"] - here["pref_start"] - step)
            found.append((other[0] not in kept, off + step - here["duration"], other))
    return [other for _, _, other in sorted(found)[:FOLLOWERS]]
