"""The files containers are made from say only what exists; nothing here needs a container."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from api.app import create_app
from api.cli import app
from api.settings import Settings
from tests.truth.project import ROOT

COMMAND = typer.main.get_command(app)


def compose() -> dict[str, Any]:
    """The compose file."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return found


def dockerfile() -> list[tuple[str, str]]:
    """Instructions and what they are told, with continued lines joined."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(one.partition(" ")[0], one.partition(" ")[2].strip()) for one in lines]


def ours() -> Iterator[tuple[str, dict[str, Any]]]:
    """Services that run our image."""
    for name, service in compose()["services"].items():
        if service["image"] == "carerota":
            yield name, service


def demand_exists(words: list[str]) -> None:
    """Fail unless a command line is one of ours."""
    assert isinstance(COMMAND, typer.core.TyperGroup)
    command = COMMAND.commands[words[0]]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words[1:] if word.startswith("--")} <= options


def test_commands_in_containers_exist() -> None:
    """With every option."""
    commands = [service["command"] for _, service in ours()]
    assert len(commands) == 2
    (told,) = [told for name, told in dockerfile() if name == "CMD"]
    for words in [*commands, yaml.safe_load(told)]:
        demand_exists(words)


def test_variables_and_secrets_are_settings() -> None:
    """Every CAREROTA_ name is a field; every secret used is declared and read."""
    declared = compose()["secrets"]
    names = {name.upper() for name in Settings.model_fields}
    for _, service in ours():
        for variable in service["environment"]:
            assert variable.removeprefix("CAREROTA_") in names
        for secret in service["secrets"]:
            assert secret["source"] in declared
            assert secret["target"].removeprefix("carerota_").upper() in names
    for field in re.findall(r"CAREROTA_([A-Z_]+)", (ROOT / "docs/OPERATION.md").read_text("utf-8")):
        assert not field or field in names


def test_secrets_are_read_from_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As compose puts them there; a variable wins over a file."""
    monkeypatch.delenv("CAREROTA_DATABASE", raising=False)
    (tmp_path / "carerota_database").write_text("sqlite:///from_file.db")
    (tmp_path / "carerota_metrics_token").write_text("hush")
    found = Settings(_secrets_dir=tmp_path)  # type: ignore[call-arg]
    assert found.database == "sqlite:///from_file.db"
    assert found.metrics_token is not None
    assert found.metrics_token.get_secret_value() == "hush"
    assert "hush" not in repr(found)


def test_images_are_pinned_and_run_by_nobody_in_particular() -> None:
    """A tag that says the version; a user that is not root; no secret baked in."""
    steps = dockerfile()
    bases = [told.split()[0] for name, told in steps if name == "FROM"]
    bases.append(compose()["services"]["database"]["image"])
    assert all(re.search(r":\d[\w.]*(-\w+)+$", base) for base in bases)
    last = max(number for number, (name, _) in enumerate(steps) if name == "FROM")
    users = [told for name, told in steps[last:] if name == "USER"]
    assert users == ["carerota"]
    assert not any("PASSWORD" in told or "TOKEN" in told for _, told in steps)
    for _, service in ours():
        assert service["cap_drop"] == ["ALL"]
        assert service["read_only"] is True


def test_health_is_asked_where_it_is_answered(tmp_path: Path) -> None:
    """The image's check calls a route that is there, at the port that is served."""
    (check,) = [told for name, told in dockerfile() if name == "HEALTHCHECK"]
    found = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+)", check)
    assert found is not None
    (told,) = [told for name, told in dockerfile() if name == "CMD"]
    assert found[1] in shlex.split(told.replace(",", " ").strip("[]"))
    paths = create_app(Settings(database=f"sqlite:///{tmp_path}/x.db")).openapi()["paths"]
    assert found[2] in paths
    service = compose()["services"]["service"]
    assert service["depends_on"]["database"]["condition"] == "service_healthy"
    assert "healthcheck" in compose()["services"]["database"]


def test_an_image_gets_what_is_needed_and_nothing_else() -> None:
    """Every package and file that building reads is let in; tests and secrets are not."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").split()
    allowed = {line[1:] for line in lines if line.startswith("!")}
    assert lines[0] == "*"
    assert {"api", "benchmarks", "data", "scheduler", "solver", "pyproject.toml"} <= allowed
    assert {"README.md", "LICENSE"} <= allowed
    assert all((ROOT / name).exists() for name in allowed)
    assert not {"tests", "secrets", ".git"} & allowed
