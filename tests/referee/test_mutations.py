"""Of hundreds of breaches put into legal rotas, the referee misses almost none."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from scheduler.referee import CODES, judge
from tests.referee.mutations import MUTATIONS
from tests.referee.synthetic import a_legal_week

EACH = 12
SEEDS = 6
PAGE = Path(__file__).parents[2] / "docs" / "REFEREE.md"


@cache
def outcomes() -> tuple[Counter[str], Counter[str], tuple[str, ...]]:
    """Breaches injected and found by code, and the name of each mutation missed."""
    injected: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed = []
    weeks = [a_legal_week(seed) for seed in range(SEEDS)]
    for number, mutation in enumerate(MUTATIONS):
        for turn in range(EACH):
            rng = np.random.default_rng([number, turn])
            week, rota = mutation.change(*weeks[turn % SEEDS], rng)
            injected[mutation.code] += 1
            if mutation.code in judge(week, rota).codes():
                found[mutation.code] += 1
            else:
                missed.append(f"{mutation.code} {mutation.name} turn {turn}")
    return injected, found, tuple(missed)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_weeks_that_are_broken_are_legal_at_first(seed: int) -> None:
    """Otherwise a breach found would prove nothing; 6 to 8 carers and 30 to 65 visits."""
    week, rota = a_legal_week(seed)
    assert judge(week, rota).breaches == ()
    assert len(week.carers) == 8
    assert 30 <= len(week.visits) == len(rota.assignments) <= 65


def test_every_class_of_hard_rule_is_broken() -> None:
    """Each code of the table has a mutation, and there are more than 400 in all."""
    assert {mutation.code for mutation in MUTATIONS} == set(CODES)
    assert sum(outcomes()[0].values()) > 400


def test_at_least_95_in_100_breaches_are_found() -> None:
    """Each must be reported under the code of its class; the misses are named."""
    injected, found, missed = outcomes()
    share = sum(found.values()) / sum(injected.values())
    assert share >= 0.95, "Missed: " + "; ".join(missed)
    assert all(found[code] >= 0.9 * injected[code] for code in injected), missed


def test_the_page_shows_what_was_found() -> None:
    """docs/REFEREE.md has a row of injected and found for every code, as measured here."""
    injected, found, missed = outcomes()
    page = PAGE.read_text(encoding="utf-8")
    for code in CODES:
        assert f"| {code} | {CODES[code].title} | {injected[code]} | {found[code]} |" in page
    assert f"{sum(injected.values())} breaches, {len(missed)} missed" in page
