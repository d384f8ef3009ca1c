"""Questions about a rota, answered by processes that keep weeks in memory."""

from api.desk.desk import Desk

__all__ = ["Desk"]
