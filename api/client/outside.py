"""Files to take away, calendars, FHIR, and whether the service is well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.client.wire import API, Json, Wire


class Exports:
    """Files."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def rota(self, rota_id: str, paper: str, **how: Any) -> bytes:
        """A rota as one of its papers."""
        return self._wire.bytes(f"{API}/rotas/{rota_id}/exports/{paper}", **how)

    def changes(self, rota_id: str, before_id: str, form: str = "csv") -> bytes:
        """What a rota has otherwise than another."""
        return self._wire.bytes(f"{API}/rotas/{rota_id}/changes/{before_id}.{form}")

    def tables(self, form: str = "xlsx") -> bytes:
        """All tables."""
        return self._wire.bytes(f"{API}/exports/tables.{form}")

    def table(self, name: str) -> bytes:
        """One table as CSV."""
        return self._wire.bytes(f"{API}/exports/tables/{name}.csv")

    def calendar(self, token: str) -> bytes:
        """A private calendar; its token is all it takes."""
        return self._wire.bytes(f"/feeds/{token}.ics")


class Fhir:
    """FHIR R4, read only."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def capabilities(self) -> Json:
        """What these doors can do."""
        found: Json = self._wire.get("/fhir/metadata")
        return found

    def search(self, kind: str, **query: Any) -> Iterator[Json]:
        """Every resource of a kind that a search finds, page after page."""
        bundle: Json = self._wire.get(f"/fhir/{kind}", **query)
        while True:
            for entry in bundle.get("entry", ()):
                yield entry["resource"]
            onward = [one["url"] for one in bundle.get("link", ()) if one["relation"] == "next"]
            if not onward:
                return
            bundle = self._wire.get(onward[0])

    def read(self, kind: str, known_as: str) -> Json:
        """One resource."""
        found: Json = self._wire.get(f"/fhir/{kind}/{known_as}")
        return found


class Operation:
    """Whether the service lives and is ready, and its figures."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def alive(self) -> Json:
        """Whether the process lives."""
        found: Json = self._wire.get("/healthz")
        return found

    def ready(self) -> Json:
        """Whether requests can be answered."""
        found: Json = self._wire.get("/readyz")
        return found

    def figures(self) -> str:
        """Figures as Prometheus reads them."""
        return self._wire.bytes("/metrics").decode()

    def description(self) -> Json:
        """The OpenAPI description."""
        found: Json = self._wire.get("/openapi.json")
        return found
