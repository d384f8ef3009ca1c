"""The table of hard rules: what each code means, and what no code covers.

The rows are those of docs/OBJECTIVE.md, in its order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How hard a rule is."""

    HARD = "H"
    OVERRIDABLE = "H*"
    """Hard, unless two people record why it is set aside."""


@dataclass(frozen=True, slots=True)
class Code:
    """The rule behind a code, its kind, and its title."""

    rule: str
    kind: Kind
    title: str


CODES: Mapping[str, Code] = {
    "D1": Code("V11", Kind.HARD, "two-person visits"),
    "D2": Code("D2", Kind.HARD, "once only"),
    "A1": Code("A1", Kind.HARD, "availability"),
    "A2": Code("V2", Kind.HARD, "no overlap, legs fit"),
    "A3": Code("T5", Kind.OVERRIDABLE, "longest leg"),
    "A4": Code("V10", Kind.HARD, "gap rules"),
    "A5": Code("V8", Kind.HARD, "agreed window"),
    "A6": Code("V7", Kind.HARD, "time-critical"),
    "E1": Code("V16", Kind.HARD, "skills"),
    "E2": Code("V16", Kind.HARD, "criminal-records check"),
    "E3": Code("V14", Kind.HARD, "gender must"),
    "E4": Code("V17", Kind.HARD, "no-fault block"),
    "E5": Code("V17", Kind.HARD, "safeguarding block"),
    "E6": Code("V18", Kind.HARD, "volunteers"),
    "E7": Code("E7", Kind.HARD, "pets and smoke"),
    "E8": Code("V1", Kind.OVERRIDABLE, "short visit, known face"),
    "W1": Code("W1", Kind.OVERRIDABLE, "average week"),
    "W2": Code("W2", Kind.OVERRIDABLE, "daily rest"),
    "W3": Code("W3", Kind.HARD, "weekly rest"),
    "W4": Code("W4", Kind.HARD, "a due rest break has no gap to be taken in"),
    "W5": Code("W5", Kind.HARD, "night work"),
    "W6": Code("W6", Kind.HARD, "day and week limits"),
    "C1": Code("C1", Kind.HARD, "contract"),
    "L1": Code("L1", Kind.HARD, "declared days"),
    "L2": Code("L2", Kind.HARD, "declared visits a day"),
    "L3": Code("L3", Kind.HARD, "declared span"),
    "P1": Code("P1", Kind.HARD, "wage floor"),
    "K1": Code("K1", Kind.HARD, "pins"),
    "B1": Code("W4", Kind.HARD, "breaks"),
}

NOT_CHECKED: Mapping[str, str] = {
    "travel": "Whether the travel matrices and speeds are true; they are taken as given.",
    "absences": "Whether leave and sickness were taken out of the shifts.",
    "lengths": "Whether a visit is as long as was commissioned; its length is taken as given.",
    "pins of unallocated visits": "A pinned visit that nobody makes is left out, not moved.",
    "T6": "Whether carers live near their clients.",
    "T7": "Whether carers pass one another on the road.",
    "P2": "The Real Living Wage, a voluntary yardstick.",
    "P5": "Whether unpaid mileage brings pay below the floor.",
    "P7": "Offers of guaranteed hours.",
    "P8": "Notice of shifts and pay for changes at short notice.",
    "P9": "Sleep-ins.",
    "P10": "The price a funder pays.",
    "P11": "The number of splits a day and a week, beyond their price.",
    "V6": "What was agreed with the person should a visit be late or missed.",
    "V12": "That the main carer makes two fifths of the visits.",
    "V13": "Introductions before a first visit.",
    "V15": "That people are told who is coming.",
    "V19": "Slots held during a hospital stay.",
    "W3 over 14 days": "The choice of 48 hours in 14 days; seven-day blocks are judged.",
    "W7": "Travel between home and work as working time.",
}
"""What the referee does not judge, by rule or subject."""
