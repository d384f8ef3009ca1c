"""The decision record: append-only, each row chained to the one before it."""

from api.audit.chain import Broken, verify
from api.audit.record import Decision, record

__all__ = ["Broken", "Decision", "record", "verify"]
