"""What the service is built from, as routes reach it."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from api.feeds import Calendars
from api.settings import Settings
from api.store import Store

if TYPE_CHECKING:
    from api.auth.limits import Limits
    from api.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """One of each: what was told, the database, limits, and the processes that answer.

    ``stopping`` is set as soon as the service is told to stop: streams end then.
    """

    settings: Settings
    store: Store
    limits: Limits
    desk: Desk
    stopping: Event = field(default_factory=Event)
    calendars: Calendars = field(default_factory=Calendars)


def parts_of(request: Request) -> Parts:
    """The parts of the service that answers this request."""
    parts: Parts = request.app.state.parts
    return parts


async def _here(request: Request) -> Parts:
    """The same without a thread of its own, which every plain function is given."""
    return parts_of(request)


WithParts = Annotated[Parts, Depends(_here)]
