"""One day as a line of whole numbers for the Java side, and its answer read back.

The order is that of ``Words.java``. Prices are doubled, so that half a second is whole. The
annealing begins cooler in a later pass, so that it keeps most of the rounds it is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.peers.care import Rounds
from benchmarks.peers.days import Day
from benchmarks.peers.parts import Part

SCALE = 2
TEMPERATURES = (5_000, 1_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the Java side says of a day.

    Parameters
    ----------
    breaches
        Seconds against windows, shifts and most hours.
    price
        The objective of the day, seconds.
    """

    breaches: int
    price: float
    rounds: Rounds


def asked_line(asked: Day, parts: list[Part]) -> str:
    """The day as one line."""
    numbers = [
        round(1000 * asked.effort.seconds),
        asked.effort.seed,
        TEMPERATURES[min(asked.attempt, len(TEMPERATURES) - 1)],
        *_prices(asked),
        *_people(asked),
        *_spells(asked),
        *_parts(asked, parts),
        *_double_ups(asked, parts),
        *_before(asked, parts),
    ]
    return " ".join(str(number) for number in numbers)


def read_answer(asked: Day, parts: list[Part], line: str) -> Answer:
    """An answer: breaches, price, and for each spell the number of its parts, then their rows."""
    numbers = iter(int(word) for word in line.split())
    breaches, price = next(numbers), next(numbers)
    rounds = {
        spell: [parts[next(numbers)].visit for _ in range(next(numbers))] for spell in asked.spells
    }
    return Answer(breaches=breaches, price=price / SCALE, rounds=rounds)


def _prices(asked: Day) -> Iterator[int]:
    weights, legs = asked.care.weights, asked.care.legs
    yield round(weights["deviation_grace_s"])
    for name in ("travel_per_s", "deviation_per_s", "over_contract_per_s", "extra_carer"):
        yield round(SCALE * weights[name])
    yield len(legs)
    for row in legs:
        yield from row


def _people(asked: Day) -> Iterator[int]:
    carers, clients = _carers(asked), _clients(asked)
    yield len(carers)
    for carer in carers:
        yield round(asked.hours.contract[carer])
        yield round(asked.law.most[carer])
    yield len(clients)
    for client in clients:
        team = [row for row, carer in enumerate(carers) if carer in asked.elsewhere.get(client, ())]
        yield len(team)
        yield from team


def _spells(asked: Day) -> Iterator[int]:
    carers = _carers(asked)
    yield len(asked.spells)
    for spell in asked.spells:
        shift = asked.care.shifts[spell]
        yield carers.index(spell[0])
        yield asked.care.home(spell)
        yield shift["start"]
        yield shift["end"]


def _parts(asked: Day, parts: list[Part]) -> Iterator[int]:
    care, clients = asked.care, _clients(asked)
    yield len(parts)
    for part in parts:
        row = care.visits[part.visit]
        fits = [place for place, spell in enumerate(asked.spells) if care.fits(spell, part.visit)]
        yield clients.index(row["client"])
        for name in ("loc", "duration", "win_start", "win_end", "pref_start"):
            yield row[name]
        yield round(SCALE * care.weights["unassigned_per_s"] * row["duration"])
        yield len(fits)
        yield from fits


def _double_ups(asked: Day, parts: list[Part]) -> Iterator[int]:
    """Rows of both parts of each, and the start to begin with."""
    firsts = [
        row
        for row, part in enumerate(parts)
        if asked.care.visits[part.visit]["carers"] > 1 and part.visit != parts[row - 1].visit
    ]
    yield len(firsts)
    for row in firsts:
        yield row
        yield row + 1
        yield parts[row].opens


def _before(asked: Day, parts: list[Part]) -> Iterator[int]:
    free: dict[int, list[int]] = {}
    for row, part in enumerate(parts):
        free.setdefault(part.visit, []).append(row)
    for spell in asked.spells:
        stops = asked.before.get(spell, [])
        yield len(stops)
        yield from (free[visit].pop() for visit in stops)


def _carers(asked: Day) -> list[int]:
    return sorted({carer for carer, _ in asked.spells})


def _clients(asked: Day) -> list[int]:
    return sorted({asked.care.visits[visit]["client"] for visit in asked.visits})
