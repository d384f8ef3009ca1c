"""What a peer could not be told is put right by leaving visits out, never by adding any.

A visit is made by the whole crew it asks for or by nobody; an order that cannot be kept, or a
carer beyond their most hours, loses the visits with the least care.
"""

from __future__ import annotations

from benchmarks.peers.care import Care, Rounds, Row, Spell, Starts, crews, elapsed, tours_of
from benchmarks.peers.starts import Hours, least_starts, whole_hours


def answered(care: Care, rounds: Rounds, solver: str) -> Row:
    """The set's answer: legal rounds with their best starts."""
    kept, starts = legal(care, rounds, whole_hours(care))
    return {"solver": solver, "tours": tours_of(kept, starts)}


def legal(care: Care, rounds: Rounds, hours: Hours) -> tuple[Rounds, Starts]:
    """Rounds the judge accepts, and their best starts.

    Parameters
    ----------
    rounds
        What a peer answered; may hold a visit twice, alone of two, or too late.
    hours
        What each carer may work in these rounds, seconds.
    """
    kept = in_time(care, whole(care, rounds))
    while True:
        starts = least_starts(care, kept, hours)
        beyond = _beyond(care, kept, starts, hours)
        if not beyond:
            return kept, starts
        for carer in beyond:
            kept = without(kept, _at_an_end(care, kept, carer))


def whole(care: Care, rounds: Rounds) -> Rounds:
    """Rounds of visits made by the crew they ask for: able, on shift, and the right number."""
    made = crews(rounds)
    wrong = {
        visit
        for visit, spells in made.items()
        if visit not in care.visits
        or len({carer for carer, _ in spells}) != care.visits[visit]["carers"]
        or len(spells) != care.visits[visit]["carers"]
        or not all(spell in care.shifts and care.fits(spell, visit) for spell in spells)
    }
    return without(rounds, *wrong)


def in_time(care: Care, rounds: Rounds) -> Rounds:
    """Rounds whose order can be kept within windows and shifts."""
    days: dict[int, Rounds] = {}
    for spell, stops in rounds.items():
        days.setdefault(care.shifts[spell]["day"], {})[spell] = stops
    kept: Rounds = {}
    for day in days.values():
        left = day
        while (late := first_late(care, left)) is not None:
            left = without(left, _least_loss(care, left, late))
        kept.update(left)
    return kept


def without(rounds: Rounds, *visits: int) -> Rounds:
    """The rounds with these visits taken out of every crew."""
    gone = set(visits)
    return {
        spell: [visit for visit in stops if visit not in gone] for spell, stops in rounds.items()
    }


def first_late(care: Care, rounds: Rounds) -> int | None:
    """A visit that cannot start in time whatever the starts before it; ``None`` if all can.

    The earliest starts follow from shifts, windows and legs, with double-ups waiting for both
    carers; they are repeated until nothing moves. Two double-ups in opposite orders push each
    other on until one is late, so this always ends.
    """
    earliest = {visit: care.visits[visit]["win_start"] for visit in crews(rounds)}
    moved = True
    while moved:
        moved = False
        for spell, stops in rounds.items():
            for place, visit in enumerate(stops):
                least = _least(care, spell, stops, place, earliest)
                if least > earliest[visit]:
                    earliest[visit], moved = least, True
                if earliest[visit] > _deadline(care, spell, stops, place):
                    return visit
    return None


def _least(care: Care, spell: Spell, stops: list[int], place: int, earliest: Starts) -> int:
    if place == 0:
        return care.earliest(spell, stops[0])
    return earliest[stops[place - 1]] + care.step(stops[place - 1], stops[place])


def _deadline(care: Care, spell: Spell, stops: list[int], place: int) -> int:
    if place == len(stops) - 1:
        return care.latest(spell, stops[place])
    return int(care.visits[stops[place]]["win_end"])


def _least_loss(care: Care, rounds: Rounds, late: int) -> int:
    """The visit with the least care that, taken out, lets ``late`` start in time."""
    before = {
        visit
        for stops in rounds.values()
        if late in stops
        for visit in stops[: stops.index(late) + 1]
    }
    for visit in sorted(before, key=lambda one: (care.care_seconds(one), one)):
        if visit == late or first_late(care, without(rounds, visit)) != late:
            return visit
    return late


def _beyond(care: Care, rounds: Rounds, starts: Starts, hours: Hours) -> list[int]:
    """Carers above their most hours."""
    spent: dict[int, int] = {}
    for spell, stops in rounds.items():
        spent[spell[0]] = spent.get(spell[0], 0) + elapsed(care, spell, stops, starts)
    return sorted(carer for carer, seconds in spent.items() if seconds > hours.most[carer])


def _at_an_end(care: Care, rounds: Rounds, carer: int) -> int:
    """The first or last visit of one of the carer's rounds, the one with the least care."""
    ends = {
        visit
        for spell, stops in rounds.items()
        if spell[0] == carer and stops
        for visit in (stops[0], stops[-1])
    }
    return min(ends, key=lambda one: (care.care_seconds(one), one))
