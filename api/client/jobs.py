"""Long work: asked for, followed, ended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.client.events import Event, events
from api.client.wire import API, Json, Wire


class Jobs:
    """Jobs of every kind; what each takes is in the description of its route."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def list(self, **filters: Any) -> Iterator[Json]:
        """The newest first; by ``kind``, ``state``, ``made_by``."""
        return self._wire.pages(f"{API}/jobs", **filters)

    def get(self, job_id: str) -> Json:
        """One job, with its result once it has one."""
        found: Json = self._wire.get(f"{API}/jobs/{job_id}")
        return found

    def cancel(self, job_id: str) -> Json:
        """End it; the best so far is kept."""
        found: Json = self._wire.ask(f"{API}/jobs/{job_id}/cancel", None)
        return found

    def events(self, job_id: str, after: str | None = None) -> Iterator[Event]:
        """What happens to it, from the first event or after one, to its end."""
        return events(self._wire, f"{API}/jobs/{job_id}/events", after)

    def solve(self, **asked: Any) -> Json:
        """Plan a week."""
        return self._asked("solves", asked)

    def repair(self, **asked: Any) -> Json:
        """Mend a rota in force."""
        return self._asked("repairs", asked)

    def frontier(self, **asked: Any) -> Json:
        """Plans to choose from."""
        return self._asked("frontiers", asked)

    def capacity(self, **asked: Any) -> Json:
        """How many more packages fit."""
        return self._asked("capacities", asked)

    def robustness(self, **asked: Any) -> Json:
        """What a rota bears."""
        return self._asked("robustness", asked)

    def emergency(self, **asked: Any) -> Json:
        """A plan for those who are left."""
        return self._asked("emergencies", asked)

    def _asked(self, kind: str, asked: dict[str, Any]) -> Json:
        found: Json = self._wire.create(f"{API}/{kind}", asked)
        return found
