"""Numbers as a table shows them."""

from __future__ import annotations

NOTHING = "–"
ROOM = ((10_000, 0), (1_000, 1))


def number(value: float | None, decimals: int | None = None) -> str:
    """A number with commas; without ``decimals``, as many as five or six figures leave room for."""
    if value is None:
        return NOTHING
    if decimals is None:
        room = next((digits for least, digits in ROOM if abs(value) >= least), 3)
        decimals = 0 if float(value).is_integer() else room
    return f"{value:,.{decimals}f}"


def percent(value: float | None) -> str:
    """A signed percentage; what rounds to nothing has no sign."""
    if value is None:
        return NOTHING
    rounded = round(value, 2) + 0.0
    return f"{rounded:+.2f} %" if rounded else "0.00 %"


def share(value: float | None) -> str:
    """A share of one as a percentage without a sign."""
    return NOTHING if value is None else f"{100 * value:.0f} %"
