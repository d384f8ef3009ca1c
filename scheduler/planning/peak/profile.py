"""How many carers are to spare, stretch by stretch of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scheduler.domain.units import Moment, Seconds
from scheduler.planning.peak.scene import Part, Scene
from solver.exact.spare import spare


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Work that is asked about: in a zone, with a skill; empty for any."""

    zone: str = ""
    skill: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Time in which nothing begins or ends.

    Parameters
    ----------
    margin
        Carers who could do work of the group beside everything else that is under way, others
        changing hands where that helps; less the parts nobody can make then.
    """

    begins: Moment
    ends: Moment
    margin: int

    @property
    def seconds(self) -> Seconds:
        """How long it lasts."""
        return self.ends - self.begins


def profile(
    scene: Scene, parts: Sequence[Part], group: Group, begins: Moment, ends: Moment
) -> list[Stretch]:
    """Stretches between two moments in which some of ``parts`` is under way, in order."""
    near = [part for part in parts if part.begins < ends and begins < part.ends]
    edges = {begins, ends}
    edges.update(edge for part in near for edge in (part.begins, part.ends))
    edges.update(scene.edges)
    inside = sorted(edge for edge in edges if begins <= edge <= ends)
    return list(_stretches(scene, near, group, inside))


def _stretches(
    scene: Scene, near: Sequence[Part], group: Group, edges: Sequence[Moment]
) -> Iterator[Stretch]:
    for begins, ends in pairwise(edges):
        under_way = [part for part in near if part.begins <= begins < part.ends]
        if under_way:
            yield Stretch(
                begins=begins, ends=ends, margin=margin_at(scene, under_way, group, begins)
            )


def margin_at(scene: Scene, under_way: Sequence[Part], group: Group, moment: Moment) -> int:
    """Carers to spare at a moment for work of the group; below 0 where some part has nobody."""
    short, free = spare(
        [scene.able(part) for part in under_way], carers_there(scene, group, moment)
    )
    return free - short


def carers_there(scene: Scene, group: Group, moment: Moment) -> int:
    """Carers, as bits, on shift at a moment who hold the skill and can come to the zone."""
    day = scene.week.horizon.day_of(moment)
    return (
        scene.there(moment, moment + 1)
        & scene.reaching(group.zone)
        & scene.skilled(group.skill, day)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tightest:
    """The fewest carers to spare, and for how long.

    Ordered as planners would: more to spare is better, and then less time with so few.
    """

    margin: int
    seconds: Seconds


def tightest(stretches: Sequence[Stretch]) -> Tightest | None:
    """Fewest to spare in any of the stretches; ``None`` where there is none."""
    if not stretches:
        return None
    least = min(one.margin for one in stretches)
    return Tightest(
        margin=least, seconds=sum(one.seconds for one in stretches if one.margin == least)
    )
