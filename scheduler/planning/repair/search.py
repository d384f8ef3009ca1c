"""One kind of option searched for: a rota that keeps what may not change, to the minute."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from scheduler.domain.rota import Rota
from scheduler.domain.units import Moment, VisitId
from scheduler.formulate import Formulation, encode
from scheduler.interpret import rota_of
from scheduler.planning.repair.breaks import with_breaks
from scheduler.planning.repair.narrow import Narrowed, limited, narrowed
from scheduler.planning.repair.profiles import Profile
from scheduler.planning.repair.reach import put_off
from scheduler.planning.repair.situation import Situation
from solver.model import Flags
from solver.params import Params
from solver.solve import solve
from solver.stop import Budget, Halt

CALM = Params(
    begin=0.1,
    cold=0.01,
    slices=20,
    rebuild_every=400,
    rebuild_every_left_out=200,
    last_share=0.2,
    polish_share=0.0,
)
"""A search that begins near a rota people know, and stays near it.

It chooses no best starts: that weighs every start of the week, where all but a few are fixed,
and took three quarters of the time of an option.
"""

ROUNDS = 4
"""How often starts that nobody could be there for are put off and the search repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard to search: steps of each thread for each option, and the seed they begin from.

    ``halt`` ends the search under way, and no other begins; what was found by then is the answer.
    """

    iterations: int = 60_000
    threads: int = 2
    seed: int = 1
    halt: Halt | None = None

    @property
    def is_halted(self) -> bool:
        """Whether no further search is to begin."""
        return self.halt is not None and self.halt.is_set


def search(
    formulation: Formulation,
    situation: Situation,
    profile: Profile,
    effort: Effort,
    so_far: Rota | None = None,
) -> Rota | None:
    """The best rota found for one kind of option; ``None`` if somebody cannot be there in time.

    Past and fixed visits are those of the rota in force, whatever the engine thinks of them.

    Parameters
    ----------
    so_far
        An option to begin from instead of the rota in force without what is broken.
    """
    later: dict[VisitId, Moment] = {}
    for _ in range(ROUNDS):
        problem = _from(formulation, narrowed(formulation, situation, profile, later), so_far)
        rota = _searched(formulation, situation, problem, effort)
        if profile.team_only:
            opened = replace(profile, team_only=False)
            rota = _opened(formulation, situation, opened, (rota, later), effort)
        too_early = dict(put_off(formulation.week, situation, rota))
        if not too_early:
            return rota
        later |= too_early
        so_far = rota
    return None


def _from(formulation: Formulation, narrow: Narrowed, rota: Rota | None) -> Narrowed:
    """The same search begun from another rota."""
    if rota is None:
        return narrow
    duty, start = encode(formulation, rota)
    return replace(narrow, warm=replace(narrow.warm, duty=duty, release=start, start=start))


def _searched(
    formulation: Formulation, situation: Situation, narrow: Narrowed, effort: Effort
) -> Rota:
    result = solve(
        narrow.problem,
        Budget(iterations=effort.iterations),
        seed=effort.seed,
        threads=effort.threads,
        params=CALM,
        halt=effort.halt,
        warm=narrow.warm,
    )
    found = rota_of(formulation, result.solution.duty, result.solution.start)
    return _kept(formulation, situation, narrow, found)


def _opened(
    formulation: Formulation,
    situation: Situation,
    profile: Profile,
    so_far: tuple[Rota, dict[VisitId, Moment]],
    effort: Effort,
) -> Rota:
    """What the former team cannot make is opened to everybody, beside what it makes."""
    rota, later = so_far
    narrow = _from(formulation, narrowed(formulation, situation, profile, later), rota)
    as_found = limited(narrow.problem, dict(_as_made(formulation, narrow, rota)))
    return _searched(formulation, situation, replace(narrow, problem=as_found), effort)


def _as_made(formulation: Formulation, narrow: Narrowed, rota: Rota) -> Iterator[tuple[int, Flags]]:
    """Tasks of visits to be placed that a rota makes, open to whoever makes them there."""
    rows = formulation.rows
    for one in rota.assignments:
        if narrow.wanted[rows.visits.row(one.visit)]:
            for task, carer in zip(rows.tasks_of(one.visit), one.carers, strict=True):
                mask = np.zeros(len(rows.carers), dtype=np.uint8)
                mask[rows.carers.row(carer)] = 1
                yield task, mask


def _kept(formulation: Formulation, situation: Situation, narrow: Narrowed, found: Rota) -> Rota:
    """The rota found, with everything fixed as it was, and breaks as they were where days are."""
    names = formulation.rows.visits
    chosen = [one for one in found.assignments if narrow.free[names.row(one.visit)]]
    fixed = [one for one in situation.rota.assignments if not narrow.free[names.row(one.visit)]]
    whole = sorted((*chosen, *fixed), key=lambda one: (one.start, one.visit))
    rota = replace(situation.rota, assignments=tuple(whole))
    return with_breaks(formulation, situation, rota)
