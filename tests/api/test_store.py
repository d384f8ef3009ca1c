"""The store: one form on both databases, tenants apart, moments that keep their zone."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from alembic import command
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError, StatementError

from api.audit import Broken, Decision, record, verify
from api.store import AuditRow, BookRow, Person, Session, Store, add_many, is_current, new_id
from api.store.engine import MANY
from api.store.schema import config_for
from tests.api.service import add_person, add_tenant, postgresql_store


def test_migrations_give_exactly_the_rows_the_code_knows(store: Store) -> None:
    """Nothing is left to autogenerate after the last migration."""
    assert is_current(store)
    with store.engine.connect() as connection:
        command.check(config_for(connection))


def test_every_migration_can_be_taken_back(store: Store) -> None:
    """Down to nothing and up again."""
    with store.engine.connect() as connection:
        command.downgrade(config_for(connection), "base")
        connection.commit()
        command.upgrade(config_for(connection), "head")
        connection.commit()
    assert is_current(store)


def test_a_tenant_never_sees_anothers_rows(store: Store) -> None:
    """Neither by query, nor by id, nor by update or delete."""
    ours, theirs = add_tenant(store, "tenant_a"), add_tenant(store, "tenant_b")
    mine, _ = add_person(store, ours, "planner")
    with store.write(theirs) as session:
        assert session.scalars(select(Person)).all() == []
        assert session.get(Person, mine) is None
        session.execute(update(Person).values(role="manager"))
        session.execute(delete(Person))
    with store.read(ours) as session:
        assert session.get_one(Person, mine).role == "planner"


def test_a_row_cannot_be_added_for_another_tenant(store: Store) -> None:
    """However it says whose it is."""
    ours, theirs = add_tenant(store, "tenant_a"), add_tenant(store, "tenant_b")
    with pytest.raises(PermissionError), store.write(ours) as session:
        session.add(Person(login="x", role="planner", tenant_id=theirs))


def test_a_moment_keeps_its_zone_and_a_naive_one_is_refused(store: Store) -> None:
    """07:30 in British summer is 06:30 UTC, on both databases."""
    tenant = add_tenant(store)
    person, _ = add_person(store, tenant, "planner")
    morning = datetime(2026, 7, 1, 7, 30, tzinfo=ZoneInfo("Europe/London"))
    with store.write(tenant) as session:
        session.add(Session(token_hash="a", person_id=person, expires_at=morning))
    with store.read(tenant) as session:
        assert session.get_one(Session, "a").expires_at == datetime(2026, 7, 1, 6, 30, tzinfo=UTC)
    with pytest.raises(StatementError), store.write(tenant) as session:
        session.add(Session(token_hash="b", person_id=person, expires_at=datetime(2026, 7, 1)))  # noqa: DTZ001


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    """Whole or not at all."""
    tenant = add_tenant(store)
    with pytest.raises(RuntimeError), store.write(tenant) as session:
        session.add(Person(login="x", role="planner"))
        session.flush()
        raise RuntimeError
    with store.read(tenant) as session:
        assert session.scalars(select(Person)).all() == []


def _decide(store: Store, tenant: str, times: int) -> None:
    for number in range(times):
        with store.write(tenant) as session:
            decision = Decision(
                action="publish",
                object_kind="rota",
                object_id=f"rota_{number}",
                clients=["C1", "C2"],
                options={"cost": [1.50, 1e20, 3]},
                reason="the week is agreed",
            )
            record(session, "person_1", "planner", decision)


def test_the_record_is_whole_and_each_tenants_its_own(store: Store) -> None:
    """Two tenants, two chains."""
    ours, theirs = add_tenant(store, "tenant_a"), add_tenant(store, "tenant_b")
    _decide(store, ours, 3)
    _decide(store, theirs, 2)
    for tenant, rows in ((ours, 3), (theirs, 2)):
        with store.read(tenant) as session:
            assert verify(session) is None
            assert len(session.scalars(select(AuditRow)).all()) == rows


@pytest.mark.parametrize("change", ["UPDATE audit SET reason = 'other'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_the_record(store: Store, change: str) -> None:
    """Append-only, whoever asks."""
    _decide(store, add_tenant(store), 1)
    with pytest.raises(DBAPIError), store.engine.begin() as connection:
        connection.execute(text(change))


@pytest.mark.parametrize(
    ("change", "number", "why"),
    [
        ("UPDATE audit SET reason = 'other' WHERE number = 2", 2, "changed"),
        ("UPDATE audit SET clients = '[]' WHERE number = 2", 2, "changed"),
        ("DELETE FROM audit WHERE number = 2", 2, "missing"),
        ("DELETE FROM audit_client WHERE number = 3", 3, "index"),
    ],
)
def test_a_record_tampered_with_shows(store: Store, change: str, number: int, why: str) -> None:
    """Even by somebody who can drop the triggers."""
    tenant = add_tenant(store)
    _decide(store, tenant, 3)
    with store.engine.begin() as connection:
        if store.is_sqlite:
            connection.execute(text("DROP TRIGGER audit_no_update"))
            connection.execute(text("DROP TRIGGER audit_no_delete"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        connection.execute(text(change))
    with store.read(tenant) as session:
        broken = verify(session)
    assert isinstance(broken, Broken)
    assert broken.number == number
    assert why in broken.why


def test_a_record_cut_short_shows_against_a_digest_kept_elsewhere(store: Store) -> None:
    """The end of a chain proves nothing by itself."""
    tenant = add_tenant(store)
    _decide(store, tenant, 3)
    with store.read(tenant) as session:
        newest = session.get_one(AuditRow, (tenant, 3)).digest
        assert verify(session, newest) is None
        assert verify(session, "f" * 64) is not None


def test_ids_say_what_they_name() -> None:
    """And no two are the same."""
    assert new_id("rota").startswith("rota_")
    assert new_id("rota") != new_id("rota")


def test_a_table_that_has_grown_is_counted_at_once(postgresql_answers: bool) -> None:
    """Else PostgreSQL would take it for empty, and choose the worst way of reading it."""
    if not postgresql_answers:
        pytest.skip("no PostgreSQL server answers; CAREROTA_TEST_POSTGRESQL names another")
    with postgresql_store() as store:
        add_tenant(store, "a")
        rows = [
            {"table": "carers", "key": f"K{number}", "position": number, "cells": {}}
            for number in range(MANY)
        ]
        with store.write("a") as session:
            add_many(session, BookRow, rows)
        with store.engine.connect() as connection:
            known = "SELECT reltuples FROM pg_class WHERE relname = 'book_row'"
            assert connection.scalar(text(known)) == MANY
