"""Reads the dated law and policy of a nation, and the prices, from TOML.

Only reads and checks; what a figure means is said in ``scheduler.rules``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from data.rule_packs.figures import Plain, open_figures
from data.rule_packs.shape import incomplete_maps, unknown_keys, wrong_units
from scheduler.domain.errors import InputError
from scheduler.rules.pack import RulePack

FOLDER = Path(__file__).parent
"""Where the packs that come with the program live."""

HEADER = ("name", "nation", "first_day", "last_day")


def rules_for(on: date, nation: str = "england", folder: Path = FOLDER) -> RulePack:
    """The pack that holds in ``nation`` on the local date ``on``.

    Raises
    ------
    InputError
        If no pack covers the date, or the one that does is faulty.
    """
    return read_pack(_path_on(on, nation, folder))


def _path_on(on: date, nation: str, folder: Path) -> Path:
    """The file of the pack that holds on a date."""
    spans: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        table = _table(path)
        first, last = table.get("first_day"), table.get("last_day")
        if table.get("nation") != nation or not isinstance(first, date):
            continue
        spans.append(f"{path.stem} ({first} to {last})")
        if isinstance(last, date) and first <= on <= last:
            return path
    raise InputError(
        f"No rule pack for {nation} covers {on}; there are: {', '.join(spans) or 'none'}.\n"
        "Maybe the figures of that year have not been announced; then copy the latest pack "
        "and change its dates and figures."
    )


def figures_on(
    on: date, nation: str = "england", folder: Path = FOLDER
) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]:
    """Figures by dotted name, prices, and the pack's header, each entry as its file has it.

    Raises
    ------
    InputError
        As ``rules_for``.
    """
    table, _ = _with_base(_path_on(on, nation, folder))
    prices: dict[str, Any] = _table(folder / f"{table.pop('prices', 'prices_default')}.toml")
    header = {key: table.pop(key) for key in HEADER}
    return _entries(table), prices, header


def _entries(table: Mapping[str, Any], under: str = "") -> dict[str, Any]:
    """Wrapped figures by dotted name."""
    found = {}
    for key, entry in table.items():
        if "value" in entry:
            found[f"{under}{key}"] = entry
        else:
            found |= _entries(entry, f"{under}{key}.")
    return found


@lru_cache(maxsize=8)
def read_pack(path: Path) -> RulePack:
    """One pack with its prices.

    A pack may be ``based_on`` another of the same folder and then gives only the figures
    that differ. ``prices`` names the file of prices, also in that folder.

    Raises
    ------
    InputError
        Naming every unknown key, missing key, wrong type and figure without a source.
    """
    table, faults = _with_base(path)
    prices_path = path.with_name(f"{table.pop('prices', 'prices_default')}.toml")
    header = {key: table.pop(key) for key in HEADER if key in table}
    figures = open_figures(table, about="source")
    prices = open_figures(_table(prices_path), about="why")
    plain = {**header, **figures.values, "prices": prices.values}
    sources = {**figures.sources, **{f"prices.{k}": v for k, v in prices.sources.items()}}
    faults += [*figures.faults, *(f"prices.{fault}" for fault in prices.faults)]
    faults += wrong_units(RulePack, plain, figures.timed)
    pack, wrong = _pack({**plain, "sources": sources})
    if pack is None or faults or wrong:
        raise InputError("\n".join(f"{path.name}: {fault}" for fault in [*faults, *wrong]))
    return pack


def _pack(plain: Mapping[str, Plain]) -> tuple[RulePack | None, list[str]]:
    """The typed pack, or every reason why there is none."""
    faults = list(unknown_keys(RulePack, plain))
    try:
        pack = TypeAdapter(RulePack).validate_python(plain)
    except ValidationError as wrong:
        faults += [
            f"{'.'.join(str(part) for part in one['loc'])}: {_plain_words(one['type'], one['msg'])}"
            for one in wrong.errors()
        ]
        return None, faults
    faults += list(incomplete_maps(pack))
    if pack.last_day < pack.first_day:
        faults.append(f"last_day: {pack.last_day} lies before first_day {pack.first_day}.")
    return pack, faults


def _plain_words(kind: str, message: str) -> str:
    """A validation message in words of ours."""
    return "is missing." if kind == "missing" else f"is not usable ({message.lower()})."


def _with_base(path: Path) -> tuple[dict[str, Plain], list[str]]:
    """The table of ``path`` laid over the one it is based on."""
    table = _table(path)
    base_name = table.pop("based_on", None)
    if base_name is None:
        return table, []
    base_path = path.with_name(f"{base_name}.toml")
    if not base_path.exists() or base_path == path:
        return table, [f"based_on: there is no pack {base_name}."]
    return _laid_over(_table(base_path), table), []


def _laid_over(base: Mapping[str, Plain], top: Mapping[str, Plain]) -> dict[str, Plain]:
    """``base`` with the figures of ``top`` in place of its own, section by section."""
    merged = dict(base)
    for key, value in top.items():
        below = merged.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping) and "value" not in value:
            merged[key] = _laid_over(below, value)
        else:
            merged[key] = value
    return merged


def _table(path: Path) -> dict[str, Plain]:
    """The bare TOML of one file."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise InputError(f"{path.name}: cannot be read as TOML: {wrong}.") from wrong


def known_packs(folder: Path = FOLDER) -> Sequence[str]:
    """File stems of the packs in ``folder``, prices left out."""
    return [path.stem for path in sorted(folder.glob("*.toml")) if "nation" in _table(path)]
