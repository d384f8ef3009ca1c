"""Why this carer, why not that one, and what would have to change; see README.md."""

from scheduler.planning.explain.explanation import Explanation, explain, explain_on
from scheduler.planning.explain.instead import Instead
from scheduler.planning.explain.parts import Part

__all__ = ["Explanation", "Instead", "Part", "explain", "explain_on"]
