"""The commands that work on a database: tenants, people, the record, backup and restore."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from api.cli import app
from api.store import Store
from tests.api.calls import BASE, PASSWORD, actions, add_row, service


def run(store: Store, *arguments: object, given: str = "") -> Result:
    """One call on the store's database."""
    words = [str(one) for one in arguments]
    url = store.engine.url.render_as_string(hide_password=False)
    return CliRunner().invoke(app, [*words, "--db", url], input=given)


@pytest.fixture
def tenant(store: Store) -> str:
    """A provider made by command."""
    made = run(store, "tenant", "add", "Rutland Care")
    assert made.exit_code == 0, made.output
    return made.output.strip()


def _add(store: Store, tenant: str, login: str, role: str = "manager") -> Result:
    asked = ("people", "add", login, "--tenant", tenant, "--role", role)
    return run(store, *asked, given=f"{PASSWORD}\n")


def test_the_first_manager_of_a_provider_signs_in(store: Store, tenant: str) -> None:
    """Made on the command line, with a password from standard input that is said nowhere."""
    made = _add(store, tenant, "Ada")
    assert made.exit_code == 0, made.output
    assert PASSWORD not in made.output
    with service(store) as client:
        body = {"login": "ada", "password": PASSWORD}
        assert client.post(f"{BASE}/session", json=body).json()["role"] == "manager"
    listed = run(store, "people", "list", "--tenant", tenant).output
    assert made.output.strip() in listed
    assert "manager" in listed
    assert "Rutland Care" in run(store, "tenant", "list").output
    assert actions(store, tenant) == ["add person", "set password"]


def test_people_are_put_out_and_given_other_passwords(store: Store, tenant: str) -> None:
    """By login, and recorded; the last manager stays."""
    for login in ("ada", "bob"):
        _add(store, tenant, login)
    here = ("--tenant", tenant)
    changed = run(store, "people", "password", "ada", *here, given="nine blue lanterns\n")
    assert changed.exit_code == 0, changed.output
    assert run(store, "people", "deactivate", "bob", *here).exit_code == 0
    last = run(store, "people", "deactivate", "ada", *here)
    assert (last.exit_code, "last" in last.output) == (2, True)
    with service(store) as client:
        for login, password, status in (
            ("ada", "nine blue lanterns", 200),
            ("ada", PASSWORD, 401),
            ("bob", PASSWORD, 401),
        ):
            body = {"login": login, "password": password}
            assert client.post(f"{BASE}/session", json=body).status_code == status


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (("people", "add", "x", "--role", "owner"), PASSWORD, "no role"),
        (("people", "add", "x", "--role", "carer"), PASSWORD, "subject_id"),
        (("people", "add", "x", "--role", "planner"), "short", "12 letters"),
        (("people", "add", "x", "--role", "planner"), "", "12 letters"),
        (("people", "password", "nobody"), PASSWORD, "no person"),
        (("people", "deactivate", "nobody"), "", "no person"),
        (("audit", "export", "C9", "--out", "history.csv"), "", "no client"),
        (("audit", "export", "C9", "--out", "history.txt"), "", ".csv or .json"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    store: Store, tenant: str, words: tuple[str, ...], given: str, said: str
) -> None:
    """Exit code 2, and nobody is made."""
    found = run(store, *words, "--tenant", tenant, given=f"{given}\n")
    assert found.exit_code == 2, found.output
    assert said in found.output
    assert actions(store, tenant) == []


def test_an_unknown_tenant_or_database_is_said(store: Store, tmp_path: Path) -> None:
    """Exit code 2, each time."""
    assert run(store, "people", "list", "--tenant", "tenant_x").exit_code == 2
    found = CliRunner().invoke(app, ["tenant", "list", "--db", "nonsense"])
    assert (found.exit_code, "URL" in found.output) == (2, True)


def test_the_record_is_checked_and_a_history_taken_out(
    store: Store, tenant: str, tmp_path: Path
) -> None:
    """Whole ends with 0; a row changed behind our back ends with 1 and is named."""
    _add(store, tenant, "ada")
    add_row(store, tenant, "clients", "C1")
    whole = run(store, "audit", "verify")
    assert (whole.exit_code, "whole" in whole.output) == (0, True)
    out = tmp_path / "history.json"
    taken = run(store, "audit", "export", "C1", "--tenant", tenant, "--out", out)
    assert taken.exit_code == 0, taken.output
    assert [row["action"] for row in json.loads(out.read_text())["rows"]] == ["export history"]
    with store.engine.begin() as connection:
        if store.is_sqlite:
            connection.execute(text("DROP TRIGGER audit_no_update"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE audit SET who = 'other' WHERE number = 2"))
    broken = run(store, "audit", "verify", "--tenant", tenant)
    assert (broken.exit_code, "row 2" in broken.output) == (1, True)


def test_backup_and_restore_as_commands(store: Store, tenant: str, tmp_path: Path) -> None:
    """What came after the backup is gone after a restore that was told to; else refused."""
    _add(store, tenant, "ada")
    file = tmp_path / "backup"
    made = run(store, "backup", file)
    assert made.exit_code == 0, made.output
    assert "newest digest" in made.output
    _add(store, tenant, "bob")
    refused = run(store, "restore", file)
    assert (refused.exit_code, "--force" in refused.output) == (2, True)
    assert len(actions(store, tenant)) == 4
    done = run(store, "restore", file, "--force")
    assert done.exit_code == 0, done.output
    assert actions(store, tenant) == ["add person", "set password"]
    assert run(store, "restore", tmp_path / "missing", "--force").exit_code == 2
