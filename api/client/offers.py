"""What can be promised, and what is kept free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from api.client.tables import parts_of
from api.client.wire import API, Wire
from api.schemas.offers import HoldOut, OffersOut, QuoteOut


class Offers:
    """Other times for a call, and quotes of packages."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def times(self, rota_id: str, client_id: str, call: str, around: str, **more: Any) -> OffersOut:
        """At most five options a day; ``days``, ``length_min`` and ``carers`` as in the route."""
        body = {"client_id": client_id, "call": call, "around": around, **more}
        return OffersOut.model_validate(self._wire.ask(f"{API}/rotas/{rota_id}/offers", body))

    def package(self, rota_id: str, package: Mapping[str, Any]) -> QuoteOut:
        """When a package can safely start; rows of ``clients`` and ``demand``."""
        path = f"{API}/rotas/{rota_id}/packages"
        return QuoteOut.model_validate(self._wire.ask(path, dict(package)))

    def package_from(
        self, rota_id: str, files: Sequence[Path], ready: str | None = None
    ) -> QuoteOut:
        """The same from a workbook or CSV files."""
        path = f"{API}/rotas/{rota_id}/packages/upload"
        found = self._wire.ask(path, None, files=parts_of(files), ready=ready)
        return QuoteOut.model_validate(found)


class Holds:
    """Capacity kept free until a time."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def list(
        self, client_id: str | None = None, *, active: bool | None = None
    ) -> Iterator[HoldOut]:
        """The newest first."""
        found = self._wire.pages(f"{API}/holds", client_id=client_id, active=active)
        return (HoldOut.model_validate(one) for one in found)

    def get(self, hold_id: str) -> HoldOut:
        """One hold."""
        return HoldOut.model_validate(self._wire.get(f"{API}/holds/{hold_id}"))

    def make(
        self,
        rota_id: str,
        expires_at: datetime,
        *,
        offer: Mapping[str, Any] | None = None,
        package: Mapping[str, Any] | None = None,
        reason: str = "",
    ) -> HoldOut:
        """Hold an option as it was offered, or a package as it was quoted."""
        body: dict[str, Any] = {"expires_at": expires_at.isoformat(), "reason": reason}
        if offer is not None:
            body["offer"] = dict(offer)
        if package is not None:
            body["package"] = dict(package)
        return HoldOut.model_validate(self._wire.create(f"{API}/rotas/{rota_id}/holds", body))

    def release(self, hold_id: str, reason: str = "") -> HoldOut:
        """Let it go; asked again, nothing more happens."""
        path = f"{API}/holds/{hold_id}/release"
        return HoldOut.model_validate(self._wire.ask(path, {"reason": reason}))
