"""A printed page for each carer and day: what must not be overlooked comes first.

Laid out by typst from JSON, so that nothing given is ever read as markup. The pages are
tagged for screen readers (PDF/UA-1). Why a visit is time-critical and how to get into a
home are not printed: sheets get lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.resources import files

import typst

from data.write.clock import METRES_A_MILE, clock_words, date_words, hours_words, minutes
from data.write.day_sheets import DaySheet, Piece, Spell
from data.write.labels import Labels
from scheduler.domain.carer import Carer
from scheduler.domain.client import Client
from scheduler.domain.units import MINUTE, PlaceId
from scheduler.domain.visit import Visit
from scheduler.domain.week import Week

LEAST_WAITING_SHOWN = 5 * MINUTE
"""Shorter waiting counts in the totals but has no line of its own."""

FOOTER = "Keep this sheet private. Never write a key-safe code on it."
MODE_WORDS = {"car": "by car", "bike": "by bike", "ebike": "by e-bike", "walk": "on foot"}
KIND_WORDS = {
    Spell.VISIT: "Visit",
    Spell.TRAVEL: "Travel",
    Spell.COMMUTE: "Travel",
    Spell.WAITING: "Waiting",
    Spell.BREAK: "Break",
    Spell.FREE: "Free time",
}


def run_sheets_pdf(
    week: Week, sheets: Sequence[DaySheet], labels: Labels, *, on_call: str, written: datetime
) -> bytes:
    """A4 pages, one for each sheet, in the order given.

    Parameters
    ----------
    on_call
        Who answers while anybody on these sheets works, and how; on every page.
    written
        Aware date and time the file is stamped with.
    """
    given = {
        "title": f"Run sheets, week of {date_words(week.horizon, 0)}",
        "author": "carerota",
        "on_call": on_call,
        "footer": FOOTER,
        "sheets": [sheet_words(week, sheet, labels) for sheet in sheets],
    }
    layout = files("data.write").joinpath("templates", "run_sheets.typ").read_bytes()
    made = typst.compile(
        layout,
        sys_inputs={"sheets": json.dumps(given)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=int(written.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def sheet_words(week: Week, sheet: DaySheet, labels: Labels) -> dict[str, object]:
    """Everything one page says."""
    carer = week.carer[sheet.carer]
    first, last = clock_words(week.horizon, sheet.start), clock_words(week.horizon, sheet.end)
    waiting = sheet.total(Spell.WAITING)
    late = minutes(week.rules.visits.grace)
    return {
        "carer": carer.id,
        "name": labels.carer_name(carer.id),
        "date": date_words(week.horizon, sheet.day),
        "mode": MODE_WORDS.get(carer.modes[0], f"by {carer.modes[0]}"),
        "hours": f"{first} to {last}",
        "critical": list(_critical_lines(week, carer, sheet, labels)),
        "rows": [_row(week, piece, carer.home, labels) for piece in sheet.pieces if _shown(piece)],
        "totals": [
            {"label": "Visits", "value": str(sheet.visits)},
            {"label": "Contact", "value": hours_words(sheet.total(Spell.VISIT))},
            {"label": "Travel", "value": hours_words(sheet.total(Spell.TRAVEL))},
            {"label": "Waiting", "value": hours_words(waiting)},
            {"label": "Breaks", "value": hours_words(sheet.total(Spell.BREAK))},
            {"label": "Paid", "value": hours_words(sheet.paid)},
        ],
        "advice": (
            f"Ring if you will start a visit more than {late} minutes early or late, if nobody "
            "answers the door, or if you are worried about anyone."
        ),
    }


def _critical_lines(
    week: Week, carer: Carer, sheet: DaySheet, labels: Labels
) -> Iterator[dict[str, str]]:
    """What must not be overlooked today, in order of time; flags of homes come last."""
    homes: dict[str, dict[str, None]] = {}
    for piece in sheet.pieces:
        if (visit := piece.visit) is None:
            continue
        who = f"{clock_words(week.horizon, piece.start)} {labels.client_name(visit.client)}"
        if visit.critical is not None:
            yield {"flag": "TIME-CRITICAL", "words": f"{who}, {_window(week, visit)}"}
        if visit.carers > 1:
            yield {"flag": "TWO CARERS", "words": f"{who}, {_beside(piece, labels)}"}
        for flag in _home_flags(week.client[visit.client]):
            homes.setdefault(flag, {})[labels.client_name(visit.client)] = None
    for flag, names in homes.items():
        yield {"flag": flag, "words": "; ".join(names) + _allergy(carer, flag)}


def _window(week: Week, visit: Visit) -> str:
    """Between which times a time-critical visit must start."""
    slack = week.rules.visits.critical_window
    first = max(visit.earliest, visit.agreed - slack)
    last = min(visit.latest, visit.agreed + slack)
    return f"start {clock_words(week.horizon, first)} to {clock_words(week.horizon, last)}"


def _beside(piece: Piece, labels: Labels) -> str:
    """Who else comes to a two-person visit."""
    names = " and ".join(labels.carer_briefly(one) for one in piece.beside)
    return f"with {names}" if names else "nobody else is named: ring on call"


def _home_flags(client: Client) -> Iterator[str]:
    """Allergy flags of a home."""
    if client.has_pets:
        yield "PETS"
    if client.smokes:
        yield "SMOKE"


def _allergy(carer: Carer, flag: str) -> str:
    """A warning where this carer must avoid what the home has."""
    avoids = carer.avoids_pets if flag == "PETS" else carer.avoids_smoke
    return " (you should not be sent here: ring on call)" if avoids else ""


def _shown(piece: Piece) -> bool:
    """Whether a piece of the day has a line of its own."""
    return piece.kind is not Spell.WAITING or piece.lasts >= LEAST_WAITING_SHOWN


def _row(week: Week, piece: Piece, home: PlaceId, labels: Labels) -> dict[str, str]:
    """One line of the table."""
    row = {
        "when": f"{clock_words(week.horizon, piece.start)}–{clock_words(week.horizon, piece.end)}",
        "minutes": str(minutes(piece.lasts)),
        "kind": KIND_WORDS[piece.kind],
        "flags": "",
        "what": "",
        "detail": _detail(piece, home),
        "place": "",
    }
    if (visit := piece.visit) is not None:
        row["flags"] = " · ".join(_visit_flags(week, visit))
        name = labels.client_name(visit.client)
        row["what"] = f"{name}, {visit.call}"
        row["detail"] = "" if name == visit.client else visit.client
        row["place"] = labels.place(visit.place)
    elif piece.kind is Spell.BREAK:
        row["place"] = labels.place(piece.place)
    return row


def _visit_flags(week: Week, visit: Visit) -> Iterator[str]:
    """Flags of one visit, most urgent first."""
    if visit.critical is not None:
        yield "TIME-CRITICAL"
    if visit.carers > 1:
        yield "TWO CARERS"
    yield from _home_flags(week.client[visit.client])


def _detail(piece: Piece, home: PlaceId) -> str:
    """What is to be known of travel and rest."""
    if piece.kind is Spell.TRAVEL or piece.kind is Spell.COMMUTE:
        words = [f"{piece.metres / METRES_A_MILE:.1f} miles"]
        if piece.kind is Spell.COMMUTE:
            words += ["to home" if piece.place == home else "from home", "not paid"]
        words += ["estimate"] if piece.estimated else []
        return ", ".join(words)
    return "not paid" if piece.kind is Spell.FREE else ""
