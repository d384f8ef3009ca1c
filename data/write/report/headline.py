"""What a planner reads first: one sentence, the tiles, and before beside after."""

from __future__ import annotations

from data.write.clock import minutes
from data.write.papers import Papers
from data.write.pay_csv import pounds
from data.write.report.parts import Table, Tile, columns
from data.write.report.people import FORTNIGHT, or_dash, percent
from scheduler.domain.units import HOUR
from scheduler.measures.continuities import Continuities
from scheduler.measures.figures import Spread


def headline(papers: Papers) -> str:
    """The week in one sentence or two."""
    due = papers.measures.punctuality
    made = due.due - due.unallocated
    first = f"{made:,} of {due.due:,} visits have their carers"
    grace = minutes(papers.week.rules.visits.grace)
    on_time = f"{percent(due.on_time)} of them start within {grace} minutes of the agreed time"
    before, after = papers.before.continuity.distinct, papers.measures.continuity.distinct
    faces = f"half of all people see at most {or_dash(after.median)} different carers"
    if before.median is not None:
        faces += f", where it was {or_dash(before.median)} before"
    return f"{first}; {on_time}; {faces}."


def before_words(papers: Papers) -> str:
    """What "before" is."""
    days = papers.week.horizon.days
    if not papers.week.history:
        return "No history was given, so there is nothing to compare with."
    return (
        f"Before is the history that was given: the {days} days before this rota, or the 14 days "
        "before it where that is said. After is this rota; its 14 days include the history's "
        "last days, which no plan can change."
    )


def tiles(papers: Papers) -> list[Tile]:
    """The week in large type."""
    times, work = papers.measures.punctuality, papers.measures.work
    before, after = papers.before.continuity, papers.measures.continuity
    critical = times.critical_on_time
    breaches = len(papers.verdict.breaches)
    lowest = "–" if work.lowest is None else f"£{pounds(work.lowest)}"
    return [
        Tile(
            label="Visits covered",
            value=f"{times.due - times.unallocated:,}",
            was=f"of {times.due:,}; {times.unallocated} unallocated",
            poor=times.unallocated > 0,
        ),
        Tile(
            label="Hard rules broken",
            value=str(breaches),
            was="says the referee",
            poor=breaches > 0,
        ),
        Tile(
            label="Carers a person",
            value=or_dash(after.distinct.median),
            was=f"median; {or_dash(before.distinct.median)} before",
        ),
        Tile(
            label="On time",
            value=percent(times.on_time),
            was=f"{times.on_time.numerator:,} of {times.on_time.denominator:,} visits",
        ),
        Tile(
            label="Time-critical",
            value=percent(critical),
            was=f"on time: {critical.numerator:,} of {critical.denominator:,}",
            poor=critical.numerator < critical.denominator or times.critical_unallocated > 0,
        ),
        Tile(
            label="Travel",
            value=f"{work.travel_hours:,.0f} h",
            was=f"{work.miles:,.0f} miles",
        ),
        Tile(
            label="Lowest pay",
            value=lowest,
            was="an hour of working time",
            poor=work.below_floor > 0,
        ),
    ]


def comparison(papers: Papers) -> Table:
    """Faces before and after."""
    before, after = papers.before.continuity, papers.measures.continuity
    return Table(
        caption="Median: half of all people have at most this. 90 %: nine in ten have at most this",
        header=("Familiar faces", "Before", "After"),
        rows=_continuity_rows(before, after, papers.week.horizon.days),
        numbers=columns(1, 2),
    )


def this_rota(papers: Papers) -> Table:
    """Cover, times and hours, which a history of visits made does not say."""
    return Table(
        caption="Of the history only who came is known, so these are of this rota alone",
        header=("Cover, times and hours", "This rota"),
        rows=[*_times_rows(papers), *_work_rows(papers)],
        numbers=columns(1, 1),
    )


def _continuity_rows(
    before: Continuities, after: Continuities, days: int
) -> list[tuple[str, str, str]]:
    """Faces, in the order in which people feel them."""
    empty = Spread(count=0, least=None, p10=None, median=None, p90=None, greatest=None)
    two_weeks = (before.at_end.get(FORTNIGHT, empty), after.at_end.get(FORTNIGHT, empty))
    return [
        *_spread_rows(f"Carers a person in {days} days", before.distinct, after.distinct),
        *_spread_rows("Carers a person in 14 days", *two_weeks),
        *_spread_rows(
            "Single-handed, 2 or more visits a day, in 14 days",
            before.service_single,
            after.service_single,
        ),
        ("Visits by a carer the person knows", percent(before.known), percent(after.known)),
        ("Visits by the main carer", percent(before.main_carer), percent(after.main_carer)),
        ("First meetings", or_dash(before.new_faces), or_dash(after.new_faces)),
        ("Continuity index (COC), median", _index(before.coc), _index(after.coc)),
        ("Largest share by one carer (UPC), median", _index(before.upc), _index(after.upc)),
    ]


def _spread_rows(name: str, before: Spread, after: Spread) -> list[tuple[str, str, str]]:
    """Median, nine in ten, and the worst."""
    return [
        (f"{name}: median", or_dash(before.median), or_dash(after.median)),
        (f"{name}: 90 %", or_dash(before.p90), or_dash(after.p90)),
        (f"{name}: most", or_dash(before.greatest), or_dash(after.greatest)),
    ]


def _index(spread: Spread) -> str:
    """An index between 0 and 1."""
    return "–" if spread.median is None else f"{spread.median:.2f}"


def _times_rows(papers: Papers) -> list[tuple[str, str]]:
    """Cover and agreed times."""
    times, over = papers.measures.punctuality, papers.measures.over_cap
    grace = minutes(papers.week.rules.visits.grace)
    return [
        ("Visits due", or_dash(times.due)),
        ("Visits unallocated", or_dash(times.unallocated)),
        (f"Within {grace} minutes of the agreed start", percent(times.on_time)),
        ("Within 30 minutes", percent(times.within_late_call)),
        ("Time-critical within their window", percent(times.critical_on_time)),
        ("People above their cap in 14 days", f"{over.numerator} of {over.denominator}"),
        ("Above the least possible, median", or_dash(papers.measures.excess.median)),
    ]


def _work_rows(papers: Papers) -> list[tuple[str, str]]:
    """Carers' hours and pay."""
    work = papers.measures.work
    return [
        ("Contact", f"{work.contact_hours:,.0f} h"),
        ("Travel between visits", f"{work.travel_hours:,.0f} h"),
        ("Waiting at doors", f"{work.waiting_hours:,.0f} h"),
        ("Contracted carers whose hours are met", percent(work.met)),
        ("Contracted hours not given", f"{work.shortfall / HOUR:,.1f} h"),
        ("Working time that is not paid", f"{work.unpaid_hours:,.1f} h"),
    ]
