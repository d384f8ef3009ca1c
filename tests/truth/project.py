"""The project's own files, as text and as syntax trees."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("api", "benchmarks", "data", "scheduler", "solver")
GENERATED = ("solver/_core.pyi",)
NOT_OURS = {"build", "dist", "out", "demo", "node_modules", "__pycache__", "dist-fixture"}


def files(*suffixes: str) -> Iterator[Path]:
    """Files of the project with one of the suffixes, generated ones left out."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(
            name
            for name in folders
            if name not in NOT_OURS and (not name.startswith(".") or name == ".ci")
        )
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix in suffixes and short(path) not in GENERATED:
                yield path


def short(path: Path) -> str:
    """Path within the project, for a person to read."""
    return path.relative_to(ROOT).as_posix()


def ours(path: Path) -> bool:
    """Whether a file belongs to one of the packages and not to tests or documents."""
    return path.relative_to(ROOT).parts[0] in PACKAGES


def tree(path: Path) -> ast.Module:
    """Syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
