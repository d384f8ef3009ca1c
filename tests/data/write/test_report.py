"""The report: whole, self-contained, honest about names, and readable without colour."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from data.write.outputs import file_name, output_files
from data.write.report.charts import Faces, faces_columns, punctuality
from data.write.report.map import ground_for
from data.write.report.people import percent
from data.write.report.svg import element, ticks
from scheduler.domain.rota import Rota
from scheduler.measures import Share
from tests.data.write.a_week import HOSTILE, LABELS, the_papers, the_rota, the_week

VOID = {"meta", "input", "br", "hr", "img", "link"}


class Balance(HTMLParser):
    """Keeps the open elements, every attribute, and what was closed wrongly."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself."""
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def page_of(rota: Rota | None = None, **changes: object) -> str:
    """The report of the small week."""
    papers = replace(the_papers(rota), **changes)
    return output_files(papers)["report.html"].decode()


@pytest.fixture(scope="module")
def page() -> str:
    """The report as it usually is."""
    return page_of()


def test_every_element_is_closed_where_it_was_opened(page: str) -> None:
    """Otherwise browsers guess, each in its own way."""
    seen = Balance()
    seen.feed(page)
    seen.close()
    assert (seen.open, seen.faults) == ([], [])


def test_nothing_is_fetched_from_anywhere(page: str) -> None:
    """No address but anchors of the page itself, and a policy that forbids the rest."""
    seen = Balance()
    seen.feed(page)
    linked = [value for _, name, value in seen.attributes if name in ("href", "src", "action")]
    assert linked
    assert all(value.startswith("#") for value in linked)
    assert re.findall(r"url\((?!#)|@import|//[a-z]+\.[a-z]", page) == []
    assert "default-src 'none'" in page


def test_a_hostile_name_stays_text(page: str) -> None:
    """The name is shown escaped, in tables, tooltips and labels alike."""
    assert HOSTILE not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Ada" in page


def test_pseudonyms_leave_no_name_anywhere() -> None:
    """No file of the set, calendars included, holds a name, an initial or a village."""
    papers = the_papers(labels=replace(LABELS, pseudonyms=True))
    made = output_files(papers)
    for name, content in made.items():
        if name != "run-sheets.pdf":
            text = content.decode()
            assert not re.search(r"Ada|Sample|Alpha|Beta|Oakham LE15", text), name


def test_every_table_has_a_caption_and_headers(page: str) -> None:
    """Somebody who hears the page needs to know what each table is."""
    tables = re.findall(r"<table.*?</table>", page, re.S)
    assert len(tables) > 8
    for table in tables:
        assert "<caption>" in table
        assert 'scope="col"' in table


def test_headings_do_not_skip_a_level(page: str) -> None:
    """One h1, then h2 and h3 in order."""
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_anchor_of_the_contents_leads_somewhere(page: str) -> None:
    """Contents and skip link point at headings that exist."""
    wanted = set(re.findall(r'href="#([^"]+)"', page))
    there = set(re.findall(r' id="([^"]+)"', page))
    assert wanted <= there


def test_visits_left_out_are_listed_with_reason_and_remedy(page: str) -> None:
    """Nothing is silently dropped."""
    assert "off 1; busy 1" in page
    assert "If so, B could." in page


def test_a_broken_rule_is_the_first_thing_said() -> None:
    """Give the double-up to one carer only: the verdict forbids publishing and says why."""
    week = the_week()
    rota = the_rota(week)
    alone = tuple(
        replace(one, carers=one.carers[:1]) if one.visit == "v2" else one
        for one in rota.assignments
    )
    page = page_of(replace(rota, assignments=alone))
    assert "The referee found 1 breach of hard rules: do not publish" in page
    assert "two-person visits" in page


def test_a_rota_of_nothing_still_makes_every_paper_but_run_sheets() -> None:
    """An empty rota is a finding, not a failure: fourteen visits are unallocated."""
    made = output_files(the_papers(Rota(assignments=())))
    assert "run-sheets.pdf" not in made
    assert made["unallocated.csv"].count(b"\n") == 15


def test_kinds_of_time_differ_in_more_than_colour(page: str) -> None:
    """Travel is striped, waiting dotted, breaks lettered, critical visits marked."""
    assert 'id="stripes"' in page
    assert 'id="dots"' in page
    assert ">B</text>" in page
    assert re.search(r">[^<]*!</text>", page)


def test_columns_count_people_before_and_after() -> None:
    """Two people had three carers and now one has two, one three."""
    people = [
        Faces(client="c1", before=3, after=2, floor=None, cap=None),
        Faces(client="c2", before=3, after=3, floor=None, cap=None),
    ]
    assert faces_columns(people, 7).table.rows == [
        ("1", "0", "0"),
        ("2", "0", "1"),
        ("3", "2", "1"),
    ]


def test_far_outliers_fall_into_the_outermost_column() -> None:
    """90 minutes early and 50 late; 2 minutes late is nearest to 0."""
    rows = dict(punctuality([-90, 2, 50], grace=15).table.rows)
    assert (rows["-45 or more"], rows["0"], rows["+45 or more"]) == ("1", "1", "1")
    assert sum(int(count) for count in rows.values()) == 3


def test_a_mile_is_as_long_northwards_as_eastwards() -> None:
    """At 60 degrees north a degree of longitude is half as long as one of latitude."""
    ground = ground_for([(59.9, 10.0), (60.1, 10.4)])
    here, north = ground.spot(60.0, 10.0), ground.spot(60.1, 10.0)
    east = ground.spot(60.0, 10.2)
    assert east[0] - here[0] == pytest.approx(here[1] - north[1], rel=0.01)


@pytest.mark.parametrize(
    ("share", "shown"), [((999, 1000), "99"), ((1, 1000), "1"), ((5, 5), "100"), ((0, 5), "0")]
)
def test_shares_are_never_rounded_up_to_all_or_down_to_none(
    share: tuple[int, int], shown: str
) -> None:
    """999 of 1,000 is not "100 %": one visit is missing."""
    found = percent(Share(numerator=share[0], denominator=share[1]))
    assert found == f"{shown}\u00a0%"


def test_marks_on_an_axis_are_round_and_reach_the_top() -> None:
    """From 0 past the greatest value in steps a person would choose."""
    assert ticks(7) == [0, 2, 4, 6, 8]
    assert ticks(0) == [0]
    assert ticks(1800)[-1] == 2000


def test_drawn_text_and_attributes_are_escaped() -> None:
    """Whatever is given cannot leave its place in a picture."""
    made = element("text", "<b>", class_='"><script>')
    assert made == '<text class="&#34;&gt;&lt;script&gt;">&lt;b&gt;</text>'


def test_an_id_cannot_lead_out_of_the_folder() -> None:
    """Slashes and dots become dashes."""
    assert file_name("../K 1") == "---K-1"
