"""FHIR R4 resources from plain values. People are logical references: an identifier, no name.

References
----------
.. [1] HL7 (2019). FHIR Release 4 (v4.0.1): Appointment, Schedule, Slot, CareTeam, Bundle,
   CapabilityStatement, OperationOutcome.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.fhir.ids import fhir_id

MEDIA_TYPE = "application/fhir+json"
FHIR_VERSION = "4.0.1"
SYSTEM = "urn:carerota"
MINUTE_S = 60
Resource = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitTold:
    """One visit of a rota in force.

    Parameters
    ----------
    carers
        Who makes each part; ``None`` where nobody does yet, or the caller may not know.
    are_shown
        Whether the caller may know who comes.
    """

    visit_id: str
    client_id: str
    carers: tuple[str | None, ...]
    start: datetime
    end: datetime
    told_at: datetime
    version: int
    are_shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a carer's shift, and what of it is taken: a FHIR slot status."""

    carer_id: str
    start: datetime
    end: datetime
    status: str


def appointment(one: VisitTold) -> Resource:
    """A visit: booked where every part has a carer, pending where one has, else proposed.

    To whoever may not know who comes it is pending: the other two would tell.
    """
    taken = [carer for carer in one.carers if carer is not None]
    status = "proposed" if not taken else "booked" if len(taken) == len(one.carers) else "pending"
    if not one.are_shown:
        status = "pending"
    people = [_participant("Patient", "client", one.client_id)]
    if one.are_shown:
        people += [_participant("Practitioner", "carer", carer) for carer in taken]
    return {
        "resourceType": "Appointment",
        "id": fhir_id(one.visit_id),
        "meta": _meta(one.told_at, one.version),
        "identifier": [_identifier("visit", one.visit_id)],
        "status": status,
        "start": instant(one.start),
        "end": instant(one.end),
        "minutesDuration": round((one.end - one.start).total_seconds() / MINUTE_S),
        "participant": people,
    }


def schedule(carer_id: str, first: datetime, last: datetime) -> Resource:
    """A carer's time within a period."""
    return {
        "resourceType": "Schedule",
        "id": fhir_id(carer_id),
        "active": True,
        "actor": [reference("Practitioner", "carer", carer_id)],
        "planningHorizon": {"start": instant(first), "end": instant(last)},
    }


def slot(one: Stretch) -> Resource:
    """A stretch of a carer's shift."""
    return {
        "resourceType": "Slot",
        "id": slot_id(one),
        "schedule": {"reference": f"Schedule/{fhir_id(one.carer_id)}"},
        "status": one.status,
        "start": instant(one.start),
        "end": instant(one.end),
    }


def slot_id(one: Stretch) -> str:
    """Carer and beginning, hashed where that is too long."""
    return fhir_id(f"{one.carer_id}-{round(one.start.timestamp())}")


def care_team(
    client_id: str, carers: Sequence[str], first: datetime, last: datetime, told_at: datetime
) -> Resource:
    """Who comes to a client, most visits first."""
    found: Resource = {
        "resourceType": "CareTeam",
        "id": fhir_id(client_id),
        "meta": {"lastUpdated": instant(told_at)},
        "identifier": [_identifier("client", client_id)],
        "status": "active",
        "subject": reference("Patient", "client", client_id),
        "period": {"start": instant(first), "end": instant(last)},
    }
    if carers:
        found["participant"] = [
            {"member": reference("Practitioner", "carer", carer)} for carer in carers
        ]
    return found


def bundle(
    base: str, resources: Sequence[Resource], total: int, links: Mapping[str, str]
) -> Resource:
    """A page of what was found."""
    found: Resource = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": total,
        "link": [{"relation": relation, "url": url} for relation, url in links.items()],
    }
    if resources:
        found["entry"] = [
            {
                "fullUrl": f"{base}/{one['resourceType']}/{one['id']}",
                "resource": one,
                "search": {"mode": "match"},
            }
            for one in resources
        ]
    return found


def outcome(kind: str, code: str, words: str) -> Resource:
    """Why something could not be done: ``kind`` is FHIR's word, ``code`` ours."""
    issue: Resource = {
        "severity": "error",
        "code": kind,
        "details": {"coding": [{"system": f"{SYSTEM}:problem", "code": code}]},
    }
    if words.strip():
        issue["diagnostics"] = words.strip()
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def reference(kind: str, ours: str, known_as: str) -> Resource:
    """A person by identifier alone."""
    return {"type": kind, "identifier": _identifier(ours, known_as)}


def instant(moment: datetime) -> str:
    """With seconds and zone, as FHIR wants it."""
    return moment.isoformat(timespec="seconds")


def _participant(kind: str, ours: str, known_as: str) -> Resource:
    return {
        "actor": reference(kind, ours, known_as),
        "required": "required",
        "status": "accepted" if kind == "Practitioner" else "needs-action",
    }


def _identifier(kind: str, known_as: str) -> Resource:
    return {"system": f"{SYSTEM}:{kind}", "value": known_as}


def _meta(told_at: datetime, version: int) -> Resource:
    return {"versionId": str(version), "lastUpdated": instant(told_at)}
