"""How single cells are written."""

from __future__ import annotations


def clock(minutes: int) -> str:
    """Minutes after 00:00 as HH:MM."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def yes_or_no(flag: bool) -> str:
    """A flag in words."""
    return "yes" if flag else "no"
