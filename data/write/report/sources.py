"""The pages at the back: what was checked, where travel times come from, what words mean."""

from __future__ import annotations

from collections.abc import Sequence

from data.write.report.parts import Table, columns
from scheduler.domain.week import Week
from scheduler.referee import CODES, NOT_CHECKED, Breach, Kind, Round

KIND_WORDS = {
    Kind.HARD: "never allowed",
    Kind.OVERRIDABLE: "only if two people set it aside on record",
}

GLOSSARY = (
    ("Agreed start", "The time agreed with the person. On time means within the pack's grace."),
    ("Before", "The visit history that was given with the tables."),
    ("Cap", "Most different carers the person should meet in 14 days."),
    ("Distinct carers", "Different carers who visit one person in 14 days."),
    (
        "Effective pay",
        "Pay divided by all working time: contact, travel, and gaps too short to be free.",
    ),
    ("Free time", "A gap long enough to go home in: unpaid, and it splits the day."),
    ("Least possible", "Fewest carers who could make all the person's visits, given their shifts."),
    ("New face", "A carer the person has not met in the history given."),
    ("Time-critical", "A visit that must start near its time for a medical or safety reason."),
    ("Unallocated", "A visit nobody makes yet; it is listed with the reason, never dropped."),
    ("Unsocial hours", "Evenings, early mornings and weekends, as the measures define them."),
    ("Waiting", "Paid time at a door: spare time kept on each way, and short gaps."),
)


def breaches_table(breaches: Sequence[Breach]) -> Table:
    """Every breach in words."""
    return Table(
        caption=f"{len(breaches)} breaches found by the referee",
        header=("Rule", "What", "Found", "May it be set aside?"),
        rows=[
            (one.code, CODES[one.code].title, one.sentence, KIND_WORDS[one.kind])
            for one in breaches
        ],
    )


def checked_lines() -> list[str]:
    """Every rule the referee checks."""
    return [f"{code}: {entry.title}" for code, entry in CODES.items()]


def not_checked_lines() -> list[str]:
    """What the referee leaves to people."""
    return [f"{rule[0].upper()}{rule[1:]}: {words}" for rule, words in NOT_CHECKED.items()]


def rules_words(week: Week) -> str:
    """Which rule pack, and from when to when it holds."""
    pack = week.rules
    return (
        f"The rules are those of {pack.name}, in force from "
        f"{pack.first_day:%d/%m/%Y} to {pack.last_day:%d/%m/%Y}. A referee that shares no code "
        "with the planner read the finished rota and judged it by them."
    )


def estimated_share(rounds: Sequence[Round]) -> tuple[int, int]:
    """Legs between visits that are estimates, and all legs between different places."""
    legs = [leg for one in rounds for leg in one.legs if leg.origin != leg.destination]
    return sum(leg.estimated for leg in legs), len(legs)


def travel_words(rounds: Sequence[Round]) -> str:
    """How much of the travel in this rota is estimated."""
    estimated, legs = estimated_share(rounds)
    if not legs:
        return "No travel between different places is planned."
    if not estimated:
        return f"None of the {legs:,} ways between visits is an estimate."
    if estimated == legs:
        return (
            f"All {legs:,} ways between visits are estimates from a table of distances: no road "
            "map was given. Give one with --roads or --osrm for times along real roads."
        )
    return f"{estimated:,} of {legs:,} ways between visits are estimates; rota.csv marks each."


def travel_table(week: Week, rounds: Sequence[Round]) -> Table:
    """Source of each mode's times."""
    mode_of = {carer.id: carer.modes[0] for carer in week.carers if carer.modes}
    rows = []
    for mode, matrix in week.travel.by_mode.items():
        mine = [one for one in rounds if mode_of.get(one.carer) is mode]
        estimated, legs = estimated_share(mine)
        people = sum(one is mode for one in mode_of.values())
        rows.append((mode.value, str(people), str(legs), str(estimated), matrix.source))
    return Table(
        caption="Travel by mode",
        header=("Mode", "Carers", "Ways planned", "Of these estimates", "Source"),
        rows=rows,
        numbers=columns(1, 3),
    )
