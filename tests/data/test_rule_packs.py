"""Law, policy and prices read from TOML."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from data.rule_packs import known_packs, read_pack, rules_for
from data.rule_packs.reader import FOLDER
from scheduler.domain.carer import AgeBand
from scheduler.domain.client import Rag
from scheduler.domain.errors import InputError
from scheduler.domain.travel import Mode
from scheduler.rules.prices import Tier


def a_damaged_pack(folder: Path, *changes: tuple[str, str]) -> Path:
    """The pack for 2026-27 with pieces of text replaced, beside the default prices."""
    text = (FOLDER / "england_2026_27.toml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "england_2026_27.toml"
    path.write_text(text, "utf-8")
    prices = (FOLDER / "prices_default.toml").read_text("utf-8")
    (folder / "prices_default.toml").write_text(prices, "utf-8")
    return path


def test_the_living_wage_changes_on_the_first_of_april() -> None:
    """12.21 pounds on 31 March 2026, 12.71 pounds a day later."""
    before = rules_for(date(2026, 3, 31))
    after = rules_for(date(2026, 4, 1))
    assert before.pay.floor_pence[AgeBand.ADULT] == 1221
    assert after.pay.floor_pence[AgeBand.ADULT] == 1271


def test_the_older_pack_keeps_the_law_it_does_not_change() -> None:
    """Working time is the same in both years, and so is its source."""
    before, after = rules_for(date(2025, 6, 1)), rules_for(date(2026, 6, 1))
    assert before.adult == after.adult
    assert before.sources["adult.daily_rest"] == after.sources["adult.daily_rest"]


def test_units_become_seconds_and_pence() -> None:
    """48 h are 172,800 s; 4 h 30 min are 16,200 s; 23:00 is 82,800 s; 45p is 45."""
    pack = rules_for(date(2026, 11, 30))
    assert pack.adult.average_week == 172_800
    assert pack.under_18.break_after == 16_200
    assert pack.night.start == 82_800
    assert pack.pay.mileage_pence[Mode.CAR] == 45
    assert pack.travel.longest_leg[Mode.BUS] == 2_400
    assert pack.prices.harm_flat[Rag.RED] == 20_000
    assert len(pack.prices.guide) == len(Tier)


def test_traffic_covers_each_hour_of_the_week_once() -> None:
    """Every half hour of the week lies in exactly one traffic period."""
    periods = rules_for(date(2026, 11, 30)).travel.traffic
    for weekday in range(7):
        for clock in range(0, 86_400, 1_800):
            holding = [p for p in periods if weekday in p.weekdays and p.start <= clock < p.end]
            assert len(holding) == 1, (weekday, clock)


@pytest.mark.parametrize("name", known_packs())
def test_every_figure_says_what_it_rests_on(name: str) -> None:
    """Each source begins with its mark, each price has a sentence."""
    pack = read_pack(FOLDER / f"{name}.toml")
    law = {key: text for key, text in pack.sources.items() if not key.startswith("prices.")}
    marks = ("found: ", "recalled: ", "proposal: ")
    assert len(law) == 52
    assert all(text.startswith(marks) for text in law.values())
    assert all(text.endswith(".") for key, text in pack.sources.items() if key not in law)


def test_packs_of_one_nation_follow_each_other_without_a_gap() -> None:
    """The day after the last day of a pack is the first day of the next."""
    packs = sorted((read_pack(FOLDER / f"{n}.toml") for n in known_packs()), key=lambda p: p.name)
    for earlier, later in pairwise(packs):
        assert (later.first_day - earlier.last_day).days == 1


def test_a_date_without_a_pack_is_refused_with_the_packs_there_are() -> None:
    """The figures from April 2027 are not known, so no pack claims them."""
    with pytest.raises(InputError, match=r"covers 2027-04-01; there are: .*england_2026_27"):
        rules_for(date(2027, 4, 1))
    with pytest.raises(InputError, match="wales"):
        rules_for(date(2026, 11, 30), nation="wales")


def test_all_faults_of_a_pack_are_named_at_once(tmp_path: Path) -> None:
    """Eight damages, eight sentences."""
    path = a_damaged_pack(
        tmp_path,
        ("daily_rest =", "dayly_rest ="),
        (
            'average_weeks = { value = 17, mark = "found"',
            'average_weeks = { value = 17, mark = "x"',
        ),
        ('source = "W3: Working Time Regulations 1998, reg. 11"', 'source = ""'),
        ('value = "6 h"', 'value = "long"'),
        ('bike = "20p", ', ""),
        ('span = { value = "13 h"', "span = { value = 13"),
        ("target_days = { value = 5", 'target_days = { value = "5 h"'),
        ("known_after = { value = 3", "known_after = { value = -3"),
    )
    with pytest.raises(InputError) as caught:
        read_pack(path)
    text = str(caught.value)
    for sentence in (
        "adult.dayly_rest: is not known. Maybe daily_rest.",
        "adult.daily_rest: is missing.",
        "adult.average_weeks: has no mark",
        "adult.weekly_rest: has no source",
        "adult.break_after: is not usable",
        "working.span: has no unit of time",
        "working.target_days: is not a time",
        "visits.known_after: is negative",
    ):
        assert sentence in text, sentence


def test_a_table_by_kind_must_be_complete(tmp_path: Path) -> None:
    """Mileage for four of five modes is not a pack."""
    path = a_damaged_pack(tmp_path, ('bike = "20p", ', ""))
    with pytest.raises(InputError, match=r"pay.mileage_pence: lacks bike"):
        read_pack(path)


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    """A broken file names itself."""
    path = tmp_path / "broken.toml"
    path.write_text("= 3", "utf-8")
    with pytest.raises(InputError, match=r"broken.toml: cannot be read"):
        read_pack(path)
