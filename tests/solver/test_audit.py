"""Audit mode: a defect of the core is named instead of handed on as an answer."""

from __future__ import annotations

import pytest

from solver import _core
from solver.params import Params
from solver.solve import AuditError, solve
from solver.stop import Budget
from tests.problems import a_random_problem

SEARCH = _core.Search


class Forgetful:
    """A true search that, from its third slice on, says that a term was forgotten."""

    slices = 0
    asked = 0

    def __init__(self, *given: object) -> None:
        self.true = SEARCH(*given)
        type(self).slices = type(self).asked = 0

    def advance(self, *how: object) -> None:
        """One slice more."""
        type(self).slices += 1
        self.true.advance(*how)

    def drift(self) -> str:
        """What differs, once it does."""
        type(self).asked += 1
        return "term 3" if self.slices >= 3 else self.true.drift()

    def __getattr__(self, name: str) -> object:
        return getattr(self.true, name)


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> type[Forgetful]:
    """The core is replaced by one that drifts in its third slice."""
    monkeypatch.setattr(_core, "Search", Forgetful)
    return Forgetful


@pytest.mark.parametrize("seed", range(6))
def test_a_sound_core_passes_its_audit(seed: int) -> None:
    """Random problems of all parts, 1 to 3 threads, from nothing and then from the answer."""
    problem = a_random_problem(seed, carers=5, days=3, units=20, groups=5)
    budget, threads = Budget(iterations=1500), 1 + seed % 3
    found = solve(problem, budget, seed=seed, threads=threads, audit=True).solution
    again = solve(problem, budget, seed=seed, threads=threads, audit=True, warm=found).solution
    assert again.cost <= found.cost


def test_drift_is_told_after_the_slice_that_brought_it(forgetful: type[Forgetful]) -> None:
    """Looked at after the first answer and three slices; a fourth slice is not run."""
    with pytest.raises(AuditError, match="'term 3' differs when computed anew"):
        solve(a_random_problem(1), Budget(iterations=1000), threads=1, audit=True)
    assert (forgetful.slices, forgetful.asked) == (3, 4)


def test_without_audit_nobody_looks(forgetful: type[Forgetful]) -> None:
    """Every slice but the first look is one of the search's, and none of them is looked at."""
    params = Params(fit_share=0)  # one search, no other within it
    result = solve(a_random_problem(1), Budget(iterations=1000), threads=1, params=params)
    assert forgetful.slices in (len(result.curve) - 1, len(result.curve) - 2)
    assert forgetful.asked == 0
