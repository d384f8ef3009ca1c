"""What would make room for more: one change at a time, each proved by planning with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from scheduler.domain.rota import Rota
from scheduler.domain.travel import Mode
from scheduler.domain.units import MINUTE, ClientId, Seconds
from scheduler.domain.week import Week
from scheduler.planning.capacity.asked import Package
from scheduler.planning.capacity.capacity import Capacity, Settings
from scheduler.planning.capacity.harm import Flex, kept_week, people_who_flex
from scheduler.planning.capacity.people import guaranteed, newcomer, trained
from scheduler.planning.capacity.search import most
from scheduler.planning.capacity.trial import Ground, laid_out

STEPS: tuple[Seconds, ...] = (15 * MINUTE, 30 * MINUTE)
MODES = {Mode.WALK: "walks", Mode.EBIKE: "rides an e-bike", Mode.CAR: "drives"}


class LeverKind(StrEnum):
    """What is changed."""

    WINDOW = "wider window for new people"
    FLEX = "people of the band agree to other times"
    WALKER = "one more walker"
    EBIKE = "one more e-biker"
    DRIVER = "one more driver"
    HOURS = "guaranteed hours"
    TRAINING = "training"


KIND_OF_MODE = {
    Mode.WALK: LeverKind.WALKER,
    Mode.EBIKE: LeverKind.EBIKE,
    Mode.CAR: LeverKind.DRIVER,
}


@dataclass(frozen=True, kw_only=True, eq=False)
class Lever:
    """One change: the week with it, and the packages as they would then be.

    Parameters
    ----------
    assumes
        What would have to be true, for whoever decides.
    people
        People cared for already who would have to agree.
    """

    kind: LeverKind
    assumes: str
    week: Week
    packages: tuple[Package, ...]
    people: tuple[ClientId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What one change adds, shown by a rota the referee passes.

    Parameters
    ----------
    fits, more
        Packages that fit with it, and how many more that is.
    """

    kind: LeverKind
    assumes: str
    people: tuple[ClientId, ...]
    fits: int
    more: int


def gains(week: Week, rota: Rota, answer: Capacity, settings: Settings) -> tuple[Gain, ...]:
    """Every change there is, the one that adds most first; equals as listed.

    Each search begins from the best rota without the change, so that it never ends below it,
    and has the effort of one draw.
    """
    found = [_gain(answer, lever, settings) for lever in levers(week, rota, answer)]
    return tuple(sorted(found, key=lambda gain: -gain.more))


def _gain(answer: Capacity, lever: Lever, settings: Settings) -> Gain:
    ground = Ground(week=lever.week, rota=answer.ground.rota, tolerance=answer.ground.tolerance)
    fits = answer.best.found.fits
    known = None
    if fits is not None:
        names = {one.client.id for one in fits.packages}
        some = [one for one in lever.packages if one.client.id in names]
        known = laid_out(ground, some, fits.rota)
    order = _known_first(lever.packages, () if known is None else known.packages)
    found = most(ground, order, known if known and known.fits else None, settings.effort)
    return Gain(
        kind=lever.kind,
        assumes=lever.assumes,
        people=lever.people,
        fits=found.packages,
        more=max(0, found.packages - answer.fits),
    )


def _known_first(packages: tuple[Package, ...], known: tuple[Package, ...]) -> list[Package]:
    names = {one.client.id for one in known}
    return sorted(packages, key=lambda one: one.client.id not in names)


def levers(week: Week, rota: Rota, answer: Capacity) -> Iterator[Lever]:
    """Every change the week allows."""
    asked, kept = answer.asked, answer.ground.week
    packages = answer.best.packages
    for by in STEPS:
        yield Lever(
            kind=LeverKind.WINDOW,
            assumes=f"New people accept {by // MINUTE} minutes more either way.",
            week=kept,
            packages=tuple(_wider(one, by) for one in packages),
        )
    yield from _flexes(week, rota, answer)
    for mode, kind in KIND_OF_MODE.items():
        if mode in week.travel.by_mode:
            changed, said = newcomer(kept, asked, mode)
            yield Lever(
                kind=kind,
                assumes=f"A carer who {MODES[mode]} and lives in {asked.zone} {said}.",
                week=changed,
                packages=packages,
            )
    for kind, found in (
        (LeverKind.HOURS, guaranteed(kept, asked)),
        (LeverKind.TRAINING, trained(kept, asked)),
    ):
        if found is not None:
            yield Lever(kind=kind, assumes=found[1], week=found[0], packages=packages)


def _flexes(week: Week, rota: Rota, answer: Capacity) -> Iterator[Lever]:
    """People of the zone whose calls lie in the band and are not time-critical."""
    people = people_who_flex(answer.ground.week, answer.asked)
    if not people:
        return
    for by in STEPS:
        flex = Flex(asked=answer.asked, by=by)
        yield Lever(
            kind=LeverKind.FLEX,
            assumes=f"They are asked, and accept {by // MINUTE} minutes more either way.",
            week=kept_week(week, rota, answer.ground.tolerance, flex),
            packages=answer.best.packages,
            people=people,
        )


def _wider(one: Package, by: Seconds) -> Package:
    """The package with its windows wider, and the band with them."""
    return replace(
        one,
        visits=tuple(
            replace(visit, earliest=visit.earliest - by, latest=visit.latest + by)
            for visit in one.visits
        ),
    )
