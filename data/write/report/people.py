"""The tables of clients and carers."""

from __future__ import annotations

from data.write.clock import hours_words
from data.write.labels import Labels
from data.write.papers import Papers
from data.write.pay_csv import pounds
from data.write.report.parts import Table, columns
from scheduler.domain.units import ClientId
from scheduler.measures.clients import ClientMeasures
from scheduler.measures.figures import Share
from scheduler.measures.summary import CarerMeasures

FORTNIGHT = 14


def fortnight_before(papers: Papers, client: ClientId) -> int | None:
    """Distinct carers of one client in the 14 days before the period."""
    return papers.before.clients[client].distinct_at_end.get(FORTNIGHT)


def fortnight_after(one: ClientMeasures) -> int | None:
    """Distinct carers of one client in the 14 days that end with the period."""
    return one.faces.distinct_at_end.get(FORTNIGHT)


def clients_table(papers: Papers) -> Table:
    """One row for each client, most carers this period first."""
    ordered = sorted(
        papers.measures.clients.values(), key=lambda one: (-(one.distinct or 0), one.client)
    )
    rows = [_client_row(papers, one) for one in ordered]
    return Table(
        caption=(
            "Carers in the days planned, beside as many days before; and in 14 days, "
            "history and rota together"
        ),
        header=(
            "Client",
            "Visits",
            "Carers before",
            "Carers planned",
            "Least possible",
            "Excess",
            "14 days before",
            "14 days after",
            "Cap",
            "Main carer",
            "Known faces",
            "New faces",
            "On time",
            "Attention",
        ),
        rows=rows,
        numbers=columns(1, 12),
        poor=frozenset(row for row, cells in enumerate(rows) if cells[-1]),
        kind="sortable",
    )


def _client_row(papers: Papers, one: ClientMeasures) -> tuple[str, ...]:
    """One client."""
    left_out = one.punctuality.unallocated
    attention = [f"{left_out} unallocated"] if left_out else []
    attention += ["above cap"] if one.over_cap else []
    return (
        papers.labels.client(one.client),
        str(one.punctuality.due),
        or_dash(papers.before.clients[one.client].continuity.carers),
        or_dash(one.distinct),
        or_dash(None if one.floor is None else one.floor.least),
        or_dash(one.excess),
        or_dash(fortnight_before(papers, one.client)),
        or_dash(fortnight_after(one)),
        str(one.cap),
        percent(one.faces.main_carer),
        percent(one.faces.known),
        str(one.faces.new_faces),
        percent(one.punctuality.on_time),
        ", ".join(attention),
    )


def carers_table(papers: Papers) -> Table:
    """One row for each carer, by carer."""
    ordered = sorted(papers.measures.carers.items())
    rows = [_carer_row(papers.labels, one) for _, one in ordered]
    return Table(
        caption="Effective pay is pay for an hour of all working time, beside the legal floor",
        header=(
            "Carer",
            "Days",
            "Visits",
            "Working",
            "Contract met",
            "Contact",
            "Travel",
            "Doors, spare",
            "Waiting",
            "Unsocial",
            "Miles",
            "Pay",
            "Effective £/h",
            "Floor £/h",
            "Attention",
        ),
        rows=rows,
        numbers=columns(1, 13),
        poor=frozenset(row for row, cells in enumerate(rows) if cells[-1]),
        kind="sortable",
    )


def _carer_row(labels: Labels, one: CarerMeasures) -> tuple[str, ...]:
    """One carer."""
    load = one.workload
    short = load.contracted.denominator - load.contracted.numerator
    attention = [f"{hours_words(short)} short of contract"] if short else []
    attention += ["below wage floor"] if load.below_floor else []
    rate = load.pence_an_hour
    return (
        labels.carer(load.carer),
        str(load.days_worked),
        str(load.visits),
        hours_words(load.work),
        percent(load.contracted),
        hours_words(load.contact),
        hours_words(load.travel),
        hours_words(load.access_and_buffer),
        hours_words(load.waiting),
        hours_words(one.unsocial),
        f"{load.miles:,.0f}",
        f"£{pounds(load.pay_pence)}",
        "–" if rate is None else f"£{pounds(rate)}",
        f"£{pounds(load.floor_pence)}",
        ", ".join(attention),
    )


def or_dash(number: float | None) -> str:
    """A whole number, or a dash where there is none."""
    return "–" if number is None else f"{number:,.0f}"


def percent(share: Share | None) -> str:
    """A share in whole per cent, or a dash; never rounded up to all or down to none."""
    value = None if share is None else share.share
    if value is None:
        return "–"
    if 0 < value < 1:
        return f"{min(99, max(1, round(value * 100)))}\u00a0%"
    return f"{value * 100:.0f}\u00a0%"
