"""The unallocated tray on the page."""

from __future__ import annotations

from collections.abc import Sequence

from data.write.clock import clock_words, minutes_words, short_date_words
from data.write.papers import Papers
from data.write.report.parts import Table
from data.write.unallocated import OWNER, Unallocated


def tray_table(papers: Papers, lines: Sequence[Unallocated]) -> Table:
    """One row for each visit nobody makes, in the order given."""
    return Table(
        caption=f"{len(lines)} unallocated; owner: {OWNER}",
        header=("Client", "Call", "When", "Risk", "Carers kept away by", "Cheapest way", "Next"),
        rows=[_row(papers, one) for one in lines],
        kind="broad",
    )


def _row(papers: Papers, one: Unallocated) -> tuple[str, ...]:
    """One visit."""
    horizon, visit = papers.week.horizon, one.visit
    when = f"{short_date_words(horizon, visit.day)} {clock_words(horizon, visit.agreed)}"
    people = ", two carers" if visit.carers > 1 else ""
    critical = ", time-critical" if visit.critical is not None else ""
    return (
        papers.labels.client(visit.client),
        visit.call,
        f"{when}, {minutes_words(visit.length)}{people}",
        f"{one.rag}{critical}",
        one.reasons or "–",
        one.relaxation or "none found",
        one.next_action,
    )
