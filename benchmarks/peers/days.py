"""A week one day at a time, for peers whose models end with the day.

What a day cannot see is given to it as prices: a carer who is not yet in a client's team costs
what a further face costs, and each spell has its part of the hours still left under contract.
The days are solved in order; in a later pass each is solved again with all other days in view,
and what is better than before, by the set's objective, is kept.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.peers.care import Care, Rounds, Spell, Starts, crews, elapsed
from benchmarks.peers.price import objective, teams
from benchmarks.peers.repair import legal
from benchmarks.peers.starts import Hours

A_DAY = 86_400
EVEN_DAYS = 1.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What a peer may spend: seconds, threads; and the seed of its search."""

    seconds: float
    threads: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day as it is asked of a peer.

    Parameters
    ----------
    visits, spells
        Those of the day.
    faces
        For each client who already has a team, seconds charged for each visit by each carer of
        it; see ``faces``.
    elsewhere
        For each client, the carers who come on other days.
    hours
        Seconds each carer should and may work on this day, if the week is to work out.
    law
        The same, but with all that is left of the most seconds.
    before
        The day's rounds in the pass before; empty in the first.
    starts
        Starts of all visits made in the plan so far.
    attempt
        How many passes were before this one.
    """

    care: Care
    visits: tuple[int, ...]
    spells: tuple[Spell, ...]
    faces: dict[int, dict[int, int]]
    elsewhere: dict[int, set[int]]
    hours: Hours
    law: Hours
    before: Rounds
    starts: Starts
    attempt: int
    effort: Effort

    def face(self, carer: int, visit: int) -> int:
        """Seconds charged where this carer makes this visit."""
        team = self.faces.get(self.care.visits[visit]["client"])
        return 0 if team is None else team.get(carer, round(self.care.weights["extra_carer"]))

    def contract(self, spell: Spell) -> int:
        """Seconds of this spell's part of the carer's hours under contract."""
        return self._part(spell, self.hours.contract[spell[0]])

    def most(self, spell: Spell) -> int:
        """Seconds this spell may take, where a solver bounds each spell by itself."""
        return self._part(spell, self.hours.most[spell[0]])

    def _part(self, spell: Spell, seconds: float) -> int:
        """What the spell took in the pass before, and by its length a part of what is left."""
        spells = [one for one in self.spells if one[0] == spell[0]]
        took = {
            one: elapsed(self.care, one, self.before.get(one, []), self.starts) for one in spells
        }
        length = _length(self.care, spell) / sum(_length(self.care, one) for one in spells)
        return max(0, round(took[spell] + length * (seconds - sum(took.values()))))


@dataclass(slots=True)
class Plan:
    """The rounds so far, and their starts."""

    rounds: Rounds = field(default_factory=dict)
    starts: Starts = field(default_factory=dict)


SolveDay = Callable[[Day], Rounds]


def day_by_day(
    care: Care,
    solve_day: SolveDay,
    effort: Effort,
    passes: Sequence[float] = (1.0,),
    clock: Callable[[], float] = time.monotonic,
) -> Rounds:
    """Rounds of all days, each solved by ``solve_day``.

    Parameters
    ----------
    passes
        Share of the time for each pass over the days.
    clock
        Seconds; overruns of one day are taken from those after it.
    """
    ends = clock() + effort.seconds
    days = sorted({shift["day"] for shift in care.shifts.values()})
    turns = [
        (attempt, day, share * _weight(care, day))
        for attempt, share in enumerate(passes)
        for day in days
    ]
    plan = Plan()
    for turn, (attempt, day, weight) in enumerate(turns):
        left = sum(later for _, _, later in turns[turn:]) or 1.0
        seconds = max(0.1, (ends - clock()) * weight / left)
        asked = _asked(
            care,
            plan,
            day,
            attempt,
            Effort(seconds=seconds, threads=effort.threads, seed=effort.seed + turn),
        )
        if asked.visits:
            plan = _better(care, plan, day, legal(care, solve_day(asked), asked.law))
    return plan.rounds


def seconds_a_visit(care: Care, effort: Effort) -> float:
    """How much time there is for a visit, by which peers choose how many passes they make."""
    return effort.seconds / max(1, len(care.visits))


def _weight(care: Care, day: int) -> float:
    return float(sum(visit["day"] == day for visit in care.visits.values()))


def _asked(care: Care, plan: Plan, day: int, attempt: int, effort: Effort) -> Day:
    hours, law = _hours(care, plan, day)
    return Day(
        care=care,
        visits=tuple(name for name, visit in sorted(care.visits.items()) if visit["day"] == day),
        spells=tuple(spell for spell, shift in sorted(care.shifts.items()) if shift["day"] == day),
        faces=faces(care, plan.rounds, day),
        elsewhere=teams(care, _others(care, plan.rounds, day)),
        hours=hours,
        law=law,
        before=_of(care, plan.rounds, day),
        starts={visit: plan.starts[visit] for visit in crews(plan.rounds)},
        attempt=attempt,
        effort=effort,
    )


def faces(care: Care, rounds: Rounds, day: int) -> dict[int, dict[int, int]]:
    """Seconds charged for a visit on ``day``, by client and carer of the client's team so far.

    Who comes on another day is free. Who comes on this day alone costs a further face, shared
    over their visits of the day, so that a face is saved by giving all of them away; but where
    nobody comes on another day, the one with most visits (of equals, the lowest id) is free.
    Anybody else costs a whole further face.
    """
    elsewhere = teams(care, _others(care, rounds, day))
    today: dict[int, Counter[int]] = defaultdict(Counter)
    for spell, stops in _of(care, rounds, day).items():
        for visit in stops:
            today[care.visits[visit]["client"]][spell[0]] += 1
    price = care.weights["extra_carer"]
    found = {}
    for client in {*elsewhere, *today}:
        count = today[client]
        found[client] = {carer: round(price / count[carer]) for carer in count}
        first = min(count, key=lambda carer: (-count[carer], carer), default=0)
        free = elsewhere.get(client) or {first}
        found[client].update(dict.fromkeys(free, 0))
    return found


def _hours(care: Care, plan: Plan, day: int) -> tuple[Hours, Hours]:
    """Each carer's hours not yet worked on other days, shared over the days not yet planned."""
    contract: dict[int, float] = {}
    most: dict[int, float] = {}
    left: dict[int, float] = {}
    for carer, row in care.carers.items():
        spells = [spell for spell in care.shifts if spell[0] == carer]
        others = [spell for spell in spells if not _on(care, spell, day)]
        spent = sum(elapsed(care, one, plan.rounds.get(one, []), plan.starts) for one in others)
        today = sum(_length(care, spell) for spell in spells if _on(care, spell, day))
        waiting = sum(_length(care, spell) for spell in others if spell not in plan.rounds)
        share = today / (today + waiting) if today else 0.0
        contract[carer] = max(0.0, (row["contract_s"] - spent) * share)
        left[carer] = row["max_s"] - spent
        most[carer] = left[carer] if not waiting else min(1.0, EVEN_DAYS * share) * left[carer]
    return Hours(contract=contract, most=most), Hours(contract=contract, most=left)


def _better(care: Care, plan: Plan, day: int, found: tuple[Rounds, Starts]) -> Plan:
    """The plan with the day replaced, unless it was planned before and better."""
    rounds, starts = found
    empty: Rounds = {spell: [] for spell in care.shifts if _on(care, spell, day)}
    changed = Plan({**plan.rounds, **empty, **rounds}, {**plan.starts, **starts})
    if any(_on(care, spell, day) for spell in plan.rounds) and (
        objective(care, plan.rounds, plan.starts) <= objective(care, changed.rounds, changed.starts)
    ):
        return plan
    return changed


def _of(care: Care, rounds: Rounds, day: int) -> Rounds:
    return {spell: stops for spell, stops in rounds.items() if _on(care, spell, day)}


def _others(care: Care, rounds: Rounds, day: int) -> Rounds:
    return {spell: stops for spell, stops in rounds.items() if not _on(care, spell, day)}


def _on(care: Care, spell: Spell, day: int) -> bool:
    return bool(care.shifts[spell]["day"] == day)


def _length(care: Care, spell: Spell) -> int:
    return int(care.shifts[spell]["end"] - care.shifts[spell]["start"])
