"""Rota, breaks, unallocated visits and pay as tables."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from itertools import pairwise

import pytest

from data.write.cells import csv_bytes
from data.write.day_sheets import Spell
from data.write.papers import WhyNot
from data.write.pay_csv import pay_csv, pounds
from data.write.rota_csv import breaks_csv, rota_csv
from data.write.unallocated import read_why_not, unallocated, unallocated_csv
from scheduler.domain.units import CarerId, VisitId
from scheduler.referee import rounds
from tests.builders import a_rota
from tests.data.write.a_week import the_papers, the_rota, the_sheets, the_week


def rows_of(text: bytes) -> list[dict[str, str]]:
    """A CSV file as a reader sees it."""
    return list(csv.DictReader(io.StringIO(text.decode())))


@pytest.mark.parametrize("text", ["=1+1", "+44", "-x", "@SUM(A1)", "\t=1"])
def test_text_that_looks_like_a_formula_is_made_harmless(text: str) -> None:
    """A leading apostrophe tells a spreadsheet that it is text."""
    assert rows_of(csv_bytes(("a",), [(text,)])) == [{"a": "'" + text}]


def test_negative_numbers_stay_numbers() -> None:
    """Only text is escaped: -5 minutes is a number."""
    assert csv_bytes(("a", "b"), [(-5, None)]) == b"a,b\n-5,\n"


def test_the_rota_has_a_row_for_each_carer_of_each_visit() -> None:
    """Ten visits are made, four of them by two carers: fourteen rows by carer and start."""
    week = the_week()
    found = rows_of(rota_csv(week, rounds(week, the_rota(week))))
    assert len(found) == 14
    assert [(row["carer_id"], row["start"]) for row in found] == sorted(
        (row["carer_id"], row["start"]) for row in found
    )
    first = found[0]
    assert first["start"] == "2026-06-01T08:00:00+01:00"
    assert datetime.fromisoformat(first["end"]).minute == 30
    assert (first["travel_min_before"], first["leg_estimated"]) == ("", "")
    assert (found[1]["travel_min_before"], found[1]["leg_estimated"]) == ("10", "no")
    assert [row["part"] for row in found if row["visit_id"] == "v5"] == ["2", "1"]


def test_breaks_have_a_table_of_their_own() -> None:
    """One break of twenty minutes."""
    week = the_week()
    found = rows_of(breaks_csv(week, the_rota(week)))
    assert [(row["carer_id"], row["start"][11:16], row["end"][11:16]) for row in found] == [
        ("A", "11:00", "11:20")
    ]


def test_every_visit_left_out_is_listed_with_reason_risk_owner_and_action() -> None:
    """Worst harm first: c1 is red (1000 + 10 a minute x 30 = 1300), c4 amber (300 + 90)."""
    week = the_week()
    why = {VisitId("v7"): WhyNot(counts={"off": 31, "skill": 0, "busy": 7}, relaxation="If so.")}
    found = rows_of(unallocated_csv(week, unallocated(week, the_rota(week), why)))
    assert [row["visit_id"] for row in found] == ["v4-next", "v7", "v7-next", "v6-next"]
    assert [row["harm"] for row in found] == ["1300", "390", "390", "130"]
    assert found[1]["carers_by_reason"] == "off 31; busy 7"
    assert found[1]["cheapest_relaxation"] == "If so."
    assert all(row["owner"] == "planner on duty" and row["next_action"] for row in found)


def test_what_the_tray_says_is_read_back_word_for_word() -> None:
    """Whoever reads it writes the same table; a visit without reasons says nothing."""
    week, rota = the_week(), the_rota(the_week())
    why = {
        VisitId("v7"): WhyNot(
            counts={"off": 31, "no second carer": 2},
            relaxation="Ask A, B.",
            carers=(CarerId("A"), CarerId("B")),
        ),
        VisitId("v4-next"): WhyNot(counts={"busy": 5}, carers=(CarerId("A"),)),
    }
    written = unallocated_csv(week, unallocated(week, rota, why))
    known = read_why_not(written.decode())
    assert known == why
    assert unallocated_csv(week, unallocated(week, rota, known)) == written


def test_a_visit_given_to_nobody_known_is_unallocated() -> None:
    """K9 is in no table, so v1 is still to be covered."""
    week = the_week()
    rota = a_rota(week, {"v1": "K9", "v2": ("A", "B")})
    listed = {one.visit.id for one in unallocated(week, rota, {})}
    assert "v1" in listed
    assert "v2" not in listed


def test_pay_adds_up_to_the_referees_working_time() -> None:
    """Contact, travel, doors, waiting and paid breaks make the working hours of each row."""
    papers = the_papers()
    found = rows_of(pay_csv(papers.week, papers.measures.carers))
    parts = ("contact", "travel", "door_and_spare", "waiting", "paid_break")
    for row, account in zip(found, papers.verdict.ledgers, strict=True):
        assert row["carer_id"] == account.carer
        total = sum(float(row[f"{part}_hours"]) for part in parts)
        assert total == pytest.approx(float(row["working_hours"]), abs=0.03)
        assert float(row["working_hours"]) == pytest.approx(account.work / 3600, abs=0.005)
        assert float(row["pay"]) == account.pay_pence / 100
        assert (row["effective_pay_an_hour"], row["at_or_above_floor"]) == ("13.00", "yes")


def test_paid_time_on_the_run_sheets_is_the_referees() -> None:
    """Each carer's days add up to the paid time of the account."""
    papers = the_papers()
    for account in papers.verdict.ledgers:
        mine = [sheet for sheet in papers.sheets if sheet.carer == account.carer]
        assert sum(sheet.paid for sheet in mine) == account.paid
        assert sum(sheet.total(Spell.VISIT) for sheet in mine) == account.care


def test_money_is_never_shown_better_than_it_is() -> None:
    """1270.9 pence are shown as 12.70, below a floor of 12.71."""
    assert pounds(1270.9) == "12.70"


def test_the_break_is_cut_out_of_the_gap_it_lies_in() -> None:
    """10:45 free, 11:00 break, 11:20 free until 12:15: 15 + 55 minutes beside 20."""
    week = the_week()
    monday = the_sheets(week, the_rota(week))[0]
    free = [piece.lasts // 60 for piece in monday.pieces if piece.kind is Spell.FREE]
    assert free[:2] == [15, 55]
    assert monday.total(Spell.BREAK) == 20 * 60
    inside = [piece for piece in monday.pieces if piece.kind is not Spell.COMMUTE]
    assert all(before.end == after.start for before, after in pairwise(inside))
