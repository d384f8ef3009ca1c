"""How many more packages fit, what stops the next, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from statistics import median_low

from scheduler.domain.errors import InputError
from scheduler.domain.rota import Rota
from scheduler.domain.units import Seconds
from scheduler.domain.week import Week
from scheduler.planning.capacity.asked import NEW, Asked, Door, Package, require_sound
from scheduler.planning.capacity.bottleneck import Bottleneck, bottleneck
from scheduler.planning.capacity.harm import Tolerance, faces, kept_week
from scheduler.planning.capacity.insertion import insert
from scheduler.planning.capacity.proof import Proof, proof
from scheduler.planning.capacity.search import Found, most
from scheduler.planning.capacity.times import Times, to_spare
from scheduler.planning.capacity.trial import Effort, Ground, laid_out
from scheduler.referee import judge
from solver.model import Longs


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the question is answered.

    Parameters
    ----------
    seeds
        One search for each: other addresses first, other chances of the search.
    """

    tolerance: Tolerance = field(default_factory=Tolerance)
    effort: Effort = field(default_factory=Effort)
    seeds: tuple[int, ...] = (1, 2, 3)


@dataclass(frozen=True, kw_only=True, eq=False)
class Draw:
    """One search: its seed, what it found, and the packages in the order they were added."""

    seed: int
    packages: tuple[Package, ...]
    found: Found


@dataclass(frozen=True, kw_only=True, eq=False)
class Capacity:
    """Answer of ``capacity``.

    Parameters
    ----------
    fits
        Most packages that some rota takes; the referee passes it, and nobody is harmed.
    draws
        One search for each seed.
    bottleneck
        What stops one more, ``None`` where every address has a package.
    proof
        What no rota can exceed, ``None`` where nothing was proved.
    missed
        Visits nobody makes before anything is added.
    """

    asked: Asked
    ground: Ground
    fits: int
    draws: tuple[Draw, ...]
    bottleneck: Bottleneck | None
    proof: Proof | None
    missed: int

    @property
    def spread(self) -> tuple[int, int, int]:
        """Fewest, median and most over the seeds."""
        counts = [draw.found.packages for draw in self.draws]
        return min(counts), median_low(counts), max(counts)

    @property
    def is_most(self) -> bool:
        """Whether it is proved that no rota takes more."""
        return self.proof is not None and self.fits >= self.proof.most

    @property
    def best(self) -> Draw:
        """The draw that found most, the first of equals."""
        return max(self.draws, key=lambda draw: draw.found.packages)

    @property
    def new_faces(self) -> tuple[int, ...]:
        """Distinct carers each new person would meet in the best rota, fewest first."""
        fits = self.best.found.fits
        if fits is None:
            return ()
        met: dict[str, set[str]] = {}
        for one in fits.rota.assignments:
            if one.visit.startswith(NEW):
                met.setdefault(fits.formulation.week.visit[one.visit].client, set()).update(
                    one.carers
                )
        return tuple(sorted(len(carers) for carers in met.values()))

    @property
    def more_travel(self) -> Seconds:
        """Seconds of travel between visits the best rota has more than the one in force."""
        fits = self.best.found.fits
        if fits is None:
            return 0
        before = judge(self.ground.week, self.ground.rota).ledgers
        return sum(one.drive for one in fits.verdict.ledgers) - sum(one.drive for one in before)

    @property
    def more_faces(self) -> int:
        """People cared for already who would meet another carer more in the best rota."""
        fits = self.best.found.fits
        if fits is None:
            return 0
        before = faces(self.ground.week, self.ground.rota)
        after = faces(self.ground.week, fits.rota)
        return sum(len(carers) > len(before[client]) for client, carers in after.items())


DEFAULT = Settings()


def capacity(week: Week, rota: Rota, asked: Asked, settings: Settings = DEFAULT) -> Capacity:
    """Most packages that can be added to a rota before anybody is harmed.

    The same week, rota, question and settings give the same answer.

    Raises
    ------
    InputError
        If the question is unsound, or the rota breaks a hard rule as it stands.
    """
    require_sound(week, asked)
    ground = ground_of(week, rota, settings.tolerance)
    bound = proof(ground.week, asked)
    free = to_spare(ground.week, ground.rota, asked)
    draws = tuple(
        _draw(ground, asked, free, seed, bound, settings.effort)
        for seed in settings.seeds
        if seed == settings.seeds[0] or not settings.effort.is_halted
    )
    fullest = max(draws, key=lambda draw: draw.found.packages)
    failed = fullest.found.failed
    return Capacity(
        asked=asked,
        ground=ground,
        fits=fullest.found.packages,
        draws=draws,
        bottleneck=None if failed is None else bottleneck(asked, failed),
        proof=bound,
        missed=len(week.visits) - len(ground.week.visits),
    )


def ground_of(week: Week, rota: Rota, tolerance: Tolerance) -> Ground:
    """What every try begins from.

    Raises
    ------
    InputError
        If the rota breaks a hard rule.
    """
    codes = judge(week, rota).codes()
    if codes:
        raise InputError(
            f"The rota breaks {len(codes)} hard rules ({', '.join(sorted(set(codes)))}), so it "
            "cannot be said what harms nobody.\n"
            "Maybe mend it first; carerota check names each."
        )
    return Ground(week=kept_week(week, rota, tolerance), rota=rota, tolerance=tolerance)


def _draw(
    ground: Ground, asked: Asked, free: Longs, seed: int, bound: Proof | None, effort: Effort
) -> Draw:
    doors = _shuffled(asked.doors, seed)
    if not doors:
        return Draw(seed=seed, packages=(), found=Found(fits=None, failed=None, tries=0))
    start = insert(ground, asked, doors, Times(free, asked))
    known = laid_out(ground, start.fitted, start.rota(ground)) if start.fitted else None
    chances = replace(effort, seed=effort.seed + 1000 * seed)
    # More than the bound never fit; the rest is kept for what a change would make room for.
    tried = start.packages[: None if bound is None else bound.most]
    found = most(ground, tried, known if known and known.fits else None, chances)
    return Draw(seed=seed, packages=start.packages, found=found)


def _shuffled(doors: Sequence[Door], seed: int) -> list[Door]:
    shuffled = sorted(doors, key=lambda door: door.place)
    Random(seed).shuffle(shuffled)
    return shuffled
