"""Rules and prices of one day for CP-SAT; prices are doubled, so that half a second is whole."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from benchmarks.peers.care import Spell
from benchmarks.peers.cpsat.model import Model, Part
from benchmarks.peers.days import A_DAY

SCALE = 2


def add_rules(model: Model) -> None:
    """All of the objective, and what is hard."""
    _crews(model)
    _paths(model)
    _order(model)
    _spells(model)
    _deviation(model)
    _faces(model)
    _hours(model)


def _crews(model: Model) -> None:
    """A visit is made by its crew or left out; two of one crew are two carers."""
    care = model.asked.care
    for visit in model.asked.visits:
        made = model.cp.new_bool_var(f"made {visit}")
        model.cost.append(_price(model, "unassigned_per_s") * care.care_seconds(visit) * (1 - made))
        by_carer = defaultdict(list)
        for part in (one for one in model.parts if one[0] == visit):
            literals = {spell: model.makes[part, spell] for spell in model.spells(part)}
            model.cp.add(sum(literals.values()) == made)
            for spell, literal in literals.items():
                by_carer[spell[0]].append(literal)
        for same_carer in by_carer.values():
            model.cp.add_at_most_one(same_carer)


def _paths(model: Model) -> None:
    """Rounds are paths from home to home; who makes one part makes the next."""
    cp, rows = model.cp, {part: row for row, part in enumerate(model.parts, start=1)}
    arcs = [(rows[one], rows[other], arc) for (one, other), arc in model.arc.items()]
    for part, row in rows.items():
        spells = model.spells(part)
        ends = [cp.new_bool_var(f"{end} {part}") for end in ("begins", "closes", "left out")]
        cp.add(sum(model.first[part, spell] for spell in spells) == ends[0])
        cp.add(sum(model.last[part, spell] for spell in spells) == ends[1])
        cp.add(sum(model.makes[part, spell] for spell in spells) + ends[2] == 1)
        arcs += [(0, row, ends[0]), (row, 0, ends[1]), (row, row, ends[2])]
        for spell in spells:
            cp.add_implication(model.first[part, spell], model.makes[part, spell])
            cp.add_implication(model.last[part, spell], model.makes[part, spell])
    cp.add_multiple_circuit(arcs)
    for (one, other), arc in model.arc.items():
        for spell in {*model.spells(one), *model.spells(other)}:
            same = [model.makes.get((part, spell), 0) for part in (one, other)]
            cp.add(same[0] == same[1]).only_enforce_if(arc)
    for spell in model.asked.spells:
        for table in (model.first, model.last):
            cp.add_at_most_one(table[part, spell] for part in model.parts if (part, spell) in table)


def _order(model: Model) -> None:
    """The next start is not before arrival, and the way has its price."""
    care, price = model.asked.care, _price(model, "travel_per_s")
    for (one, other), arc in model.arc.items():
        later = model.start[one[0]] + care.step(one[0], other[0])
        model.cp.add(model.start[other[0]] >= later).only_enforce_if(arc)
        leg = care.legs[care.visits[one[0]]["loc"]][care.visits[other[0]]["loc"]]
        model.cost.append(price * leg * arc)


def _spells(model: Model) -> None:
    """Carers leave home and come back within the shift, and these ways have their price too."""
    care, price = model.asked.care, _price(model, "travel_per_s")
    for part, spell in model.makes:
        place, home = care.visits[part[0]]["loc"], care.home(spell)
        there, back = care.legs[home][place], care.legs[place][home]
        start, first, last = _ends(model, part, spell)
        model.cp.add(model.begin[spell] <= start - there).only_enforce_if(first)
        stays = care.visits[part[0]]["duration"] + back
        model.cp.add(model.end[spell] >= start + stays).only_enforce_if(last)
        model.cost += [price * there * first, price * back * last]


def _ends(model: Model, part: Part, spell: Spell) -> tuple[Any, Any, Any]:
    return model.start[part[0]], model.first[part, spell], model.last[part, spell]


def _deviation(model: Model) -> None:
    care, price = model.asked.care, _price(model, "deviation_per_s")
    grace = round(care.weights["deviation_grace_s"])
    for visit, start in model.start.items():
        preferred = care.visits[visit]["pref_start"]
        beyond = model.cp.new_int_var(0, A_DAY, f"beyond {visit}")
        model.cp.add(beyond >= start - preferred - grace)
        model.cp.add(beyond >= preferred - grace - start)
        model.cost.append(price * beyond)


def _faces(model: Model) -> None:
    """Each carer of a client beyond the first costs; who comes on other days is one already."""
    care, price = model.asked.care, _price(model, "extra_carer")
    literals = defaultdict(list)
    for (part, spell), makes in model.makes.items():
        literals[care.visits[part[0]]["client"], spell[0]].append(makes)
    new: dict[int, list[Any]] = defaultdict(list)
    for (client, carer), visits in literals.items():
        if carer not in model.asked.elsewhere.get(client, ()):
            comes = model.cp.new_bool_var(f"comes {client} {carer}")
            model.cp.add_max_equality(comes, visits)
            new[client].append(comes)
    for client, faces in new.items():
        free = 0 if model.asked.elsewhere.get(client) else 1
        further = model.cp.new_int_var(0, len(faces), f"further {client}")
        model.cp.add(further >= sum(faces) - free)
        model.cost.append(price * further)


def _hours(model: Model) -> None:
    """A second above contract costs; none may be above the most."""
    for carer in sorted({one for one, _ in model.asked.spells}):
        spells = [spell for spell in model.asked.spells if spell[0] == carer]
        spent = sum(model.end[spell] - model.begin[spell] for spell in spells)
        for spell in spells:
            model.cp.add(model.end[spell] >= model.begin[spell])
        above = model.cp.new_int_var(0, A_DAY, f"above {carer}")
        model.cp.add(above >= spent - round(model.asked.hours.contract[carer]))
        model.cp.add(spent <= max(0, int(model.asked.law.most[carer])))
        model.cost.append(_price(model, "over_contract_per_s") * above)


def _price(model: Model, name: str) -> int:
    return round(SCALE * model.asked.care.weights[name])
