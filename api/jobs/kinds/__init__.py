"""The kinds of jobs; a file for each."""

from api.jobs.kinds.all import KINDS
from api.jobs.kinds.kind import Asked, Kind

__all__ = ["KINDS", "Asked", "Kind"]
