"""A feed in words: initials and times, no address, no call, no id."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from datetime import date, timedelta
from threading import Lock

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.feeds.told import Told, told
from api.store import BookRow, FeedToken, RotaRow, Tenant, now
from data.write.feed import FeedEvent, feed_bytes
from scheduler.domain.rota import Stage

KEPT = 2000
LOOKS_BACK = timedelta(days=28)
TITLES = {"carer": "Rota", "client": "Visits"}


class Calendars:
    """Calendars as they were made last: calendars are asked for far oftener than they change."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()

    def of(self, session: Session, feed: FeedToken) -> bytes:
        """The calendar of a feed as it is told now; made anew only where it may differ."""
        since = (now() - LOOKS_BACK).date()
        name = (feed.tenant_id, feed.kind, feed.subject_id, since, *_told_last(session))
        with self._lock:
            known = self._kept.get(name)
        made = known or calendar_of(session, feed, since)
        with self._lock:
            self._kept[name] = made
            self._kept.move_to_end(name)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made


def _told_last(session: Session) -> tuple[Hashable, ...]:
    """Changes with every publication, and with every change of the tables that hold names."""
    published = session.execute(
        select(func.count(), func.max(RotaRow.published_at)).where(RotaRow.stage != Stage.DRAFT)
    ).one()
    changed = session.scalar(select(Tenant.changed).where(Tenant.id == session.info["tenant"]))
    return (*published, changed)


def calendar_of(session: Session, feed: FeedToken, since: date) -> bytes:
    """The calendar of a feed, of days from ``since`` on."""
    found = told(session, feed.kind, feed.subject_id, since)
    initials = _initials(session, "clients" if feed.kind == "carer" else "carers", found)
    events = [
        FeedEvent(
            uid=_uid(feed, one.name),
            title=_title(feed.kind, one, initials),
            start=one.start,
            end=one.end,
            told_at=one.told_at,
            sequence=one.changes,
            status=_status(one),
        )
        for one in found
    ]
    return feed_bytes(TITLES[feed.kind], events)


def _uid(feed: FeedToken, name: str) -> str:
    """The same for every feed of the person, and without any id in it."""
    said = "\n".join((feed.tenant_id, feed.kind, feed.subject_id, name))
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}@carerota"


def _title(kind: str, one: Told, initials: Mapping[str, str]) -> str:
    """Whose home, or who comes."""
    if one.is_break:
        return "Break"
    if not one.others:
        return "Visit, to be confirmed"
    who = " + ".join(initials.get(other, other) for other in one.others)
    return who if kind == "carer" else f"Visit: {who}"


def _status(one: Told) -> str:
    if one.is_cancelled:
        return "CANCELLED"
    return "CONFIRMED" if one.others or one.is_break else "TENTATIVE"


def _initials(session: Session, table: str, found: Iterable[Told]) -> dict[str, str]:
    """First letters of names; whoever has no name there is called by id."""
    keys = sorted({other for one in found for other in one.others})
    rows = session.scalars(select(BookRow).where(BookRow.table == table, BookRow.key.in_(keys)))
    return {row.key: letters for row in rows if (letters := _letters(row))}


def _letters(row: BookRow) -> str:
    names = (row.private.get("first_name", ""), row.private.get("last_name", ""))
    return "".join(word[0] for name in names for word in name.split()).upper()
