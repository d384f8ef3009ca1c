"""Demand against capacity, quarter hour by quarter hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.domain.units import MINUTE, Day, Moment
from scheduler.planning.peak.moves import Hours
from scheduler.planning.peak.profile import Group, carers_there
from scheduler.planning.peak.scene import Part, Scene
from solver.exact.spare import spare

QUARTER = 15 * MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """One quarter hour of one group's single-handed or double-handed work.

    Parameters
    ----------
    handed
        1 for work of one carer, 2 for work of two together.
    visits, needed
        Most visits of the group under way at one moment of it, on the way included, and the
        carers they need.
    there
        Fewest carers on shift at any moment of it who hold the skill and can come to the zone.
        One carer counts in every zone and skill: they do not add up.
    spare
        Most further visits of the group that carers could be had for at its worst moment, when
        everything under way anywhere is made and others change hands where that helps.
    short
        Parts under way anywhere that nobody can make then.
    """

    day: Day
    begins: Moment
    group: Group
    handed: int
    visits: int
    needed: int
    there: int
    spare: int
    short: int


def quarters(scene: Scene, groups: Sequence[Group], day: Day, hours: Hours) -> Iterator[Quarter]:
    """Quarter hours of a day in which anybody is there or needed, in order."""
    parts = [part for part in scene.parts if part.begins < hours[1] and hours[0] < part.ends]
    for begins in range(hours[0], hours[1], QUARTER):
        moments = _moments(scene, parts, begins)
        under_way = {
            moment: [part for part in parts if part.begins <= moment < part.ends]
            for moment in moments
        }
        for group in groups:
            yield from _of_group(scene, group, day, begins, under_way)


def _moments(scene: Scene, parts: Sequence[Part], begins: Moment) -> list[Moment]:
    """Moments of a quarter hour that matter: its start, and when anything changes."""
    edges = {edge for part in parts for edge in (part.begins, part.ends)} | set(scene.edges)
    return [begins, *sorted(edge for edge in edges if begins < edge < begins + QUARTER)]


def _of_group(
    scene: Scene,
    group: Group,
    day: Day,
    begins: Moment,
    under_way: dict[Moment, list[Part]],
) -> Iterator[Quarter]:
    there = {moment: carers_there(scene, group, moment) for moment in under_way}
    found = [
        spare([scene.able(part) for part in parts], there[moment])
        for moment, parts in under_way.items()
    ]
    fewest = min(mask.bit_count() for mask in there.values())
    for handed in (1, 2):
        counted = [
            [part for part in parts if is_of(scene, part, group, handed)]
            for parts in under_way.values()
        ]
        needed = max(len(parts) for parts in counted)
        if fewest or needed:
            yield Quarter(
                day=day,
                begins=begins,
                group=group,
                handed=handed,
                visits=max(len({part.unit for part in parts}) for parts in counted),
                needed=needed,
                there=fewest,
                spare=min(free for _, free in found) // handed,
                short=max(short for short, _ in found),
            )


def is_of(scene: Scene, part: Part, group: Group, handed: int) -> bool:
    """Whether a part is work of the group, for so many carers."""
    visit = scene.visit(part)
    return (
        visit.carers == handed
        and group.zone in ("", scene.client(part).zone)
        and (not group.skill or any(name == group.skill for name, _ in visit.skills))
    )
