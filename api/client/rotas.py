"""Rotas: seen, pinned, moved by hand, taken over, published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from api.client.wire import API, Json, Versioned, Wire
from api.schemas.moves import MovesSaved, PriceOut, PricesOut, ShortPriceOut


class Rotas:
    """Rotas as they stand, and every change of one but moves."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def list(
        self,
        *,
        stage: str | None = None,
        first_day: str | None = None,
        in_force: bool | None = None,
    ) -> Iterator[Json]:
        """The newest first."""
        return self._wire.pages(f"{API}/rotas", stage=stage, first_day=first_day, in_force=in_force)

    def get(self, rota_id: str) -> Versioned:
        """One rota with everything measured."""
        return self._wire.versioned(_at(rota_id))

    def assignments(self, rota_id: str, **filters: Any) -> Iterator[Json]:
        """Who makes which visit; filters as in the description of the route."""
        return self._wire.pages(f"{_at(rota_id)}/assignments", **filters)

    def breaks(self, rota_id: str) -> Sequence[Json]:
        """Rest breaks."""
        found: Sequence[Json] = self._wire.get(f"{_at(rota_id)}/breaks")
        return found

    def visits(self, rota_id: str) -> Sequence[Json]:
        """What is agreed about each visit."""
        found: Sequence[Json] = self._wire.get(f"{_at(rota_id)}/visits")
        return found

    def places(self, rota_id: str) -> Sequence[Json]:
        """Where its clients and carers live."""
        found: Sequence[Json] = self._wire.get(f"{_at(rota_id)}/places")
        return found

    def shifts(self, rota_id: str) -> Sequence[Json]:
        """When carers may work."""
        found: Sequence[Json] = self._wire.get(f"{_at(rota_id)}/shifts")
        return found

    def saves(
        self, rota_id: str, *, version: int | None = None, after: int | None = None, wait: int = 0
    ) -> Json:
        """Who saved it since ``after``; waits for another version than ``version``."""
        found: Json = self._wire.get(
            f"{_at(rota_id)}/saves", version=version, after=after, wait=wait
        )
        return found

    def pins(self, rota_id: str) -> Sequence[Json]:
        """What must not change."""
        found: Sequence[Json] = self._wire.get(f"{_at(rota_id)}/pins")
        return found

    def pin(self, rota_id: str, **what: Any) -> Json:
        """Pin a visit, or a carer's run."""
        found: Json = self._wire.create(f"{_at(rota_id)}/pins", what)
        return found

    def unpin(self, rota_id: str, pin_id: str) -> None:
        """Take a pin out."""
        self._wire.change("DELETE", f"{_at(rota_id)}/pins/{pin_id}")

    def rename(self, rota_id: str, name: str, version: int) -> Json:
        """Call it something else."""
        found: Json = self._wire.change("PATCH", _at(rota_id), {"name": name}, version)
        return found

    def drop(self, rota_id: str, version: int) -> None:
        """Drop a draft."""
        self._wire.change("DELETE", _at(rota_id), version=version)

    def draft(self, rota_id: str) -> Json:
        """A copy to change."""
        found: Json = self._wire.create(f"{_at(rota_id)}/drafts")
        return found

    def publish(self, rota_id: str, version: int, reason: str = "") -> Json:
        """Tell people."""
        path = f"{_at(rota_id)}/publish"
        found: Json = self._wire.change("POST", path, {"reason": reason}, version)
        return found

    def freeze(self, rota_id: str, version: int, reason: str = "") -> Json:
        """From now on a change costs most."""
        path = f"{_at(rota_id)}/freeze"
        found: Json = self._wire.change("POST", path, {"reason": reason}, version)
        return found

    def adopt(self, rota_id: str, name: str = "", reason: str = "") -> Json:
        """A job's or a scenario's rota as a draft on the tables as they stand."""
        body = {"name": name, "reason": reason}
        found: Json = self._wire.create(f"{_at(rota_id)}/adopt", body)
        return found

    def worked(self, rota_id: str, *, ahead: bool = False, reason: str = "") -> Json:
        """Put a finished rota into the history."""
        body = {"ahead": ahead, "reason": reason}
        found: Json = self._wire.create(f"{_at(rota_id)}/worked", body)
        return found


class Moves:
    """Visits moved by hand."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def price(self, rota_id: str, moves: Sequence[Mapping[str, Any]]) -> PriceOut:
        """What moves would cost and break; nothing is changed."""
        body = {"moves": [dict(one) for one in moves]}
        return PriceOut.model_validate(self._wire.ask(f"{_at(rota_id)}/moves/price", body))

    def prices(
        self, rota_id: str, asked: Sequence[Sequence[Mapping[str, Any]]]
    ) -> list[ShortPriceOut]:
        """What each of several sets of moves would cost, in short."""
        body = {"asked": [[dict(one) for one in moves] for moves in asked]}
        found = self._wire.ask(f"{_at(rota_id)}/moves/prices", body)
        return PricesOut.model_validate(found).prices

    def make(
        self,
        rota_id: str,
        moves: Sequence[Mapping[str, Any]],
        version: int,
        *,
        accept_breaches: bool = False,
        reason: str = "",
    ) -> MovesSaved:
        """Make moves in a draft, all or none."""
        body = {
            "moves": [dict(one) for one in moves],
            "accept_breaches": accept_breaches,
            "reason": reason,
        }
        found = self._wire.change("POST", f"{_at(rota_id)}/moves", body, version)
        return MovesSaved.model_validate(found)


def _at(rota_id: str) -> str:
    return f"{API}/rotas/{rota_id}"
