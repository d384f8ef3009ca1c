"""The people cared for: where they live, how often they are seen, and what matters to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from data.generate.knobs import DemandKnobs, Size
from data.generate.names import draw_names
from data.generate.places import Door, door_near, read_places, shares

RAG_SHARES = {"red": 0.2, "amber": 0.4, "green": 0.4}
LANGUAGES = ("gujarati", "polish", "punjabi")


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedClient:
    """One person, before and after a team has formed around them.

    ``calls_a_day`` excludes housework and company; ``condition`` is the illness that makes
    calls time-critical, empty if none.
    """

    id: str
    first_name: str
    last_name: str
    door: Door
    calls_a_day: int
    double: bool = False
    condition: str = ""
    medicines: bool = False
    rag: str = "green"
    gender_must: str = ""
    gender_prefer: str = ""
    language: str = ""
    pets: bool = False
    smokes: bool = False
    skill: str = ""
    cap: int | None = None
    faces_weight: int = 1
    team: tuple[str, ...] = ()


def draw_clients(
    size: Size, knobs: DemandKnobs, rng: np.random.Generator
) -> tuple[InventedClient, ...]:
    """Clients in the order of their ids, spread over the places of the county."""
    places = read_places(size.reach)
    numbers = shares(size.clients, [place.weight for place in places])
    doors = [door_near(p, rng) for p, n in zip(places, numbers, strict=True) for _ in range(n)]
    women = [bool(flag) for flag in rng.random(size.clients) < 0.64]
    names = draw_names(women, rng)
    width = max(3, len(str(size.clients)))
    calls = _calls_a_day(size, knobs, rng)
    clients = [
        InventedClient(
            id=f"C{number + 1:0{width}d}",
            first_name=names[number][0],
            last_name=names[number][1],
            door=doors[number],
            calls_a_day=calls[number],
            medicines=bool(rng.random() < 0.65),
        )
        for number in range(size.clients)
    ]
    return tuple(_with_wishes(_with_needs(clients, size, knobs, rng), women, rng))


def daily_calls(size: Size, knobs: DemandKnobs) -> int:
    """Calls made every day, so that with weekly extras the visits come out exactly."""
    return round((size.visits * (1 - knobs.extras)) / 7)


def _calls_a_day(size: Size, knobs: DemandKnobs, rng: np.random.Generator) -> list[int]:
    """1 to 4 calls for each client, adding up to ``daily_calls``.

    The shares are tilted exponentially until their mean fits, which changes them least.
    """
    base = np.asarray(knobs.calls_a_day)
    calls = np.arange(1, len(base) + 1)
    wanted = daily_calls(size, knobs) / size.clients
    low, high = -3.0, 3.0
    for _ in range(60):
        tilt = (low + high) / 2
        weights = base * np.exp(tilt * calls)
        low, high = (tilt, high) if weights @ calls / weights.sum() < wanted else (low, tilt)
    numbers = shares(size.clients, list(base * np.exp(low * calls)))
    drawn = rng.permutation(np.repeat(calls, numbers))
    missing = daily_calls(size, knobs) - int(drawn.sum())
    movable = np.flatnonzero(drawn < 4) if missing > 0 else np.flatnonzero(drawn > 1)
    drawn[movable[: abs(missing)]] += np.sign(missing)
    return [int(number) for number in drawn]


def _with_needs(
    clients: list[InventedClient], size: Size, knobs: DemandKnobs, rng: np.random.Generator
) -> list[InventedClient]:
    """Who needs two carers, who has an illness that sets the clock, and the risk of each."""
    double_calls = round(size.visits * knobs.double_up / 7)
    doubles = _until([c.calls_a_day * (c.calls_a_day > 2) for c in clients], double_calls, rng)
    critical_calls = size.visits * knobs.critical / 7
    parkinsons = _until(
        [c.calls_a_day * (c.calls_a_day > 2) for c in clients], round(critical_calls * 0.4), rng
    )
    insulin = _until(
        [2 * (c.calls_a_day > 1) * (number not in parkinsons) for number, c in enumerate(clients)],
        round(critical_calls * 0.6),
        rng,
    )
    risks = _risks(
        [(n in doubles) + 2 * (n in parkinsons or n in insulin) for n in range(len(clients))], rng
    )
    skills = dict.fromkeys(rng.permutation(len(clients))[: max(2, len(clients) // 20)], "catheter")
    skills |= dict.fromkeys(rng.permutation(len(clients))[: max(1, len(clients) // 30)], "peg")
    return [
        replace(
            client,
            double=number in doubles,
            condition="parkinsons" * (number in parkinsons) + "insulin" * (number in insulin),
            rag=risks[number],
            skill="" if number in doubles else skills.get(number, ""),
        )
        for number, client in enumerate(clients)
    ]


def _until(points: Sequence[int], total: int, rng: np.random.Generator) -> set[int]:
    """Random rows whose points add up to about ``total``; rows without points never."""
    chosen: set[int] = set()
    gathered = 0
    for row in rng.permutation(len(points)).tolist():
        if points[row] and gathered + points[row] <= total + 1:
            chosen.add(row)
            gathered += points[row]
    return chosen


def _risks(reasons: Sequence[int], rng: np.random.Generator) -> list[str]:
    """Red, amber or green by quota; more reasons make red likelier."""
    score: npt.NDArray[np.float64] = -np.asarray(reasons) + rng.random(len(reasons)) * 2.5
    numbers = shares(len(reasons), list(RAG_SHARES.values()))
    colours = [colour for colour, n in zip(RAG_SHARES, numbers, strict=True) for _ in range(n)]
    risks = [""] * len(reasons)
    for colour, row in zip(colours, np.argsort(score, kind="stable"), strict=True):
        risks[row] = colour
    return risks


def _with_wishes(
    clients: list[InventedClient], women: list[bool], rng: np.random.Generator
) -> list[InventedClient]:
    """Gender, language, pets and smoke, drawn one client after another."""
    wished = []
    for client, woman in zip(clients, women, strict=True):
        chance, other = rng.random(5), int(rng.integers(len(LANGUAGES)))
        must = woman and chance[0] < 0.08
        wished.append(
            replace(
                client,
                gender_must="female" if must else "",
                gender_prefer="female" if woman and not must and chance[1] < 0.15 else "",
                language=LANGUAGES[other] if chance[2] < 0.05 else "",
                pets=bool(chance[3] < 0.25),
                smokes=bool(chance[4] < 0.12),
            )
        )
    return wished
