"""See README.md in this folder."""

from solver.exact.proof.day import NotProvableError
from solver.exact.proof.prove import Proof, prove

__all__ = ["NotProvableError", "Proof", "prove"]
