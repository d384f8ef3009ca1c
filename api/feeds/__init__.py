"""What a private calendar shows: visits of rotas told to people, as they were told last."""

from api.feeds.told import Told, told
from api.feeds.words import Calendars, calendar_of

__all__ = ["Calendars", "Told", "calendar_of", "told"]
