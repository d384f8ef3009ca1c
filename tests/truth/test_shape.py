"""Sizes, packages and layers are what we say they are."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.truth.project import PACKAGES, ROOT, files, ours, short, tree

MOST_LINES = 300


def test_no_source_file_is_too_long_to_read() -> None:
    """A file of more than 300 lines holds more than one thing."""
    sizes = {
        short(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in files(".py", ".hpp", ".cpp", ".ts", ".tsx", ".css")
        if "migrations" not in path.parts
    }
    assert {name: lines for name, lines in sizes.items() if lines > MOST_LINES} == {}


def test_every_package_says_what_it_is_for() -> None:
    """Each folder of Python has a README.md, or its parent's README names it."""
    missing = []
    for start in files(".py"):
        folder = start.parent
        if "migrations" in start.parts:
            continue
        if start.name == "__init__.py" and ours(start) and not (folder / "README.md").exists():
            parent = folder.parent / "README.md"
            named = parent.exists() and f"{folder.name}/" in parent.read_text(encoding="utf-8")
            if not named:
                missing.append(short(folder))
    assert missing == []


def test_package_files_only_re_export() -> None:
    """``__init__.py`` holds a docstring, imports and ``__all__``; nothing happens in it."""
    busy = [
        f"{short(path)}:{node.lineno}"
        for path in files(".py")
        if path.name == "__init__.py"
        for node in tree(path).body
        if not _re_exports(node)
    ]
    assert busy == []


def test_package_files_export_exactly_what_they_import() -> None:
    """``__all__`` and the names imported are the same, so nothing leaks and nothing is lost."""
    different = [
        short(path)
        for path in files(".py")
        if path.name == "__init__.py" and _imported(path) != _exported(path)
    ]
    assert different == []


def test_packages_are_typed() -> None:
    """Each top package tells type checkers that its annotations count."""
    assert [name for name in PACKAGES if not (ROOT / name / "py.typed").exists()] == []


@pytest.mark.slow
def test_the_layers_hold() -> None:
    """Who may import whom is a contract, and every contract is kept."""
    command = Path(sys.executable).with_name("lint-imports")
    found = subprocess.run(
        [str(command), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr


def _re_exports(node: ast.stmt) -> bool:
    """Whether a statement belongs in a file that only re-exports."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        return [ast.unparse(target) for target in node.targets] == ["__all__"]
    return isinstance(node, ast.Import | ast.ImportFrom)


def _imported(path: Path) -> set[str]:
    """Names a file brings in."""
    return {
        alias.asname or alias.name
        for node in tree(path).body
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for alias in node.names
    }


def _exported(path: Path) -> set[str]:
    """Names in ``__all__``."""
    names: set[str] = set()
    for node in tree(path).body:
        if isinstance(node, ast.Assign):
            names.update(ast.literal_eval(node.value))
    return names
