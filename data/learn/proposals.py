"""Proposals with their evidence, as a table a person accepts or declines line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.write.cells import Cell, csv_bytes
from data.write.clock import iso
from scheduler.domain.rota import Assignment
from scheduler.domain.week import Week
from scheduler.planning.actuals import (
    Adopted,
    Attendance,
    LegFinding,
    LengthFinding,
    leg_findings,
    length_findings,
)
from scheduler.planning.actuals.lengths import PROPOSED

PROPOSALS = (
    "proposal",
    "accept",
    "kind",
    "client_id",
    "call",
    "next_client_id",
    "now_min",
    "commissioned_min",
    "proposed_min",
    "evidence",
)
EVIDENCE = (
    "what",
    "client_id",
    "call",
    "next_client_id",
    "finding",
    "visits_or_journeys",
    "days",
    "carers",
    "set_aside",
    "planned_min",
    "p20_min",
    "median_min",
    "p80_min",
    "p90_min",
)
EFFECTS = (
    "visit_id",
    "client_id",
    "effect",
    "rules_broken_if_nothing_moved",
    "start_before",
    "start_after",
    "carers_before",
    "carers_after",
)
MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """Everything the records say; what is proposed is part of it."""

    lengths: tuple[LengthFinding, ...]
    legs: tuple[LegFinding, ...]

    @property
    def longer_or_shorter(self) -> tuple[LengthFinding, ...]:
        """Lengths proposed."""
        return tuple(one for one in self.lengths if one.finding in PROPOSED and one.proposed)

    @property
    def slower(self) -> tuple[LegFinding, ...]:
        """Extra time proposed on ways."""
        return tuple(one for one in self.legs if one.proposed)


def proposals_from(week: Week, attendances: Sequence[Attendance]) -> Proposals:
    """What the records say of lengths and ways."""
    return Proposals(
        lengths=length_findings(attendances, week.rules.learning),
        legs=leg_findings(week, attendances),
    )


def leg_key(one: LegFinding) -> str:
    """Names a way in the table of proposals."""
    return f"leg:{one.here}:{one.there}"


def proposal_files(
    week: Week, found: Proposals, adopted: Adopted | None = None
) -> dict[str, bytes]:
    """Name and content of every file.

    ======================  ===========================================================
    proposals.csv           a line for each proposal; write yes or no in ``accept``
    evidence.csv            what the records say of every call and way, proposed or not
    effects.csv             visits of a rota that would move or no longer fit; only where
                            ``adopted`` is given
    ======================  ===========================================================
    """
    files = {
        "proposals.csv": csv_bytes(PROPOSALS, _proposals(week, found)),
        "evidence.csv": csv_bytes(EVIDENCE, _evidence(found)),
    }
    if adopted is not None:
        files["effects.csv"] = csv_bytes(EFFECTS, _effects(week, adopted))
    return files


def _proposals(week: Week, found: Proposals) -> Iterator[list[Cell]]:
    permille = week.rules.learning.quantile_permille
    for one in found.longer_or_shorter:
        words = (
            f"{permille // 10} % of {one.visits} visits over {one.days} days by {one.carers} "
            f"carers took at most {_minutes(one.needed)} min (half of them "
            f"{_minutes(one.median)}); holds without any one carer; {one.set_aside} set aside"
        )
        booked = one.booked
        yield [
            booked.key,
            "",
            one.finding.value,
            booked.client,
            booked.call,
            "",
            booked.planned // MINUTE,
            booked.commissioned // MINUTE,
            (one.proposed or 0) // MINUTE,
            words,
        ]
    for leg in found.slower:
        words = (
            f"half of {leg.journeys} journeys without waiting, by {leg.carers} carers, took "
            f"{_minutes(leg.extra)} min longer than planned (80 %: {_minutes(leg.p80)}); holds "
            f"without any one carer; {leg.set_aside} set aside"
        )
        yield [
            *(leg_key(leg), "", "slower way", leg.here, "", leg.there, "", ""),
            (leg.proposed or 0) // MINUTE,
            words,
        ]


def _evidence(found: Proposals) -> Iterator[list[Cell]]:
    for one in found.lengths:
        yield [
            *("visit", one.booked.client, one.booked.call, "", one.finding.value),
            *(one.visits, one.days, one.carers, one.set_aside, one.booked.planned // MINUTE),
            *(_minutes(value) for value in (one.p20, one.median, one.needed, one.p90)),
        ]
    for leg in found.legs:
        yield [
            *("way", leg.here, "", leg.there, "slower way" if leg.proposed else "no proposal"),
            *(leg.journeys, "", leg.carers, leg.set_aside, "", ""),
            *(_minutes(leg.extra), _minutes(leg.p80), ""),
        ]


def _effects(week: Week, adopted: Adopted) -> Iterator[list[Cell]]:
    for one in adopted.effects:
        yield [
            one.visit,
            week.visit[one.visit].client,
            "; ".join(effect.value for effect in one.effects),
            ";".join(one.breaks),
            *(_start(week, made) for made in (one.before, one.after)),
            *(_carers(made) for made in (one.before, one.after)),
        ]


def _start(week: Week, made: Assignment | None) -> str:
    return "" if made is None else iso(week.horizon, made.start)


def _carers(made: Assignment | None) -> str:
    return "" if made is None else ";".join(made.carers)


def _minutes(seconds: float | None) -> Cell:
    """Minutes to one place; whole ones without."""
    return None if seconds is None else f"{seconds / MINUTE:.1f}".removesuffix(".0")
