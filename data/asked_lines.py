"""What is recorded of a question and its answer."""

from __future__ import annotations

from data.asked_log import Granted
from scheduler.domain.week import Week
from scheduler.planning.offers import Answer, Hold, Offer, PackageQuote
from scheduler.planning.words import clock


def of_wish(week: Week, answer: Answer) -> dict[str, object]:
    """A family's question: client, call, day, time wished for, options given, and why not."""
    visit, horizon = answer.visit, week.horizon
    granted = Granted.YES if answer.is_yes else Granted.NO
    if answer.offers and not answer.is_yes:
        granted = Granted.OTHER
    return {
        "question": "offers",
        "client": visit.client,
        "call": visit.call,
        "day": horizon.date_of(visit.day).isoformat(),
        "around": clock(horizon, visit.agreed),
        "length_min": visit.length // 60,
        "carers": visit.carers,
        "granted": granted,
        "reason": answer.reason,
        "options": [_option(week, one) for one in answer.offers],
    }


def _option(week: Week, one: Offer) -> dict[str, object]:
    return {
        "start": clock(week.horizon, one.start),
        "carers": list(one.carers),
        "known": [face.name.lower() for face in one.faces],
        "certainty": one.certainty.name.lower(),
        "others_other_time": one.effect.other_time,
        "others_other_carer": one.effect.other_carer,
    }


def of_package(week: Week, answer: PackageQuote) -> dict[str, object]:
    """A question about a package: when it can start, the team, or which visits are missing."""
    first = answer.first_day
    return {
        "question": "quote",
        "client": answer.client,
        "granted": Granted.NO if first is None else Granted.YES,
        "first_day": None if first is None else week.horizon.date_of(first).isoformat(),
        "team": {one.carer: one.visits for one in answer.team},
        "others_other_time": answer.effect.other_time,
        "others_other_carer": answer.effect.other_carer,
        "missing": [{"visit": one.visit.id, "reason": one.answer.reason} for one in answer.missing],
    }


def of_hold(hold: Hold) -> dict[str, object]:
    """What is held, until when."""
    return {
        "hold": hold.id,
        "expires": hold.expires.isoformat(timespec="seconds"),
        "first_day": hold.first_day.isoformat(),
        "visits": [one.visit for one in hold.change.assignments],
    }
