"""The page on which two rotas stand side by side."""

from __future__ import annotations

from data.write.clock import minutes
from data.write.plans.figures import NAMES, figures_of, words_of
from data.write.report.parts import Table, columns
from data.write.report.plain_page import Page, Section, page_html
from scheduler.planning.compare import CarerDifference, Change, ClientDifference, Comparison


def compare_page(found: Comparison, names: tuple[str, str]) -> bytes:
    """Figures of both, then clients, carers and what each is told; ids only."""
    return page_html(
        Page(
            crumb="Two rotas side by side",
            title=f"{names[1]} beside {names[0]}",
            headline=found.trade,
            sections=(
                Section(
                    id="figures",
                    title="The figures of both",
                    words=[counts_words(found)],
                    tables=[figures_table(found, names)],
                ),
                Section(id="clients", title="Each client", tables=[_clients(found)]),
                Section(id="carers", title="Each carer", tables=[_carers(found)]),
                Section(
                    id="notices",
                    title="Who would be told what",
                    words=["Only real changes; a start a few minutes off is no news."],
                    lists=[
                        (f"{kind} {notice.person}", notice.lines)
                        for kind, notices in (
                            ("Client", found.client_notices),
                            ("Carer", found.carer_notices),
                        )
                        for notice in notices
                    ],
                ),
            ),
        )
    )


def counts_words(found: Comparison) -> str:
    """How much is different, in a sentence or two."""
    if not found.visits:
        return f"All {found.same:,} visits are the same."
    kinds = ", ".join(
        f"{found.counts[kind]:,} {kind.value}" for kind in Change if found.counts[kind]
    )
    others = len(found.visits)
    twice = " (some in two ways)" if sum(found.counts.values()) > others else ""
    return (
        f"{found.same:,} visits are the same; of the other {others:,}{twice}: {kinds}. "
        f"{len(found.client_notices):,} clients and {len(found.carer_notices):,} carers "
        "would be told."
    )


def figures_table(found: Comparison, names: tuple[str, str]) -> Table:
    """Both rotas' figures and the difference."""
    before, after = figures_of(found.before), figures_of(found.after)
    rows = []
    for key, name in NAMES.items():
        was, now = before[key], after[key]
        numbers = isinstance(was, int | float) and isinstance(now, int | float)
        difference = _signed(now - was) if numbers else "–"  # type: ignore[operator]
        rows.append((name, words_of(was), words_of(now), difference))
    return Table(
        caption="Measured on each finished rota by the referee and the measures",
        header=("Figure", *names, "Difference"),
        rows=rows,
        numbers=columns(1, 3),
    )


def _signed(number: float) -> str:
    """A difference with its sign; none where there is no difference."""
    rounded = round(number, 1)
    return f"{rounded:+,}" if rounded else "0"


def _clients(found: Comparison) -> Table:
    return Table(
        caption="Clients whose week is different; before → after",
        header=(
            "Client",
            "Carers",
            "Come",
            "Gone",
            "Visits: other carer",
            "Other time",
            "Off time",
        ),
        rows=[_client(one) for one in found.clients],
        numbers=columns(4, 6),
        kind="broad",
    )


def _client(one: ClientDifference) -> tuple[str, ...]:
    new = set(one.strangers)
    return (
        one.client,
        f"{one.faces[0]} → {one.faces[1]}",
        ", ".join(f"{carer} (first meeting)" if carer in new else carer for carer in one.come),
        ", ".join(one.gone),
        str(one.counts[Change.CARER]),
        str(one.counts[Change.MOVED]),
        f"{minutes(one.off_time[0])} → {minutes(one.off_time[1])} min",
    )


def _carers(found: Comparison) -> Table:
    return Table(
        caption="Carers whose week is different; before → after",
        header=("Carer", "Visits", "Gained", "Lost", "Moved", "Work, h", "Travel, h", "Pay, £"),
        rows=[_carer(one) for one in found.carers],
        numbers=columns(1, 7),
        kind="broad",
    )


def _carer(one: CarerDifference) -> tuple[str, ...]:
    return (
        one.carer,
        f"{one.visits[0]} → {one.visits[1]}",
        str(one.gained),
        str(one.lost),
        str(one.moved),
        *(f"{was / 3600:.1f} → {now / 3600:.1f}" for was, now in (one.work, one.travel)),
        f"{one.pay_pence[0] / 100:,.0f} → {one.pay_pence[1] / 100:,.0f}",
    )
