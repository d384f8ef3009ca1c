"""E1 to E8: whether a carer may make a visit at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scheduler.domain.carer import WorkerType
from scheduler.domain.client import CallKind
from scheduler.domain.pair import PairKind
from scheduler.referee.case import Case, Part
from scheduler.referee.verdict import About, Breach, breach
from scheduler.referee.wording import spell


def may_not_make(case: Case) -> Iterator[Breach]:
    """E1 to E8 for each carer's part of each assignment, repeats and all."""
    for part in case.every_part:
        for rule in RULES:
            yield from rule(case, part)


def _about(part: Part) -> About:
    visit = part.visit
    return About(
        visits=(visit.id,), carers=(part.carer.id,), clients=(visit.client,), day=visit.day
    )


def skills(case: Case, part: Part) -> Iterator[Breach]:
    """E1: a required skill is missing, below level, or expired before the visit's date."""
    on = case.week.horizon.date_of(part.visit.day)
    for name, level in part.visit.skills:
        held = [skill for skill in part.carer.skills if skill.name == name]
        valid = [one.level for one in held if one.expires is None or one.expires >= on]
        if max(valid, default=0) >= level and valid:
            continue
        if not held:
            fault = "does not have it"
        elif not valid:
            fault = f"has it no longer on {on.isoformat()}"
        else:
            fault = f"has level {max(valid)}"
        yield breach(
            "E1",
            f"Visit {part.visit.id} needs {name} at level {level}; carer {part.carer.id} {fault}.",
            _about(part),
            value=max(valid, default=0),
            limit=level,
        )


def criminal_records(case: Case, part: Part) -> Iterator[Breach]:
    """E2: ``dbs_expires`` absent or before the visit's date."""
    on = case.week.horizon.date_of(part.visit.day)
    until = part.carer.dbs_expires
    if until is None or until < on:
        state = "is not on file" if until is None else f"is accepted only until {until.isoformat()}"
        yield breach(
            "E2",
            f"Carer {part.carer.id}'s criminal-records check {state}; "
            f"visit {part.visit.id} is on {on.isoformat()}.",
            _about(part),
        )


def gender_must(case: Case, part: Part) -> Iterator[Breach]:
    """E3: carer's gender differs or is not recorded."""
    must = case.week.client[part.visit.client].gender_must
    if must is not None and part.carer.gender is not must:
        yield breach(
            "E3",
            f"Client {part.visit.client}'s care plan requires a {must.value} carer for visit "
            f"{part.visit.id}; carer {part.carer.id} is not recorded as such.",
            _about(part),
        )


def no_fault_block(case: Case, part: Part) -> Iterator[Breach]:
    """E4: a block_nofault pair holds on the visit's day."""
    if case.has_pair(part.visit.client, part.carer.id, PairKind.BLOCK_NO_FAULT, part.visit):
        yield breach(
            "E4",
            f"Carer {part.carer.id} does not visit client {part.visit.client} by agreement "
            f"(visit {part.visit.id}).",
            _about(part),
        )


def safeguarding_block(case: Case, part: Part) -> Iterator[Breach]:
    """E5: a block_safeguarding pair holds on the visit's day."""
    if case.has_pair(part.visit.client, part.carer.id, PairKind.BLOCK_SAFEGUARDING, part.visit):
        yield breach(
            "E5",
            f"Carer {part.carer.id} may not visit client {part.visit.client} "
            f"(visit {part.visit.id}).",
            _about(part),
        )


def volunteers(case: Case, part: Part) -> Iterator[Breach]:
    """E6: a volunteer on personal care or medication."""
    banned = part.visit.kind in (CallKind.PERSONAL, CallKind.MEDICATION)
    if banned and part.carer.worker_type is WorkerType.VOLUNTEER:
        yield breach(
            "E6",
            f"Carer {part.carer.id} is a volunteer; visit {part.visit.id} is "
            f"{part.visit.kind.value} care.",
            _about(part),
        )


def pets_and_smoke(case: Case, part: Part) -> Iterator[Breach]:
    """E7: carer avoids what the client's home has."""
    client, carer = case.week.client[part.visit.client], part.carer
    met = [
        name
        for name, clash in (
            ("pets", client.has_pets and carer.avoids_pets),
            ("smoke", client.smokes and carer.avoids_smoke),
        )
        if clash
    ]
    if met:
        yield breach(
            "E7",
            f"Carer {carer.id} must avoid {' and '.join(met)}, which client {client.id}'s home "
            f"has (visit {part.visit.id}).",
            _about(part),
        )


def short_visit(case: Case, part: Part) -> Iterator[Breach]:
    """E8: short personal care by a carer outside the team who has never visited the client.

    Not applied while a client has neither team nor history.
    """
    visit, least = part.visit, case.week.rules.visits.short_visit
    team = case.team_of(visit.client)
    unknown_yet = not team and visit.client not in case.clients_with_history
    known = part.carer.id in team or (visit.client, part.carer.id) in case.ever_met
    short = visit.kind is CallKind.PERSONAL and visit.length < least
    if short and not known and not unknown_yet:
        yield breach(
            "E8",
            f"Visit {visit.id} of {spell(visit.length)} is personal care shorter than "
            f"{spell(least)}; client {visit.client} does not know carer {part.carer.id}.",
            _about(part),
            value=visit.length,
            limit=least,
        )


RULES: tuple[Callable[[Case, Part], Iterator[Breach]], ...] = (
    skills,
    criminal_records,
    gender_must,
    no_fault_block,
    safeguarding_block,
    volunteers,
    pets_and_smoke,
    short_visit,
)
