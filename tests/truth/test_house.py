"""The two commands, the checks and the hooks are wired as documented."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.truth.project import ROOT

TARGETS = ("setup", "demo", "test", "check", "quick", "bench", "sanitize", "clean")


@pytest.mark.parametrize("target", TARGETS)
def test_every_documented_command_exists(target: str) -> None:
    """Each command named in CONTRIBUTING.md can be asked of make."""
    assert f"make {target}" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    dry = ["make", "--dry-run", "--always-make", target]
    subprocess.run(dry, cwd=ROOT, capture_output=True, check=True)


def test_the_gate_runs_what_a_person_runs() -> None:
    """The file a build machine starts can be started, and does no more than make test."""
    gate = ROOT / ".ci" / "run"
    assert os.access(gate, os.X_OK)
    assert gate.read_text(encoding="utf-8").rstrip().endswith("\nmake test")


@pytest.mark.parametrize("name", ["Makefile", ".ci/run", ".pre-commit-config.yaml"])
def test_no_host_is_named_where_software_is_fetched(name: str) -> None:
    """Where packages come from is the machine's business, so no address is written down."""
    assert re.findall(r"\w+://", (ROOT / name).read_text(encoding="utf-8")) == []


def test_a_missing_compiler_is_one_clear_sentence(tmp_path: Path) -> None:
    """Without a C++ compiler, installing says what is missing, what to do, and nothing else."""
    (tmp_path / ".ready-to-install").touch()
    found = subprocess.run(
        ["make", "--silent", f"VENV={tmp_path}", "setup"],
        cwd=ROOT,
        env=os.environ | {"CXX": "no-such-compiler"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode != 0
    assert found.stdout.splitlines() == [
        "carerota's engine is built from C++ at install: install a C++20 compiler, "
        "e.g. apt-get install g++, and run make again."
    ]
