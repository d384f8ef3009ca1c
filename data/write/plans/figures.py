"""The figures of a plan, by name, for tables and other programs."""

from __future__ import annotations

from collections.abc import Mapping

from data.write.cells import Cell
from scheduler.planning.frontier import Aim, Outcome

NAMES = {
    "hard_breaches": "Hard rules broken",
    "visits_left_out": "Visits nobody makes",
    Aim.FACES.value: "Carers of each client, added up",
    Aim.UNFAMILIAR.value: "Visits by a carer not yet known",
    "known_percent": "Visits by a known carer, %",
    Aim.OFF_TIME.value: "Minutes from agreed times, added up",
    "on_time_percent": "Visits on time, %",
    Aim.TRAVEL.value: "Travel between visits, minutes",
    "miles": "Miles",
    Aim.PAID.value: "Paid time, minutes",
    "pay_pounds": "Pay, £",
}
"""Each figure in words, in the order they are shown."""


def figures_of(outcome: Outcome) -> Mapping[str, Cell]:
    """A cell for each of ``NAMES``; empty where there is nothing to count."""
    work = outcome.measures.work
    known, on_time = outcome.known.share, outcome.on_time.share
    return {
        "hard_breaches": len(outcome.verdict.breaches),
        "visits_left_out": outcome.protected.left_out,
        Aim.FACES.value: outcome.aims[Aim.FACES],
        Aim.UNFAMILIAR.value: outcome.aims[Aim.UNFAMILIAR],
        "known_percent": None if known is None else round(100 * known, 1),
        Aim.OFF_TIME.value: outcome.aims[Aim.OFF_TIME],
        "on_time_percent": None if on_time is None else round(100 * on_time, 1),
        Aim.TRAVEL.value: outcome.aims[Aim.TRAVEL],
        "miles": round(work.miles),
        Aim.PAID.value: outcome.aims[Aim.PAID],
        "pay_pounds": round(work.pay_pence / 100),
    }


def words_of(cell: Cell) -> str:
    """A figure as people read it."""
    if cell is None:
        return "–"
    return f"{cell:,}" if isinstance(cell, int | float) else cell
