"""All papers of one planned week as files, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.write.calendars import calendars
from data.write.day_sheets import DaySheet
from data.write.measures_json import measures_json
from data.write.papers import Papers
from data.write.pay_csv import pay_csv
from data.write.report.page import report_html
from data.write.rota_csv import breaks_csv, rota_csv
from data.write.run_sheets import run_sheets_pdf
from data.write.unallocated import unallocated, unallocated_csv


def output_files(papers: Papers, handed: Sequence[DaySheet] | None = None) -> dict[str, bytes]:
    """Relative path and content of every file; ``measures.json`` is last to appear.

    Parameters
    ----------
    handed
        Sheets to hand out: run sheets are of these alone, calendars of their carers. By default
        all.

    ======================  ===========================================================
    rota.csv, breaks.csv    who is where when
    unallocated.csv         what nobody makes, and why
    pay.csv                 what carers are owed
    report.html             the planner's report
    run-sheets.pdf          a page for each carer and day; absent where nobody works
    calendars/ID.ics        a calendar for each carer
    measures.json           everything measured, for other programs
    ======================  ===========================================================
    """
    week, labels = papers.week, papers.labels
    sheets = papers.sheets if handed is None else handed
    reached = {sheet.carer for sheet in sheets}
    tray = unallocated(week, papers.rota, papers.reasons)
    found = {
        "rota.csv": rota_csv(week, papers.verdict.rounds),
        "breaks.csv": breaks_csv(week, papers.rota),
        "unallocated.csv": unallocated_csv(week, tray),
        "pay.csv": pay_csv(week, papers.measures.carers),
        "report.html": report_html(papers, tray),
    }
    if sheets:
        found["run-sheets.pdf"] = run_sheets_pdf(
            week, sheets, labels, on_call=papers.on_call, written=papers.written
        )
    whole = [sheet for sheet in papers.sheets if sheet.carer in reached]
    for carer, text in calendars(week, whole, labels, papers.written).items():
        found[_free_name(found, f"calendars/{file_name(carer)}")] = text
    return found | {"measures.json": measures_json(papers)}


def file_name(text: str) -> str:
    """An id as a file name: whatever could lead out of the folder becomes a dash."""
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in text)
    return safe or "-"


def _free_name(taken: Mapping[str, bytes], stem: str) -> str:
    """A calendar's path; ids that differ only in signs no path can hold get numbers."""
    name, turn = f"{stem}.ics", 1
    while name in taken:
        turn += 1
        name = f"{stem}-{turn}.ics"
    return name
