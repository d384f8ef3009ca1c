"""Backup and restore: from either database into either, whole or not at all."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from api.audit import Decision, record, verify
from api.store import AuditRow, Job, JobEvent, RotaRow, Snapshot, Store, is_current
from api.store.archive import DamagedBackup, rows_in, tables_of, write_archive
from api.store.restore import NotEmpty, back_up, restore
from tests.api.calls import add_row
from tests.api.service import add_person, add_tenant, postgresql_store, sqlite_store

WORDS = {"cost": [1.50, 1e20, 3], "why": 'ø, ✔ and "quotes"', "none": None}


@contextmanager
def _open(kind: str, folder: Path) -> Iterator[Store]:
    with postgresql_store() if kind == "postgresql" else sqlite_store(folder) as store:
        yield store


def _fill(store: Store) -> None:
    """Rows of every kind of column: moments, days, bytes, JSON, null, and the record."""
    for tenant in ("tenant_a", "tenant_b"):
        add_tenant(store, tenant)
        person, _ = add_person(store, tenant, "manager")
        add_row(store, tenant, "clients", f"C-{tenant}", note="=1+1\nø")
        with store.write(tenant) as session:
            snapshot = Snapshot(id="a" * 64, content=bytes(range(256)))
            rota = RotaRow(
                first_day=date(2026, 3, 29), days=7, snapshot_id="a" * 64, made_by=person
            )
            job = Job(
                kind="solve",
                asked={"days": 7},
                asked_hash="b" * 64,
                most_seconds=60,
                made_by=person,
                started_at=datetime(2026, 3, 29, 0, 59, 59, 123456, UTC),
                checkpoint=b"\x00\xff",
            )
            session.add_all([snapshot, rota, job])
            session.flush()
            session.add_all(JobEvent(job_id=job.id, kind="bound", body={"n": n}) for n in range(3))
            for number in range(3):
                decision = Decision(
                    action="publish",
                    object_kind="rota",
                    object_id=f"rota_{number}",
                    clients=["C1"],
                    options=WORDS,
                    reason="agreed",
                )
                record(session, person, "manager", decision)


def _content(store: Store, tmp_path: Path) -> dict[str, list[Any]]:
    """Every row of every table; JSON by what it means, for PostgreSQL writes it its own way."""
    path = tmp_path / "content.zip"
    manifest = write_archive(store, path)
    with zipfile.ZipFile(path) as archive:
        return {
            entry.name: sorted(
                (_meant(list(row.items()), entry.columns) for row in rows_in(archive, entry)),
                key=repr,
            )
            for entry in manifest.tables
        }


def _meant(row: list[tuple[str, Any]], kinds: dict[str, str]) -> list[Any]:
    return [
        [name, json.loads(value) if kinds[name] == "json" and value is not None else value]
        for name, value in row
    ]


@pytest.mark.parametrize("into", ["sqlite", "postgresql"])
@pytest.mark.parametrize("portable", [True, False])
def test_a_backup_of_either_database_restores_into_either(
    store: Store, into: str, portable: bool, tmp_path: Path, postgresql_answers: bool
) -> None:
    """Row for row, letter for letter; the record is whole and goes on; numbers do not clash."""
    if into == "postgresql" and not postgresql_answers:
        pytest.skip("no PostgreSQL server answers; CAREROTA_TEST_POSTGRESQL names another")
    _fill(store)
    back_up(store, tmp_path / "backup", portable=portable)
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0
    with _open(into, tmp_path) as other:
        restore(other, tmp_path / "backup")
        assert is_current(other)
        assert _content(other, tmp_path) == _content(store, tmp_path)
        with other.write("tenant_a") as session:
            assert verify(session) is None
            assert session.get_one(AuditRow, ("tenant_a", 3)).options == WORDS
            job = session.query(Job).one()
            assert job.result is None
            assert session.query(Job).where(Job.result.is_(None)).count() == 1
            session.add(JobEvent(job_id=job.id, kind="end", body={}))
            record(session, "x", "manager", Decision(action="a", object_kind="b", object_id="c"))
        with other.read("tenant_a") as session:
            assert verify(session) is None


def test_a_restore_does_not_take_rows_away_unless_told(store: Store, tmp_path: Path) -> None:
    """Without force nothing changes; with it, only what was backed up is there."""
    _fill(store)
    back_up(store, tmp_path / "backup")
    add_tenant(store, "tenant_c")
    before = _content(store, tmp_path)
    with pytest.raises(NotEmpty):
        restore(store, tmp_path / "backup")
    assert _content(store, tmp_path) == before
    restore(store, tmp_path / "backup", force=True)
    tenants = _content(store, tmp_path)["tenant"]
    assert len(tenants) == 2
    with pytest.raises(Exception, match="append-only"), store.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit"))


def _damaged(path: Path, how: str) -> None:
    """The archive with something wrong in it."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    manifest: dict[str, Any] = json.loads(held["manifest.json"])
    if how == "a row changed":
        held["tables/audit.jsonl"] = held["tables/audit.jsonl"].replace(b"agreed", b"refused")
    elif how == "a row missing":
        held["tables/person.jsonl"] = held["tables/person.jsonl"].split(b"\n", 1)[1]
    elif how == "a table missing":
        del held["tables/job.jsonl"]
    elif how == "newer":
        manifest["revision"] = "9999"
    elif how == "another form":
        manifest["format"] = "carerota-backup-2"
    held["manifest.json"] = json.dumps(manifest).encode()
    if how == "no manifest":
        del held["manifest.json"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    "how",
    ["a row changed", "a row missing", "a table missing", "newer", "another form", "no manifest"],
)
def test_a_damaged_backup_changes_nothing(store: Store, how: str, tmp_path: Path) -> None:
    """Even with force: what was there is there still."""
    _fill(store)
    back_up(store, tmp_path / "backup", portable=True)
    before = _content(store, tmp_path)
    _damaged(tmp_path / "backup", how)
    with pytest.raises(DamagedBackup):
        restore(store, tmp_path / "backup", force=True)
    assert _content(store, tmp_path) == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half", b"SQLite format 3\x00" + b"x" * 4096])
def test_what_is_no_backup_is_refused(content: bytes, tmp_path: Path) -> None:
    """An empty file, half an archive, a broken database."""
    (tmp_path / "backup").write_bytes(content)
    with sqlite_store(tmp_path) as store, pytest.raises(DamagedBackup):
        restore(store, tmp_path / "backup")


def test_a_backup_of_a_database_in_use_is_one_moment(tmp_path: Path) -> None:
    """What is written while it is made is wholly in it or not at all; half of it would show."""
    with sqlite_store(tmp_path) as store:
        _fill(store)
        with store.write("tenant_a") as session:
            record(session, "x", "manager", Decision(action="a", object_kind="b", object_id="c"))
            back_up(store, tmp_path / "backup")
    shutil.copyfile(tmp_path / "backup", tmp_path / "other.db")
    other = Store(f"sqlite:///{tmp_path}/other.db")
    with other.engine.connect() as connection:
        assert "audit" in {table.name for table in tables_of(connection)}
    with other.read("tenant_a") as session:
        assert verify(session) is None
        assert session.query(AuditRow).count() == 3
    other.close()
