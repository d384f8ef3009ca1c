"""End to end: what must not matter changes nothing in the rota of a generated week."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.generate import generate
from data.given import Sources, given_for
from data.tables import Given, read_tables
from scheduler.domain.rota import Rota
from scheduler.planning.week import plan_week
from scheduler.referee import judge
from tests.fairness.shuffled_tables import shuffled_tables

FIRST_DAY = date(2026, 11, 30)
SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "melton_harborough_rutland"
Part = tuple[str, str, int, int, tuple[str, ...], int]


def read(folder: Path) -> Given:
    """The week of a folder of tables."""
    return given_for(read_tables(folder), FIRST_DAY, 7, Sources())


def made(given: Given, rota: Rota, new: dict[str, str] | None = None) -> set[Part]:
    """Every visit made by client, call, day and agreed start; by whom, and when it starts."""
    names = new or {}
    week = given.week
    return {
        (
            names.get(visit.client, visit.client),
            visit.call,
            visit.day,
            visit.agreed,
            tuple(names.get(carer, carer) for carer in one.carers),
            one.start,
        )
        for one in rota.assignments
        for visit in (week.visit[one.visit],)
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_ids_names_order_money_and_complaints_change_no_visit(tmp_path: Path, seed: int) -> None:
    """Two searches of 3,000 steps on two threads, from tables that say the same otherwise."""
    generate("S", seed, FIRST_DAY, tmp_path / "given")
    other = shuffled_tables(tmp_path / "given", tmp_path / "other", seed)
    one, two = read(tmp_path / "given"), read(other.folder)
    rotas = [plan_week(given.week, iterations=3000, threads=2, seed=1) for given in (one, two)]
    assert rotas[0].cost == rotas[1].cost
    assert made(one, rotas[0].rota, other.new) == made(two, rotas[1].rota)
    assert len(rotas[0].rota.assignments) > 100
    assert judge(one.week, rotas[0].rota).breaches == ()
    assert judge(two.week, rotas[1].rota).breaches == ()


@pytest.mark.slow
def test_the_sample_week_is_planned_the_same_from_other_rows(tmp_path: Path) -> None:
    """The bundled week, 1,800 visits: other ids, names, rows, fees, complaints and ratings."""
    other = shuffled_tables(SAMPLE, tmp_path / "other", 1)
    one, two = read(SAMPLE), read(other.folder)
    rotas = [plan_week(given.week, iterations=20_000, threads=1, seed=1) for given in (one, two)]
    assert rotas[0].cost == rotas[1].cost
    assert made(one, rotas[0].rota, other.new) == made(two, rotas[1].rota)
    assert len(rotas[0].rota.assignments) > 1500


def test_what_is_passed_over_is_said(tmp_path: Path) -> None:
    """Fees, complaints and ratings stand in two tables, and in one of their own."""
    generate("S", 1, FIRST_DAY, tmp_path / "given")
    other = shuffled_tables(tmp_path / "given", tmp_path / "other", 1)
    notes = read_tables(other.folder).notes
    for file in ("clients.csv", "carers.csv"):
        said = f"{file}: weekly fee, complaints, star rating was passed over."
        assert any(note.startswith(said) for note in notes)
    assert any(note.startswith("complaints.csv: this was not read.") for note in notes)
