"""The report: one HTML page that needs nothing else, on paper or on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from jinja2 import Template
from markupsafe import Markup

from data.write.clock import date_words, minutes, short_date_words
from data.write.papers import Papers
from data.write.report.charts import (
    contracted,
    faces_columns,
    faces_people,
    punctuality,
    time_use,
)
from data.write.report.counted import (
    contracted_hours,
    fortnight_faces,
    time_kinds,
    week_faces,
)
from data.write.report.headline import before_words, comparison, headline, this_rota, tiles
from data.write.report.making import making_table
from data.write.report.map import runs_map
from data.write.report.parts import Figure
from data.write.report.people import carers_table, clients_table
from data.write.report.plain_page import FOOTER
from data.write.report.rounds import LEGEND, rounds_of_carers
from data.write.report.sources import (
    GLOSSARY,
    breaches_table,
    checked_lines,
    not_checked_lines,
    rules_words,
    travel_table,
    travel_words,
)
from data.write.report.templates import template
from data.write.report.tray import tray_table
from data.write.unallocated import Unallocated

SECTIONS = (
    ("measures", "Before and after"),
    ("unallocated", "Unallocated visits"),
    ("continuity", "Familiar faces"),
    ("times", "Agreed times"),
    ("work", "Hours and pay"),
    ("clients", "Each client"),
    ("carers", "Each carer"),
    ("rounds", "Each carer's week"),
    ("map", "Where the runs go"),
    ("rules", "What was checked"),
    ("sources", "Where the figures come from"),
)


def report_html(papers: Papers, tray: Sequence[Unallocated]) -> bytes:
    """The whole page, UTF-8.

    Parameters
    ----------
    tray
        Visits nobody makes, in the order they are listed.
    """
    templates = files("data.write").joinpath("templates")
    made = _template().render(
        page=_page(papers, tray),
        style=Markup(templates.joinpath("report.css").read_text("utf-8")),
        script=Markup(templates.joinpath("report.js").read_text("utf-8")),
    )
    return made.encode()


@lru_cache(maxsize=1)
def _template() -> Template:
    """The page's template; everything put into it is escaped."""
    return template("report.html")


def _page(papers: Papers, tray: Sequence[Unallocated]) -> dict[str, object]:
    """Everything the template shows, by the name it has there."""
    return {
        **_top(papers),
        **_charts(papers),
        **_rounds_and_map(papers, tray),
        **_back(papers),
        "unallocated": tray_table(papers, tray),
        "clients": clients_table(papers),
        "carers": carers_table(papers),
    }


def _top(papers: Papers) -> dict[str, object]:
    """Title, verdict, tiles and comparison."""
    breaches = papers.verdict.breaches
    noun = "breach" if len(breaches) == 1 else "breaches"
    return {
        "title": f"Week of {date_words(papers.week.horizon, 0)}",
        "sections": [{"id": name, "title": title} for name, title in SECTIONS],
        "legal": papers.verdict.is_legal,
        "verdict": f"The referee found {len(breaches)} {noun} of hard rules: do not publish"
        if breaches
        else "The referee found no hard rule broken",
        "breaches": breaches_table(breaches),
        "headline": headline(papers),
        "before_words": before_words(papers),
        "tiles": tiles(papers),
        "comparison": comparison(papers),
        "this_rota": this_rota(papers),
    }


def _charts(papers: Papers) -> dict[str, Figure]:
    """Pictures of faces, times and hours."""
    week = papers.week
    known = week.visit
    late = [
        minutes(one.start - known[one.visit].agreed)
        for one in papers.rota.assignments
        if one.visit in known
    ]
    return {
        "faces": faces_columns(week_faces(papers), week.horizon.days),
        "people": faces_people(fortnight_faces(papers)),
        "punctuality": punctuality(late, minutes(week.rules.visits.grace)),
        "time_use": time_use(time_kinds(papers)),
        "contracted": contracted(contracted_hours(papers)),
    }


def _rounds_and_map(papers: Papers, tray: Sequence[Unallocated]) -> dict[str, object]:
    """Each carer's week, and the sketch of the runs."""
    week, labels = papers.week, papers.labels
    loads = [one.workload for _, one in sorted(papers.measures.carers.items())]
    working = sorted({sheet.carer for sheet in papers.sheets})
    return {
        "legend": LEGEND,
        "rounds": rounds_of_carers(week, papers.sheets, loads, labels),
        "map": runs_map(week, papers.sheets, [one.visit.id for one in tray], labels),
        "days": [
            {"number": day, "name": short_date_words(week.horizon, day)}
            for day in range(week.horizon.days)
        ],
        "chooser": [{"id": carer, "name": labels.carer(carer)} for carer in working],
    }


def _back(papers: Papers) -> dict[str, object]:
    """Rules, sources and how the rota was made."""
    rounds = papers.verdict.rounds
    return {
        "rules_words": rules_words(papers.week),
        "checked": checked_lines(),
        "not_checked": not_checked_lines(),
        "travel_words": travel_words(rounds),
        "travel": travel_table(papers.week, rounds),
        "notes": papers.notes,
        "glossary": GLOSSARY,
        "making": making_table(papers),
        "footer": FOOTER,
    }
