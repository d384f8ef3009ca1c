"""Notice and change (P8, CR3): what a newer rota does to shifts that carers were told of.

The law to come speaks of shifts that are cancelled, moved or curtailed, so a change is looked
at from the carer's side: one round before, and the same shift's round now. Which client's
visit moved is in the ids beside it. Notice runs from the moment the newer rota is published to
the start of the shift, as it was or as it is, whichever comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.units import CarerId, Day, Moment, Seconds, ShiftId, VisitId
from scheduler.domain.week import Week
from scheduler.referee import Round, Verdict


class Change(StrEnum):
    """What happened to a shift somebody was told of."""

    CANCELLED = "cancelled"
    CURTAILED = "curtailed"
    MOVED = "moved"
    EXTENDED = "extended"
    ADDED = "added"
    OTHER_VISITS = "other visits"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftChange:
    """One shift of one carer that the newer rota changes.

    Parameters
    ----------
    before, after
        First start and last end, moments; ``None`` where there is no work.
    work_before, work_after
        Work in it, seconds.
    notice
        From publishing to the shift, seconds; negative where it had begun.
    missed
        Shortest notice of the options proposed that was not given, days; ``None`` where even
        the longest was.
    short
        Whether less notice was given than the rule pack aims at, and the carer loses by it
        or must come at other times.
    lost_pence
        What the work lost would have earned at the hourly rate: the figure a payment for
        short notice starts from.
    taken, given, retimed
        Visits no longer the carer's, newly the carer's, and at another time.
    """

    carer: CarerId
    day: Day
    shift: ShiftId | None
    change: Change
    before: tuple[Moment, Moment] | None
    after: tuple[Moment, Moment] | None
    work_before: Seconds
    work_after: Seconds
    notice: Seconds
    missed: int | None
    short: bool
    lost_pence: int
    taken: tuple[VisitId, ...]
    given: tuple[VisitId, ...]
    retimed: tuple[VisitId, ...]


DAY: Seconds = 24 * 3600
_Key = tuple[CarerId, Day, ShiftId | None]


def shift_changes(
    week: Week, before: Verdict, after: Verdict, published: Moment
) -> tuple[ShiftChange, ...]:
    """Every shift that differs between two rotas of one week, by carer and day.

    Parameters
    ----------
    before, after
        The referee's verdicts on the rota carers were told of, and on the newer one.
    published
        Moment at which carers were, or will be, told of the newer one.
    """
    old = {_key(one): one for one in before.rounds}
    new = {_key(one): one for one in after.rounds}
    keys = sorted(old.keys() | new.keys(), key=lambda key: (key[0], key[1], key[2] or ""))
    found = (_change(week, key, old.get(key), new.get(key), published) for key in keys)
    return tuple(one for one in found if one is not None)


def _key(one: Round) -> _Key:
    return one.carer, one.day, one.shift


def _change(
    week: Week, key: _Key, old: Round | None, new: Round | None, published: Moment
) -> ShiftChange | None:
    was, now = _visits(old), _visits(new)
    if was == now:
        return None
    carer, day, shift = key
    change = _kind(old, new)
    starts = [one.begins for one in (old, new) if one is not None]
    notice = min(starts) - published
    lost = max(0, _work(old) - _work(new))
    rules = week.rules.ledgers
    bears = change not in (Change.OTHER_VISITS,)
    return ShiftChange(
        carer=carer,
        day=day,
        shift=shift,
        change=change,
        before=_span(old),
        after=_span(new),
        work_before=_work(old),
        work_after=_work(new),
        notice=notice,
        missed=next((days for days in rules.notice_options if notice < days * DAY), None),
        short=bears and notice < rules.notice_target * DAY,
        lost_pence=lost * week.carer[carer].contract.hourly_pence // 3600,
        taken=tuple(sorted(was.keys() - now.keys())),
        given=tuple(sorted(now.keys() - was.keys())),
        retimed=tuple(sorted(v for v in was.keys() & now.keys() if was[v] != now[v])),
    )


def _kind(old: Round | None, new: Round | None) -> Change:
    """What the change is to the carer; less work counts before another time."""
    if new is None:
        return Change.CANCELLED
    if old is None:
        return Change.ADDED
    if new.work < old.work:
        return Change.CURTAILED
    same_times = (old.begins, old.ends) == (new.begins, new.ends)
    if same_times and new.work == old.work:
        return Change.OTHER_VISITS
    covers = new.begins <= old.begins and old.ends <= new.ends
    return Change.EXTENDED if covers else Change.MOVED


def _visits(one: Round | None) -> dict[VisitId, Moment]:
    """Start of each visit of a round."""
    return {} if one is None else {stop.visit: stop.start for stop in one.stops}


def _work(one: Round | None) -> Seconds:
    return 0 if one is None else one.work


def _span(one: Round | None) -> tuple[Moment, Moment] | None:
    return None if one is None else (one.begins, one.ends)
