"""Samples drawn once for all tests of this folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from data.generate import Knobs, PastKnobs, RawTables, generate

FIRST_DAY = date(2026, 11, 30)
SHORT_PAST = replace(Knobs(), past=replace(PastKnobs(), days=1))
"""Knobs for large sizes, whose calibration does not need four weeks of history."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One sample and the folder it was written to."""

    tables: RawTables
    folder: Path


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """Size S with seed 1."""
    folder = tmp_path_factory.mktemp("small")
    return Drawn(generate("S", 1, FIRST_DAY, folder), folder)


@pytest.fixture(scope="session")
def medium(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """Size M with seed 1: what the bundled sample is."""
    folder = tmp_path_factory.mktemp("medium")
    return Drawn(generate("M", 1, FIRST_DAY, folder), folder)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """Size L with one day of history."""
    folder = tmp_path_factory.mktemp("large")
    return Drawn(generate("L", 1, FIRST_DAY, folder, SHORT_PAST), folder)


@pytest.fixture(scope="session")
def very_large(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """Size XL with one day of history."""
    folder = tmp_path_factory.mktemp("very_large")
    return Drawn(generate("XL", 1, FIRST_DAY, folder, SHORT_PAST), folder)
