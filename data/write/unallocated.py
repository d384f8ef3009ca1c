"""Visits nobody makes: each with its risk, its reasons, its owner and what to do next."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.write.cells import csv_bytes
from data.write.clock import iso, minutes
from data.write.papers import WhyNot
from scheduler.domain.client import Rag
from scheduler.domain.rota import Rota
from scheduler.domain.units import MINUTE, CarerId, Points, VisitId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week

OWNER = "planner on duty"
PLAIN = {
    "dbs": "DBS check",
    "home": "not matched",
    "blocked": "not matched",
    "stranger": "not known to the person",
    "partner": "no second carer",
    "break": "would lose a break",
}
"""Reasons whose own word would puzzle a planner, or tell of somebody what papers must not.

That a carer and a person are not planned together, and what a carer must avoid for reasons of
health, share a word, so that neither can be read off a paper that is passed round.
"""

AND = " and "
ASKED = re.compile(r"[Aa]sk (.+) and the person about the change")
"""Who is named in what to do next."""

COLUMNS = (
    "visit_id",
    "client_id",
    "call",
    "agreed_start",
    "length_min",
    "carers",
    "risk",
    "time_critical",
    "harm",
    "carers_by_reason",
    "cheapest_relaxation",
    "owner",
    "next_action",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unallocated:
    """One line of the unallocated tray."""

    visit: Visit
    rag: Rag
    harm: Points
    reasons: str
    relaxation: str
    next_action: str


def unallocated(
    week: Week, rota: Rota, reasons: Mapping[VisitId, WhyNot]
) -> tuple[Unallocated, ...]:
    """Every visit no known carer makes, greatest harm first, then by agreed start."""
    made = {
        one.visit for one in rota.assignments if any(carer in week.carer for carer in one.carers)
    }
    lines = [
        _line(week, visit, reasons.get(visit.id, WhyNot(counts={})))
        for visit in week.visits
        if visit.id not in made
    ]
    return tuple(sorted(lines, key=lambda one: (-one.harm, one.visit.agreed, one.visit.id)))


def _line(week: Week, visit: Visit, why: WhyNot) -> Unallocated:
    """What is known about one visit left out."""
    rag = week.client[visit.client].rag
    prices = week.rules.prices
    by_length = prices.harm_a_minute[rag] * visit.carers * (visit.length // MINUTE)
    return Unallocated(
        visit=visit,
        rag=rag,
        harm=prices.harm_flat[rag] + by_length,
        reasons=reason_words(why.counts),
        relaxation=why.relaxation,
        next_action=_next_action(visit, rag, why),
    )


def reason_words(counts: Mapping[str, int]) -> str:
    """Carers by what keeps them away: "off 31; skill 4"."""
    said: Counter[str] = Counter()
    for reason, count in counts.items():
        said[PLAIN.get(reason, reason)] += count
    return "; ".join(f"{word} {count}" for word, count in said.items() if count)


def _next_action(visit: Visit, rag: Rag, why: WhyNot) -> str:
    """What the owner does first."""
    first = "Offer it to carers who are off, or agree another time with the person"
    if why.carers:
        first = f"Ask {AND.join(why.carers)} and the person about the change, then plan again"
    if visit.critical is not None or rag is Rag.RED:
        return f"Today, by phone: {first[0].lower()}{first[1:]}; if in vain, escalate to on call"
    return first


def unallocated_csv(week: Week, lines: tuple[Unallocated, ...]) -> bytes:
    """The unallocated tray as a table; only a header where every visit is covered."""
    return csv_bytes(COLUMNS, _rows(week, lines))


def _rows(week: Week, lines: tuple[Unallocated, ...]) -> Iterator[tuple[str | int, ...]]:
    """One row for each visit."""
    for one in lines:
        visit = one.visit
        yield (
            visit.id,
            visit.client,
            visit.call,
            iso(week.horizon, visit.agreed),
            minutes(visit.length),
            visit.carers,
            one.rag,
            "yes" if visit.critical is not None else "no",
            one.harm,
            one.reasons,
            one.relaxation,
            OWNER,
            one.next_action,
        )


def read_why_not(text: str) -> dict[VisitId, WhyNot]:
    """What a tray says of each visit, so that nobody need work it out again.

    Writing it anew gives the same words; a row without a visit or a reason says nothing.
    """
    rows = csv.DictReader(text.splitlines())
    return {
        VisitId(row["visit_id"]): WhyNot(
            counts=_counts(row["carers_by_reason"]),
            relaxation=row.get("cheapest_relaxation") or "",
            carers=_carers(row.get("next_action") or ""),
        )
        for row in rows
        if row.get("visit_id") and row.get("carers_by_reason")
    }


def _counts(words: str) -> dict[str, int]:
    """Carers by reason, of "off 31; skill 4"; a part without a number is passed over."""
    parts = (part.strip().rpartition(" ") for part in words.split(";"))
    return {word: int(count) for word, _, count in parts if word and count.isdigit()}


def _carers(next_action: str) -> tuple[CarerId, ...]:
    """Whom the tray says to ask."""
    named = ASKED.search(next_action)
    return () if named is None else tuple(CarerId(one) for one in named[1].split(AND))
