"""Planning one week or several in a row, and saying how it went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli_say import screen, table
from scheduler.domain.units import HOUR, CarerId

if TYPE_CHECKING:
    from api.papers import Effort, Style
    from data.given import Sources
    from data.tables import Given, Tables
    from data.write.papers import Papers


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a planner asked for.

    Parameters
    ----------
    first
        First day of the first week; ``None`` is the Monday after the history.
    days, weeks
        Days of one rota, and how many rotas; each of several has a folder of its own.
    """

    folder: Path
    sources: Sources
    effort: Effort
    style: Style
    first: date | None = None
    days: int = 7
    weeks: int = 1


def plan_weeks(tables: Tables, wanted: Wanted) -> Iterator[Papers]:
    """Plan and write week after week, each the history of the next."""
    from data.given import given_for
    from data.tables import history_rows, with_worked

    first, sources = wanted.first, wanted.sources
    for number in range(1, wanted.weeks + 1):
        given = given_for(tables, first, wanted.days, sources)
        name = "" if wanted.weeks == 1 else f"week-{number}"
        papers = _plan_one(given, wanted, wanted.folder / name)
        yield papers
        worked: dict[CarerId, float] = defaultdict(float)
        for ledger in papers.verdict.ledgers:
            worked[ledger.carer] += ledger.work / HOUR
        tables = with_worked(tables, history_rows(given.week, papers.rota), worked)
        first = given.week.horizon.date_of(given.week.horizon.days)
        sources = replace(sources, pins=None)


def _plan_one(given: Given, wanted: Wanted, folder: Path) -> Papers:
    """Plan one period, write its papers, and say how it went."""
    from api.cli_progress import ProgressLines
    from api.cli_results import say_breaches, say_files, say_results, verdict_words
    from api.papers import papers_for, planned
    from data.write.atomic import write_files
    from data.write.outputs import output_files

    screen.print(_period_words(given), markup=False)
    with ProgressLines(screen) as watch:
        made = planned(given, wanted.effort, watch)
    papers = papers_for(given, made.rota, wanted.style, made)
    found = output_files(papers)
    write_files(folder, found)
    screen.print(verdict_words(papers), markup=False)
    say_breaches(papers.verdict.breaches)
    say_results(papers)
    say_files(folder, list(found))
    return papers


def _period_words(given: Given) -> str:
    """What is to be planned, in a line."""
    week = given.week
    last = week.horizon.date_of(week.horizon.days - 1)
    return (
        f"{len(week.visits):,} visits of {len(week.clients):,} clients for "
        f"{len(week.carers):,} carers, {week.horizon.first_day:%d/%m/%Y} to {last:%d/%m/%Y}, "
        f"rules {week.rules.name}"
    )


def say_dry_run(tables: Tables, wanted: Wanted) -> None:
    """What would be planned, and what the tables leave to be wished for."""
    from data.given import given_for

    given = given_for(tables, wanted.first, wanted.days, wanted.sources)
    week = given.week
    contact = sum(
        visit.length_of_part(part) for visit in week.visits for part in range(visit.carers)
    )
    on_shift = sum(shift.end - shift.start for shift in week.shifts)
    rows = [
        ("Care to give", f"{contact / HOUR:,.0f} h"),
        ("Carers' shifts", f"{on_shift / HOUR:,.0f} h"),
        ("Visits by two carers", f"{sum(visit.carers > 1 for visit in week.visits):,}"),
        ("Time-critical visits", f"{sum(v.critical is not None for v in week.visits):,}"),
        ("Visits in the history", f"{len(week.history):,}"),
        ("Pins", f"{len(week.pins):,}"),
    ]
    screen.print(_period_words(given), markup=False)
    screen.print(table(("What", "How much"), rows, numbers=1))
    for note in given.notes:
        screen.print(f"Note: {note}", markup=False, soft_wrap=True)
    screen.print("Everything given can be used. Nothing was written.", markup=False)
