"""The service from Python: every route as a method, failures as ``ProblemError``."""

from api.client.client import Client
from api.client.events import Event
from api.client.problem import Mistake, ProblemError
from api.client.wire import Json, Patience, Versioned

__all__ = ["Client", "Event", "Json", "Mistake", "Patience", "ProblemError", "Versioned"]
