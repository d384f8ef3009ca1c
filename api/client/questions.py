"""Questions about a rota. Nothing is changed."""

from __future__ import annotations

from datetime import datetime

from api.client.wire import API, Wire
from api.schemas.answers import (
    ComparisonOut,
    ExplanationOut,
    LedgersOut,
    MeasuresOut,
    PeakOut,
)
from api.schemas.maps import RoadsOut


class Questions:
    """Why, what differs, when carers are scarce, how it measures, what is owed."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def explain(self, rota_id: str, visit_id: str, carer_id: str | None = None) -> ExplanationOut:
        """Why a visit is made by whom it is."""
        path = f"{API}/rotas/{rota_id}/explain/{visit_id}"
        return ExplanationOut.model_validate(self._wire.get(path, carer_id=carer_id))

    def compare(self, rota_id: str, other_id: str) -> ComparisonOut:
        """What changes from one rota to another."""
        path = f"{API}/rotas/{rota_id}/compare/{other_id}"
        return ComparisonOut.model_validate(self._wire.get(path))

    def peak(
        self,
        rota_id: str,
        *,
        zone: str = "",
        skill: str = "",
        between: str = "00:00-24:00",
        top: int = 10,
    ) -> PeakOut:
        """When carers are scarce, and whom one might ask."""
        found = self._wire.get(
            f"{API}/rotas/{rota_id}/peak", zone=zone, skill=skill, between=between, top=top
        )
        return PeakOut.model_validate(found)

    def measures(self, rota_id: str) -> MeasuresOut:
        """Everything measured."""
        return MeasuresOut.model_validate(self._wire.get(f"{API}/rotas/{rota_id}/measures"))

    def roads(self, bbox: str) -> RoadsOut:
        """Roads between west, south, east and north, where the service has a file of them."""
        return RoadsOut.model_validate(self._wire.get(f"{API}/roads", bbox=bbox))

    def ledgers(
        self, rota_id: str, before: str | None = None, published_at: datetime | None = None
    ) -> LedgersOut:
        """Pay, hours, notice and load."""
        found = self._wire.get(
            f"{API}/rotas/{rota_id}/ledgers",
            before=before,
            published_at=None if published_at is None else published_at.isoformat(),
        )
        return LedgersOut.model_validate(found)
