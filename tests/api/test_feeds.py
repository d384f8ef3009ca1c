"""Private calendars: minimal, stable, and silent to whoever has no right to them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import icalendar
import pytest
import structlog
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from prometheus_client import generate_latest
from sqlalchemy import update

from api.app import create_app
from api.settings import Settings
from api.store import FeedToken, Person, RotaRow, Store, now
from data.write.feed import FeedEvent, feed_bytes
from tests.api.published import add_feed, at, name_people, publish_rota
from tests.api.service import add_person, add_tenant


@pytest.fixture
def maker(store: Store) -> str:
    """A planner of tenant_a, whose people have names."""
    tenant = add_tenant(store)
    name_people(store, "clients", {"C1": "Ada Quill", "C2": "Bob Wren"})
    name_people(store, "carers", {"K1": "Ann Alder", "K2": "Ben Beech"})
    return add_person(store, tenant, "planner")[0]


@pytest.fixture
def service(store: Store, maker: str) -> Iterator[TestClient]:
    """The service, called by nobody in particular."""
    with TestClient(create_app(Settings(requests_a_minute=50), store)) as client:
        yield client


def events(service: TestClient, token: str) -> dict[str, Any]:
    """Events of a feed by identifier."""
    answer = service.get(f"/feeds/{token}.ics")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.text)
    assert calendar["METHOD"] == "PUBLISH"
    return {str(one["UID"]): one for one in calendar.walk("VEVENT")}


WEEK = {
    "C1-tea": ("C1", ["K1"], at(0, "17:00")),
    "C2-bed": ("C2", ["K1", "K2"], at(1, "21:00")),
    "C2-tea": ("C2", [None], at(2, "17:00")),
}


def test_a_carer_sees_initials_and_times_only(
    service: TestClient, store: Store, maker: str
) -> None:
    """No address, no id, no call, no name."""
    publish_rota(store, WEEK)
    token = add_feed(store, maker, "carer", "K1")
    found = events(service, token)
    assert sorted(str(one["SUMMARY"]) for one in found.values()) == ["AQ", "BW"]
    assert {one.decoded("DTSTART") for one in found.values()} == {at(0, "17:00"), at(1, "21:00")}
    text = service.get(f"/feeds/{token}.ics").text
    for word in ("C1", "C2", "K1", "tea", "bed", "LOCATION", "DESCRIPTION", "Quill", "Ann", token):
        assert word not in text


@settings(deadline=None)
@given(st.text(max_size=120))
def test_whatever_somebody_is_called_it_stays_one_line_of_text(title: str) -> None:
    """Escaped and folded as RFC 5545 has it: no name begins a line or an event of its own."""
    moment = at(0, "08:00")
    event = FeedEvent(uid="a@b", title=title, start=moment, end=moment, told_at=moment)
    found = feed_bytes("Rota", [event])
    assert max(len(line) for line in found.split(b"\r\n")) <= 75
    (read,) = icalendar.Calendar.from_ical(found).walk("VEVENT")
    assert read.decoded("DTSTART") == moment
    assert str(read["UID"]) == "a@b"
    assert found.count(b"BEGIN:VEVENT") == 1 + title.count("BEGIN:VEVENT")


def test_a_client_sees_who_comes_and_what_is_not_settled(
    service: TestClient, store: Store, maker: str
) -> None:
    """A visit of two carers is one event; one that nobody makes yet is tentative."""
    publish_rota(store, WEEK)
    found = list(events(service, add_feed(store, maker, "client", "C2")).values())
    said = [(str(one["SUMMARY"]), str(one["STATUS"])) for one in found]
    assert said == [("Visit: AA + BB", "CONFIRMED"), ("Visit, to be confirmed", "TENTATIVE")]


def test_a_visit_moved_or_taken_away_updates_the_same_event(
    service: TestClient, store: Store, maker: str
) -> None:
    """Same identifier, next sequence; what did not change keeps its own; drafts say nothing."""
    publish_rota(store, WEEK)
    token = add_feed(store, maker, "carer", "K1")
    tag = service.get(f"/feeds/{token}.ics").headers["ETag"]
    same = service.get(f"/feeds/{token}.ics", headers={"If-None-Match": tag})
    assert same.status_code == 304
    first = events(service, token)
    moved = {**WEEK, "C1-tea": ("C1", ["K1"], at(0, "18:00"))}
    draft = publish_rota(store, moved)
    with store.write("tenant_a") as session:
        session.execute(update(RotaRow).where(RotaRow.id == draft).values(stage="draft"))
    assert events(service, token) == first
    publish_rota(store, {**moved, "C2-bed": ("C2", ["K2", None], at(1, "21:00"))})
    second = events(service, token)
    assert second.keys() == first.keys()
    by_title = {str(one["SUMMARY"]): one for one in second.values()}
    assert (int(by_title["AQ"]["SEQUENCE"]), by_title["AQ"]["STATUS"]) == (1, "CONFIRMED")
    assert by_title["AQ"].decoded("DTSTART") == at(0, "18:00")
    assert (int(by_title["BW"]["SEQUENCE"]), by_title["BW"]["STATUS"]) == (1, "CANCELLED")
    publish_rota(store, moved)
    third = {str(one["SUMMARY"]): one for one in events(service, token).values()}
    assert (int(third["BW"]["SEQUENCE"]), third["BW"]["STATUS"]) == (2, "CONFIRMED")
    assert int(third["AQ"]["SEQUENCE"]) == 1


def test_another_week_takes_nothing_away(service: TestClient, store: Store, maker: str) -> None:
    """A rota speaks of its own days; a day published anew speaks of that day."""
    publish_rota(store, WEEK)
    later = at(0, "00:00").date() + timedelta(days=7)
    publish_rota(store, {"C1-next": ("C1", ["K1"], at(8, "09:00"))}, first_day=later)
    token = add_feed(store, maker, "carer", "K1")
    assert [str(one["STATUS"]) for one in events(service, token).values()] == ["CONFIRMED"] * 3
    publish_rota(store, {}, first_day=at(1, "00:00").date(), days=1)
    assert [str(one["STATUS"]) for one in events(service, token).values()] == [
        "CONFIRMED",
        "CANCELLED",
        "CONFIRMED",
    ]


def test_unknown_expired_and_revoked_addresses_are_answered_alike(
    service: TestClient, store: Store, maker: str
) -> None:
    """404, whatever the reason; also when whoever made it was let go."""
    publish_rota(store, WEEK)
    live = add_feed(store, maker, "carer", "K1")
    late = add_feed(store, maker, "carer", "K1", expires_at=now() - timedelta(seconds=1))
    revoked = add_feed(store, maker, "carer", "K1", revoked_at=now())
    answers = [service.get(f"/feeds/{one}.ics") for one in ("feed_no", late, revoked)]
    assert {one.status_code for one in answers} == {404}
    assert len({one.text for one in answers}) == 1
    assert service.get(f"/feeds/{live}.ics").status_code == 200
    with store.write("tenant_a") as session:
        session.execute(update(Person).where(Person.id == maker).values(active=False))
    assert service.get(f"/feeds/{live}.ics").status_code == 404


def test_a_token_is_in_no_log_no_figure_and_no_row(
    service: TestClient, store: Store, maker: str
) -> None:
    """Only its hash is kept, and only the route's template is told."""
    publish_rota(store, WEEK)
    token = add_feed(store, maker, "carer", "K1")
    with structlog.testing.capture_logs() as logs:
        service.get(f"/feeds/{token}.ics")
        service.get(f"/feeds/{token}x.ics")
        service.get(f"/feeds/{token}")
    told = [one for one in logs if one["event"] == "answered"]
    assert [one["route"] for one in told][:2] == ["/feeds/{token}.ics"] * 2
    assert token not in json.dumps(told, default=str)
    assert token not in generate_latest().decode()
    with store.read("tenant_a") as session:
        row = session.query(FeedToken).one()
    assert token not in repr(vars(row))


def test_a_calendar_that_is_read_too_often_is_told_to_wait(
    service: TestClient, store: Store, maker: str
) -> None:
    """As every request is limited."""
    token = add_feed(store, maker, "carer", "K1")
    codes = [service.get(f"/feeds/{token}.ics").status_code for _ in range(51)]
    assert set(codes[:50]) <= {200, 429}
    assert codes[-1] == 429


def test_nobody_reads_another_tenants_rota_by_a_feed(
    service: TestClient, store: Store, maker: str
) -> None:
    """The same ids elsewhere are other people."""
    add_tenant(store, "tenant_b")
    publish_rota(store, WEEK, tenant="tenant_b")
    assert events(service, add_feed(store, maker, "carer", "K1")) == {}
