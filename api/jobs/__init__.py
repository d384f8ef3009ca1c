"""Long work that outlives whoever does it: jobs as rows; see README.md in this folder."""

from api.jobs.asking import Wish, cancel, submit
from api.jobs.events import Happened, events_after
from api.jobs.fence import Claim, GivenUpError, fenced
from api.jobs.queue import claim
from api.jobs.states import FINAL, EventKind, State
from api.jobs.supervisor import Supervisor

__all__ = [
    "FINAL",
    "Claim",
    "EventKind",
    "GivenUpError",
    "Happened",
    "State",
    "Supervisor",
    "Wish",
    "cancel",
    "claim",
    "events_after",
    "fenced",
    "submit",
]
