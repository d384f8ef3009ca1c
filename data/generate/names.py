"""Names for people who do not exist: common first names and surnames, combined by chance."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np


def draw_names(women: list[bool], rng: np.random.Generator) -> list[tuple[str, str]]:
    """A first name and a surname for each person, all pairs different.

    Parameters
    ----------
    women
        For each person, whether the first name is a woman's.
    """
    lists = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    ladies = _pairs(lists["women"], lists["surnames"], sum(women), rng)
    gentlemen = _pairs(lists["men"], lists["surnames"], len(women) - sum(women), rng)
    return [ladies.pop() if woman else gentlemen.pop() for woman in women]


def _pairs(
    firsts: list[str], lasts: list[str], number: int, rng: np.random.Generator
) -> list[tuple[str, str]]:
    """``number`` different pairs."""
    chosen = rng.permutation(len(firsts) * len(lasts))[:number]
    return [(firsts[pair // len(lasts)], lasts[pair % len(lasts)]) for pair in chosen.tolist()]
