"""What a table may hold and planning never reads: money paid for care, complaints, ratings.

Who is profitable, who has complained and who is liked decides neither who is cared for nor by
whom nor when. Such columns and tables are passed over, and the reader of the import is told.
"""

from __future__ import annotations

import re

WORDS = frozenset(
    {
        *("fee", "fees", "price", "prices", "charge", "charges", "charged", "margin", "margins"),
        *("profit", "profits", "profitability", "invoice", "invoices", "invoiced", "revenue"),
        *("complaint", "complaints", "complained", "compliment", "compliments", "grievance"),
        *("rating", "ratings", "rated", "star", "stars", "score", "scores", "feedback"),
        *("reviews", "satisfaction", "grievances"),
    }
)


def is_walled_off(name: str) -> bool:
    """Whether a header, or the name of a file or sheet, speaks of money, complaints or ratings."""
    return not WORDS.isdisjoint(re.findall(r"[a-z]+", name.lower()))


def walled_off_note(file: str, names: list[str]) -> str:
    """What the reader of the import is told."""
    what = f"{', '.join(names)} was passed over" if names else "this was not read"
    return (
        f"{file}: {what}. Fees, complaints and ratings never decide who is cared for, by whom "
        "or when."
    )
