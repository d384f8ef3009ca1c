"""FHIR answers judged by libraries that are made from the standard's own definitions.

``fhirclient`` is made from R4 (4.0.1): it refuses unknown elements, missing ones, wrong types and
wrong counts. ``fhir.resources`` has R4B (4.3.0), in which the resources here are the same; it
also checks how every value is written (ids, instants, codes) and references by type. Neither
checks the values of required codes, nor invariants: those used here are checked below by hand.
"""

from __future__ import annotations

import importlib
from typing import Any

from fhirclient.models import fhirelementfactory

CODES = {
    ("Appointment", "status"): (
        "proposed pending booked arrived fulfilled cancelled noshow entered-in-error checked-in "
        "waitlist"
    ),
    ("Slot", "status"): "busy free busy-unavailable busy-tentative entered-in-error",
    ("CareTeam", "status"): "proposed active suspended inactive entered-in-error",
    ("Bundle", "type"): (
        "document message transaction transaction-response batch batch-response history searchset "
        "collection"
    ),
    ("CapabilityStatement", "kind"): "instance capability requirements",
    ("CapabilityStatement", "status"): "draft active retired unknown",
}
"""Required bindings of R4 for the codes that are answered here."""
ISSUES = {
    *("invalid", "structure", "required", "value", "invariant", "security", "login", "unknown"),
    *("expired", "forbidden", "suppressed", "processing", "not-supported", "duplicate"),
    *("not-found", "too-long", "business-rule", "conflict", "transient", "throttled", "timeout"),
}
"""Codes of issues that are answered here, among R4's."""


def demand_r4(resource: dict[str, Any]) -> None:
    """Fail unless the resource is one of R4."""
    kind = resource["resourceType"]
    fhirelementfactory.FHIRElementFactory.instantiate(kind, dict(resource))
    module = importlib.import_module(f"fhir.resources.R4B.{kind.lower()}")
    getattr(module, kind).model_validate(resource)
    for (of_kind, name), codes in CODES.items():
        if of_kind == kind:
            assert resource[name] in codes.split(), (kind, name, resource[name])
    _INVARIANTS.get(kind, lambda _: None)(resource)
    for entry in resource.get("entry", []):
        demand_r4(entry["resource"])


def _appointment(resource: dict[str, Any]) -> None:
    """app-1 to app-4."""
    assert all("type" in one or "actor" in one for one in resource["participant"])
    assert ("start" in resource) == ("end" in resource)
    assert "start" in resource or resource["status"] in ("proposed", "cancelled", "waitlist")
    assert "cancelationReason" not in resource
    statuses = {one["status"] for one in resource["participant"]}
    assert statuses <= {"accepted", "declined", "tentative", "needs-action"}


def _bundle(resource: dict[str, Any]) -> None:
    """bdl-1, bdl-2, bdl-7: total and search in a searchset; each address once."""
    assert resource["type"] == "searchset"
    entries = resource.get("entry", [])
    assert resource["total"] >= len(entries)
    addresses = [one["fullUrl"] for one in entries]
    assert len(set(addresses)) == len(addresses)
    assert {one["relation"] for one in resource["link"]} <= {"self", "next"}


def _capability(resource: dict[str, Any]) -> None:
    """cpb-1, cpb-2, cpb-15: what an instance must say, and each search parameter once."""
    assert resource["rest"]
    assert resource["implementation"]["url"]
    assert resource["fhirVersion"] == "4.0.1"
    for one in resource["rest"][0]["resource"]:
        names = [parameter["name"] for parameter in one["searchParam"]]
        assert len(set(names)) == len(names)


def _outcome(resource: dict[str, Any]) -> None:
    """Severity and code of every issue."""
    for one in resource["issue"]:
        assert one["severity"] in ("fatal", "error", "warning", "information")
        assert one["code"] in ISSUES


_INVARIANTS = {
    "Appointment": _appointment,
    "Bundle": _bundle,
    "CapabilityStatement": _capability,
    "OperationOutcome": _outcome,
}
