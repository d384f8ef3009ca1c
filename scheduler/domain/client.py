"""The person cared for, and the package of care agreed with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.units import CarerId, ClientId, PlaceId, Seconds


class Gender(StrEnum):
    """Recorded only where a client's care plan makes it matter."""

    FEMALE = "female"
    MALE = "male"


class Rag(StrEnum):
    """Risk of a missed visit."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


class Rurality(StrEnum):
    """Leicestershire's four price bands."""

    URBAN = "urban"
    FRINGE = "fringe"
    RURAL = "rural"
    ISOLATED = "isolated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One person, as far as planning needs to know them. Names are kept elsewhere.

    Parameters
    ----------
    gender_must, gender_prefer
        Gender of carer the care plan requires, or the person would like.
    languages
        Languages the person would like a carer to share; soft.
    team
        The carers named as this person's care team; none of them is a stranger.
    main_carer
        First of the team where one is named.
    cap
        Most distinct carers agreed over any 14 days; ``None`` uses the rule pack's.
    faces_weight, times_weight
        What matters most to this person: how many times the ordinary price familiar faces
        and agreed times have, from 1.
    has_pets, smokes
        True where the home has a pet, or is smoked in.
    """

    id: ClientId
    place: PlaceId
    zone: str = ""
    band: Rurality = Rurality.RURAL
    rag: Rag = Rag.GREEN
    gender_must: Gender | None = None
    gender_prefer: Gender | None = None
    languages: frozenset[str] = frozenset()
    team: tuple[CarerId, ...] = ()
    main_carer: CarerId | None = None
    cap: int | None = None
    faces_weight: int = 1
    times_weight: int = 1
    has_pets: bool = False
    smokes: bool = False
    funder: str = ""
    contract_pack: str = ""


class CallKind(StrEnum):
    """What a call is for; decides which rules about people and length apply."""

    PERSONAL = "personal"
    MEDICATION = "medication"
    MEAL = "meal"
    CHECK = "check"
    DOMESTIC = "domestic"
    SOCIAL = "social"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One recurring call of a package of care: the template dated visits are made from.

    Parameters
    ----------
    weekdays
        Weekdays on which it happens, Monday 0.
    weeks
        Weeks of the cycle (1-based) in which it happens; ``cycle`` is the cycle's length, 1 to 8.
    start
        Agreed clock time, seconds after 00:00.
    before, after
        Agreed tolerance: how much earlier or later a visit may start at all, seconds.
    length
        Commissioned length, seconds; a visit is never planned shorter.
    carers
        How many carers together, 1 or 2.
    second_length
        Length of the second carer's part where that is shorter (partial double-up).
    """

    client: ClientId
    name: str
    weekdays: frozenset[int]
    weeks: frozenset[int] = frozenset({1})
    cycle: int = 1
    start: Seconds
    before: Seconds
    after: Seconds
    length: Seconds
    carers: int = 1
    second_length: Seconds | None = None
    kind: CallKind = CallKind.PERSONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageOfCare:
    """The whole set of calls bought for one person."""

    client: ClientId
    calls: tuple[Call, ...]
