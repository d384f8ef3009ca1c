"""The bridge from a week of care to the engine's arrays; see README.md in this folder."""

from scheduler.formulate.bridge import Formulation, formulate
from scheduler.formulate.encode import encode, solution_of
from scheduler.formulate.rows import NO_LIMIT, NOBODY, Register, Rows

__all__ = [
    "NOBODY",
    "NO_LIMIT",
    "Formulation",
    "Register",
    "Rows",
    "encode",
    "formulate",
    "solution_of",
]
