"""Minutes learned of legs, put on top of what the map says."""

from __future__ import annotations

from dataclasses import replace

from data.tables.homes import Homes
from data.tables.tables import Tables
from scheduler.domain.travel import Travel


def with_learned_legs(travel: Travel, tables: Tables, homes: Homes) -> Travel:
    """The same travel with the extra minutes of the table of legs, whoever travels and when.

    They are added to what does not depend on traffic (parking, reaching the door), which is
    where most of what a map cannot know lies. Nothing is added between people at one address.
    """
    if not tables.legs:
        return travel
    stop = travel.stop.copy()
    for row in tables.legs:
        here, there = homes.clients[row.client_id], homes.clients[row.next_client_id]
        if here != there:
            stop[travel.rows[here], travel.rows[there]] += row.extra_min
    return replace(travel, stop=stop)
