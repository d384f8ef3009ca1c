"""All papers of a mended rota as files, by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.disruption.changes import changes_csv
from data.disruption.facts import facts_csv
from data.disruption.options import options_csv
from data.write.day_sheets import DaySheet
from data.write.outputs import output_files
from data.write.papers import Papers
from data.write.rota_csv import breaks_csv, rota_csv
from scheduler.domain.rota import Assignment
from scheduler.planning.repair.options import Option


def repair_files(papers: Papers, options: Sequence[Option], chosen: Option) -> dict[str, bytes]:
    """The papers of the option chosen, and enough of the others to choose one of them.

    ======================  ===========================================================
    changes.csv             who must be told what
    facts.csv               what is no longer as the tables say
    options.csv             the options side by side
    option-N/               rota, breaks, changes and facts of each option
    ======================  ===========================================================

    and everything a planned week has; run sheets only of the days that change for somebody, and
    calendars of their carers: all others hold as they were handed out.
    """
    found = output_files(papers, sheets_anew(papers, chosen))
    summary = found.pop("measures.json")
    found["changes.csv"] = changes_csv(chosen, papers.labels)
    found["facts.csv"] = facts_csv(chosen.week.horizon, chosen.facts)
    found["options.csv"] = options_csv(options)
    for number, one in enumerate(options, start=1):
        folder, week = f"option-{number}", one.week
        found[f"{folder}/rota.csv"] = rota_csv(week, one.verdict.rounds)
        found[f"{folder}/breaks.csv"] = breaks_csv(week, one.rota)
        found[f"{folder}/changes.csv"] = changes_csv(one, papers.labels)
        found[f"{folder}/facts.csv"] = facts_csv(week.horizon, one.facts)
    return found | {"measures.json": summary}


def sheets_anew(papers: Papers, chosen: Option) -> list[DaySheet]:
    """Sheets that are not as they were handed out: a visit came, went or moved."""
    changed = list(_changed(chosen))
    return [sheet for sheet in papers.sheets if any(_is_on(papers, sheet, a) for a in changed)]


def _changed(chosen: Option) -> Iterator[Assignment]:
    """Each changed visit as it was and as it is."""
    for change in chosen.knock_on.changes:
        yield from (one for one in (change.was, change.now) if one is not None)


def _is_on(papers: Papers, sheet: DaySheet, one: Assignment) -> bool:
    """Whether a visit stands, or stood, on a sheet: its day, or the night it lies in."""
    of_day = sheet.day == papers.week.horizon.day_of(one.start)
    return sheet.carer in one.carers and (of_day or sheet.start <= one.start <= sheet.end)
