"""What the FHIR doors can do, in FHIR's own words."""

from __future__ import annotations

from importlib.metadata import version

from api.fhir.resources import FHIR_VERSION, MEDIA_TYPE, Resource

RELEASED = "2026-11-30"
"""When these doors last changed."""
_SEARCHED = {
    "Appointment": (
        ("_id", "token"),
        ("date", "date"),
        ("status", "token"),
        ("patient", "reference"),
        ("practitioner", "reference"),
    ),
    "CareTeam": (("_id", "token"), ("patient", "reference")),
    "Schedule": (("_id", "token"),),
    "Slot": (("schedule", "reference"), ("start", "date"), ("status", "token")),
}


def capability_statement(base: str) -> Resource:
    """A CapabilityStatement of this service at ``base``."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": RELEASED,
        "kind": "instance",
        "software": {"name": "carerota", "version": version("carerota")},
        "implementation": {"description": "Visits, free times and teams, read only", "url": base},
        "fhirVersion": FHIR_VERSION,
        "format": [MEDIA_TYPE],
        "rest": [
            {
                "mode": "server",
                "security": {
                    "description": "A session of the service, or a key in X-API-Key; what is "
                    "found is what the person may see."
                },
                "resource": [
                    {
                        "type": kind,
                        "interaction": [{"code": "read"}, {"code": "search-type"}],
                        "versioning": "no-version",
                        "searchParam": [{"name": name, "type": form} for name, form in searched],
                    }
                    for kind, searched in _SEARCHED.items()
                ],
            }
        ],
    }
