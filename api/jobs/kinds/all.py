"""The kinds of jobs, by name."""

from __future__ import annotations

from api.jobs.kinds.capacity import CAPACITY
from api.jobs.kinds.emergency import EMERGENCY
from api.jobs.kinds.frontier import FRONTIER
from api.jobs.kinds.kind import Kind
from api.jobs.kinds.repair import REPAIR
from api.jobs.kinds.robust import ROBUST
from api.jobs.kinds.solve import SOLVE

KINDS: dict[str, Kind] = {
    kind.name: kind for kind in (SOLVE, REPAIR, FRONTIER, CAPACITY, ROBUST, EMERGENCY)
}
