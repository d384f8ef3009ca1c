"""Availability that contradicts itself, and availability that only seems to."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.tables import read_tables
from tests.data.tables.small import AVAILABILITY, a_folder, faults_of, places_of


def test_overlapping_availability_names_the_other_row(tmp_path: Path) -> None:
    """Wednesday 14:00 lies in the spell of row 2 already."""
    text = AVAILABILITY + "K1,available,Wed,,,14:00,20:00,,\n"
    faults = faults_of(tmp_path, availability=text)
    assert [(fault.row, fault.message) for fault in faults] == [
        (8, "This overlaps the availability in row 2.")
    ]


@pytest.mark.parametrize(
    "row",
    [
        "K1,available,Wed,,,14:30,20:00,,",
        "K1,available,Sat,,,07:00,20:00,,",
        "K1,available,,02/12/2026,02/12/2026,06:00,20:00,,",
        "K1,unavailable,Wed,,,09:00,10:00,,",
    ],
)
def test_availability_that_only_touches_or_adds_is_no_fault(tmp_path: Path, row: str) -> None:
    """Touching, other days, extra hours on a date, and time off are all allowed."""
    assert read_tables(a_folder(tmp_path, availability=AVAILABILITY + row + "\n"))


def test_alternate_weeks_do_not_overlap(tmp_path: Path) -> None:
    """Week 1 and week 2 of a fortnight never meet; week 1 and every week do."""
    first = "K3,available,Sat,,,06:00,12:00,1,2\n"
    second = "K3,available,Sat,,,08:00,14:00,2,2\n"
    base = AVAILABILITY.replace("Mon-Sun", "Mon-Fri")
    assert read_tables(a_folder(tmp_path, availability=base + first + second))
    every = second.replace(",2,2", ",,")
    assert len(faults_of(tmp_path, availability=base + first + every)) == 1


def test_a_night_into_monday_overlaps_an_early_start(tmp_path: Path) -> None:
    """Sunday 22:00 to 07:00 meets Monday 06:00, across the end of the week."""
    base = AVAILABILITY.replace("Mon-Sun", "Sun").replace("06:00,22:30", "22:00,07:00")
    early = "K3,available,Mon,,,06:00,12:00,,\n"
    assert places_of(faults_of(tmp_path, availability=base + early)) == [
        ("availability.csv", 8, "from")
    ]
