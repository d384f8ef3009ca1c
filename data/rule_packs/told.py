"""The rules as a manager reads them: tier by tier, in sentences, each figure with its source.

Figures come from the packs as they stand there; only sentences are added (``told.toml``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.rule_packs.reader import FOLDER, figures_on

TOLD = FOLDER / "told.toml"
PERMILLE, TENTHS = "_permille", "_tenths"


class Sort(StrEnum):
    """How a rule works: it is never broken, it is a figure that rules use, or it is weighed."""

    NEVER = "never broken"
    FIGURE = "figure"
    WEIGHED = "weighed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldValue:
    """One value: of whom or what, where there are several, and as it is read."""

    of: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRule:
    """One line of a tier.

    Parameters
    ----------
    name
        Code of a hard rule, or dotted name of a figure.
    mark, source
        How sure the figure is and where it comes from; of a price, why it is what it is.
    """

    name: str
    sort: Sort
    title: str
    says: str
    values: tuple[ToldValue, ...] = ()
    unit: str = ""
    mark: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTier:
    """Rules compared at one step, the most important tier first."""

    name: str
    title: str
    says: str
    rules: tuple[ToldRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All rules that hold on a date."""

    pack: str
    nation: str
    first_day: date
    last_day: date
    tiers: tuple[ToldTier, ...]


def told_on(on: date, nation: str = "england") -> Told:
    """Every rule that holds on a local date, in the order in which rotas are compared.

    Raises
    ------
    InputError
        If no pack covers the date.
    """
    figures, prices, header = figures_on(on, nation)
    words = _words(TOLD)
    by_tier: dict[str, list[ToldRule]] = {name: [] for name in words["tiers"]}
    for tier, rule in _rules(words, figures, prices):
        by_tier[tier].append(rule)
    return Told(
        pack=header["name"],
        nation=header["nation"],
        first_day=header["first_day"],
        last_day=header["last_day"],
        tiers=tuple(
            ToldTier(name=name, title=one["title"], says=one["says"], rules=tuple(by_tier[name]))
            for name, one in words["tiers"].items()
        ),
    )


@lru_cache(maxsize=2)
def _words(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _rules(
    words: Mapping[str, Any], figures: Mapping[str, Any], prices: Mapping[str, Any]
) -> Iterator[tuple[str, ToldRule]]:
    """Each rule with its tier: what is never broken, what it is measured by, what is weighed."""
    for code, one in words["rules"].items():
        yield one["tier"], ToldRule(name=code, sort=Sort.NEVER, title="", says=one["says"])
    for name, one in words["figures"].items():
        entry = figures[name]
        rule = ToldRule(
            name=name,
            sort=Sort.FIGURE,
            title="",
            says=one["says"],
            values=tuple(_values(name, entry["value"])),
            unit=one.get("unit", ""),
            mark=entry["mark"],
            source=entry["source"],
        )
        yield one["tier"], rule
    for name, one in words["prices"].items():
        entry = prices[name]
        rule = ToldRule(
            name=name,
            sort=Sort.WEIGHED,
            title=one["title"],
            says=entry["why"],
            values=tuple(_values(name, entry["value"])),
            unit=one["unit"],
        )
        yield one["tier"], rule


def _values(name: str, value: Any) -> Iterator[ToldValue]:
    """A figure as it is read; of a table, each of its lines."""
    if isinstance(value, Mapping):
        for of, one in value.items():
            yield ToldValue(of=str(of) or "any other", text=_text(name, one))
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for one in value:
            of = f"{one['weekdays']}, {one['start']} to {one['end']}"
            yield ToldValue(of=of, text=f"{(one['slower_permille'] - 1000) / 10:g} %")
    elif isinstance(value, list):
        yield ToldValue(of="", text=", ".join(str(one) for one in value))
    else:
        yield ToldValue(of="", text=_text(name, value))


def _text(name: str, value: Any) -> str:
    if name.endswith(PERMILLE):
        return f"{value / 10:g} %"
    if name.endswith(TENTHS):
        return f"{value / 10:g} miles"
    return f"{value:,}" if isinstance(value, int) else str(value)
