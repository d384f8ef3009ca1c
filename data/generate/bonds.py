"""Who belongs to whom: the named client's carers, agreements, refusals and care teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from data.generate.clients import InventedClient
from data.generate.diary import County
from data.generate.packages import EVERY_DAY, InventedCall
from data.generate.past import Past
from data.generate.rhythms import Rhythm
from data.generate.team import InventedCarer

TRIO = (
    Rhythm(name="early", spells=((390, 870),), days=((0, 1, 2, 3, 4),) * 2, most_days=5),
    Rhythm(name="late", spells=((870, 1350),), days=((2, 3, 4, 5, 6),) * 2, most_days=5),
    Rhythm(
        name="whole days",
        spells=((390, 1350),),
        days=((0, 1, 2, 4, 5, 6),) * 2,
        most_days=5,
        span_hours=13,
    ),
)
"""Three carers near the named client, enough for all their calls: earlies on weekdays,
lates from Wednesday, and one who fills in Monday and Tuesday evening and the weekend."""

LONG_DAY = {"breakfast": 435, "lunch": 750, "tea": 1020, "bed": 1290}
"""When the named client's calls are agreed, minutes after 00:00. Even with every tolerance
used, breakfast to bed is more than 13 hours, so no day can be one carer's."""

WITHOUT_TEAM = 0.3
"""Share of clients who have no named team yet."""

TEAM_SIZES = {1: 3, 2: 4, 3: 4, 4: 5}
DOUBLE_TEAM = 7
WAY = {"town": 6, "rural": 10}
"""Minutes on the way to a visit, to share carers out between districts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What is agreed or refused between a client and a carer, in words of the tables."""

    client: str
    carer: str
    kind: str
    since: date | None = None


def named_client(
    clients: Sequence[InventedClient],
    calls: Sequence[InventedCall],
    carers: Mapping[str, int],
    faces: int,
) -> InventedClient | None:
    """The client whom too many carers visit: four daily calls and no other, one carer, a town.

    Parameters
    ----------
    carers
        Number of carers in each district; ``None`` is returned where no district has
        enough for ``faces`` of them.
    """
    more = {call.client for call in calls if call.weekdays != EVERY_DAY}
    able = [
        one
        for one in clients
        if one.calls_a_day == 4
        and one.id not in more
        and not (one.double or one.condition)
        and one.door.at.kind == "town"
        and carers[one.door.at.district] >= faces + 3
    ]
    return able[0] if able else None


def without_wishes(client: InventedClient) -> InventedClient:
    """The same person with nothing that narrows the choice of carers, and a cap of five.

    After so many strangers, familiar faces are what matters most to them.
    """
    return replace(
        client,
        gender_must="",
        gender_prefer="",
        language="",
        pets=False,
        smokes=False,
        skill="",
        cap=5,
        faces_weight=4,
    )


def with_long_day(
    calls: Sequence[InventedCall], named: InventedClient | None
) -> list[InventedCall]:
    """The calls, with those of the named client settled at times nobody can make alone."""
    if named is None:
        return list(calls)
    return [
        replace(call, wished=LONG_DAY[call.name], start=LONG_DAY[call.name], settled=True)
        if call.client == named.id
        else call
        for call in calls
    ]


def trio_rows(people: Sequence[tuple[str, str]], named: InventedClient | None) -> tuple[int, ...]:
    """Rows of the first three salaried carers of the named client's district."""
    if named is None:
        return ()
    wanted = (named.door.at.district, "salaried")
    return tuple(row for row, one in enumerate(people) if one == wanted)[: len(TRIO)]


def circle_rows(county: County, trio: Sequence[int], faces: int) -> list[int]:
    """The carers who alone visit the named client: the trio, then who works most days."""
    if county.named is None:
        return []
    client = next(one for one in county.clients if one.id == county.named)
    others = [
        row
        for row, carer in enumerate(county.carers)
        if row not in trio
        and carer.district == client.door.at.district
        and carer.modes == "car"
        and "medication" in carer.skills
        and (client.id, carer.id) not in county.blocked
    ]
    others.sort(key=lambda row: -_hours_open(county.carers[row]))
    return [*trio, *others][:faces]


def _hours_open(carer: InventedCarer) -> float:
    """Minutes a fortnight in which a carer can work."""
    day = sum(last - first for first, last in carer.rhythm.spells)
    return float(day * sum(len(days) for days in carer.rhythm.days))


def draw_agreements(
    clients: Sequence[InventedClient],
    carers: Sequence[InventedCarer],
    spared: set[str],
    first_day: date,
    rng: np.random.Generator,
) -> tuple[Agreement, ...]:
    """Some wishes for and against a person, a few refusals, in order of client and carer."""
    kinds = (
        ["prefer"] * max(2, len(clients) // 12)
        + ["avoid"] * max(1, len(clients) // 25)
        + ["block_nofault"] * max(1, len(clients) // 40)
        + ["block_safeguarding"] * max(1, len(clients) // 80)
    )
    free = [one for one in clients if one.id not in spared]
    chosen = rng.permutation(len(free))[: len(kinds)]
    drawn = []
    for kind, row in zip(kinds, chosen.tolist(), strict=True):
        client = free[row]
        near = [
            one.id
            for one in carers
            if one.district == client.door.at.district and one.id not in spared
        ]
        since = first_day - timedelta(days=int(rng.integers(30, 200)))
        carer = near[int(rng.integers(len(near)))]
        drawn.append(
            Agreement(
                client=client.id,
                carer=carer,
                kind=kind,
                since=since if kind.startswith("block") else None,
            )
        )
    return tuple(sorted(drawn, key=lambda one: (one.client, one.carer)))


def with_teams(
    county: County, past: Past, agreements: Sequence[Agreement], rng: np.random.Generator
) -> County:
    """The county after naming teams: for most clients those who came most often and are liked."""
    disliked = {(one.client, one.carer) for one in agreements if one.kind != "prefer"}
    visits: dict[str, Counter[str]] = {one.id: Counter() for one in county.clients}
    for one in past.attendances:
        if (one.client, one.carer) not in disliked:
            visits[one.client][one.carer] += 1
    clients = []
    for client in county.clients:
        number = DOUBLE_TEAM if client.double else TEAM_SIZES[client.calls_a_day]
        by_visits = sorted(visits[client.id].items(), key=lambda pair: (-pair[1], pair[0]))
        has_team = rng.random() >= WITHOUT_TEAM and client.id != county.named
        team = tuple(carer for carer, _ in by_visits[:number]) if has_team else ()
        clients.append(replace(client, team=team))
    return replace(county, clients=tuple(clients))


def care_minutes(
    clients: Sequence[InventedClient], calls: Sequence[InventedCall]
) -> dict[str, float]:
    """Minutes of care and travel on an ordinary day in each district."""
    door = {one.id: one.door for one in clients}
    minutes = dict.fromkeys((one.door.at.district for one in clients), 0.0)
    for call in calls:
        at = door[call.client]
        way = WAY[at.settlement] * call.carers
        minutes[at.at.district] += (call.carer_minutes + way) * (call.weekdays == EVERY_DAY)
    return minutes
