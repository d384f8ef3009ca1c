"""Visits, free times and teams as FHIR R4 (4.0.1) resources; ids only, never a name."""
