"""What people would rather have, or not."""

from __future__ import annotations

from scheduler.domain.pair import PairKind
from scheduler.domain.units import Points
from scheduler.referee.case import Case, Part


def dislike(case: Case) -> Points:
    """Per part: an avoided or not preferred carer, another gender, no shared language.

    A carer whose gender is not recorded differs from the one preferred.
    """
    return sum(_of_pair(case, part) + _of_person(case, part) for part in case.parts)


def _of_pair(case: Case, part: Part) -> Points:
    prices, client, carer = case.week.rules.prices, part.visit.client, part.carer.id
    points = 0
    if case.has_pair(client, carer, PairKind.AVOID, part.visit):
        points += prices.avoid
    pairs = case.pairs.get((client, PairKind.PREFER), ())
    preferred = {pair.carer for pair in pairs if pair.holds_on(part.visit.day)}
    if preferred and carer not in preferred:
        points += prices.not_preferred
    return points


def _of_person(case: Case, part: Part) -> Points:
    prices, client = case.week.rules.prices, case.week.client[part.visit.client]
    points = 0
    if client.gender_prefer is not None and part.carer.gender is not client.gender_prefer:
        points += prices.other_gender
    if client.languages and not client.languages & part.carer.languages:
        points += prices.other_language
    return points
