"""Our own weeks: drawn, planned, judged and measured, each in a process of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.own import (
    FIRST_DAY,
    OWN_COLUMNS,
    USUAL_SECONDS,
    OwnEffort,
    OwnTurn,
    in_words,
    own_row,
    own_rows,
    weighted,
)
from data.generate import generate
from data.generate.knobs import SIZES
from data.given import Sources, given_for
from data.tables import read_tables
from scheduler.domain.week import Week
from scheduler.planning.week import plan_week
from scheduler.referee.judge import judge

STEPS = 300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of the smallest county."""
    out = tmp_path_factory.mktemp("county")
    generate("S", 1, FIRST_DAY, out)
    return out


@pytest.fixture(scope="module")
def week(folder: Path) -> Week:
    """Its week."""
    return given_for(read_tables(folder), FIRST_DAY, 7, Sources()).week


def test_every_size_has_its_usual_time() -> None:
    """A county of a size that can be drawn can be planned without saying how long."""
    assert set(USUAL_SECONDS) == set(SIZES)


def test_a_row_says_what_the_referee_and_the_measures_say(folder: Path, week: Week) -> None:
    """The same steps from the same seed, judged and weighed once more here."""
    turn = OwnTurn(name="S-1", folder=folder, seconds=None, iterations=STEPS, threads=1, seed=3)
    row = own_row(turn)
    planned = plan_week(week, iterations=STEPS, seed=3, threads=1)
    assert set(row) == set(OWN_COLUMNS)
    assert row["verdict"] == "accepted"
    assert row["costs"] == list(judge(week, planned.rota).cost)
    assert row["objective"] == weighted(week, planned.cost)
    assert (row["visits"], row["carers"], row["clients"]) == (400, 12, 25)
    assert row["unassigned"] == 400 - len({one.visit for one in planned.rota.assignments})
    assert row["curve"][-1][2] == row["objective"]
    assert (row["time_limit"], row["seed"], row["threads"]) == (None, 3, 1)
    assert row["build"] and row["measures"]["distinct_14d_median"] > 0


def test_a_rota_that_breaks_a_rule_or_costs_something_else_is_named(week: Week) -> None:
    """A visit made twice is a breach of D2; a cost the referee does not find is another fault."""
    planned = plan_week(week, iterations=STEPS, seed=1, threads=1)
    twice = replace(
        planned.rota, assignments=(*planned.rota.assignments, planned.rota.assignments[0])
    )
    assert in_words(judge(week, planned.rota), planned) == "accepted"
    assert "D2 1 times" in in_words(judge(week, twice), planned)
    dearer = replace(planned, cost=tuple(points + 1 for points in planned.cost))
    assert in_words(judge(week, planned.rota), dearer).startswith("objective differs")


def test_points_weigh_as_the_search_weighs_them(week: Week) -> None:
    """One point of one tier is what the rule pack's prices say of it."""
    guide = week.rules.prices.guide
    one_each = [int(tier == 2) for tier in range(len(guide))]
    assert weighted(week, one_each) == guide[2]
    assert weighted(week, [2] * len(guide)) == 2 * sum(guide)


@pytest.mark.slow
def test_a_week_is_planned_again_for_longer() -> None:
    """One size, two multiples: two rows of one instance, the second with twice the steps."""
    short, long = own_rows(["S"], OwnEffort(iterations=STEPS, threads=1, times=(1, 2)), [1])
    assert [row["instance"] for row in (short, long)] == ["S-1", "S-1"]
    assert 1.5 * short["iterations"] < long["iterations"] < 2.5 * short["iterations"]
    assert short["peak_mb"] is None or 50 < short["peak_mb"] < 1000
