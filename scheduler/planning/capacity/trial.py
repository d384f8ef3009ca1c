"""One try: so many packages added, planned with the engine, judged by the referee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.domain.rota import Rota
from scheduler.domain.units import VisitId
from scheduler.domain.week import Week
from scheduler.formulate import Formulation, encode, formulate, solution_of
from scheduler.interpret import breaks_of
from scheduler.planning.capacity.asked import Package, with_packages
from scheduler.planning.capacity.harm import Harm, Tolerance, harm
from scheduler.planning.week import plan_formulated
from scheduler.referee import Verdict, judge
from solver.params import Params
from solver.stop import Budget, Halt

ROUGH = Params(polish_share=0.0, fit_share=0.0)
"""A try asks whether packages fit; choosing the best starts took six times its steps on a week of
1,800 visits and changes nothing about that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard one try searches: steps of each thread, the seed and the threads.

    ``halt`` ends the try under way, and no other begins; what fits by then is the answer.
    """

    iterations: int = 100_000
    seed: int = 1
    threads: int = 2
    halt: Halt | None = None

    @property
    def is_halted(self) -> bool:
        """Whether no further search is to begin."""
        return self.halt is not None and self.halt.is_set


@dataclass(frozen=True, kw_only=True, eq=False)
class Ground:
    """What every try begins from.

    Parameters
    ----------
    week
        The week as it must be kept, as ``kept_week`` makes it.
    rota
        The rota in force, of visits of that week alone.
    """

    week: Week
    rota: Rota
    tolerance: Tolerance


@dataclass(frozen=True, kw_only=True, eq=False)
class Outcome:
    """What came of one try.

    Parameters
    ----------
    whole
        Packages all of whose visits are made.
    left_out
        Visits of the others that nobody makes.
    """

    packages: tuple[Package, ...]
    formulation: Formulation
    rota: Rota
    verdict: Verdict
    harm: Harm
    whole: tuple[Package, ...]
    left_out: tuple[VisitId, ...]

    @property
    def fits(self) -> bool:
        """Whether every package is made, and nobody is harmed."""
        return not self.harm and len(self.whole) == len(self.packages)


def attempt(ground: Ground, packages: Sequence[Package], warm: Rota, effort: Effort) -> Outcome:
    """Plan the week with the packages, from a rota that is there already."""
    formulation = formulate(with_packages(ground.week, packages))
    planned = plan_formulated(
        formulation,
        Budget(iterations=effort.iterations),
        seed=effort.seed,
        threads=effort.threads,
        halt=effort.halt,
        warm=solution_of(formulation, warm),
        params=ROUGH,
    )
    return judged(ground, packages, formulation, planned.rota)


def judged(
    ground: Ground, packages: Sequence[Package], formulation: Formulation, rota: Rota
) -> Outcome:
    """A rota with packages before the referee."""
    verdict = judge(formulation.week, rota)
    made = {one.visit for one in rota.assignments}
    return Outcome(
        packages=tuple(packages),
        formulation=formulation,
        rota=rota,
        verdict=verdict,
        harm=harm(ground.week, ground.rota, rota, ground.tolerance, verdict.codes()),
        whole=tuple(one for one in packages if all(v.id in made for v in one.visits)),
        left_out=tuple(v.id for one in packages for v in one.visits if v.id not in made),
    )


def salvaged(ground: Ground, outcome: Outcome) -> Outcome:
    """The same rota without the packages that are not whole, judged anew."""
    return laid_out(ground, outcome.whole, outcome.rota)


def laid_out(ground: Ground, packages: Sequence[Package], rota: Rota) -> Outcome:
    """What a rota makes of the week with these packages, breaks placed anew."""
    formulation = formulate(with_packages(ground.week, packages))
    known = formulation.week.visit
    bare = Rota(
        assignments=tuple(
            sorted(
                (one for one in rota.assignments if one.visit in known),
                key=lambda one: (one.start, one.visit),
            )
        )
    )
    whole = replace(bare, breaks=breaks_of(formulation, *encode(formulation, bare)))
    return judged(ground, packages, formulation, whole)
