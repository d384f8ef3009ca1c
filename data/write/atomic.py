"""Puts a finished set of files in place, or nothing at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from scheduler.domain.errors import InputError


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` (relative path to content) so that no reader meets a half-written one.

    Everything is first written into a hidden folder beside the target, then moved into
    place by renaming, in the order given. A subfolder named in ``files`` is replaced as a
    whole, so that last week's calendars do not linger; anything else in ``folder`` stays.

    Raises
    ------
    InputError
        If ``folder`` is a file, or cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staged = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    except OSError as fault:
        raise InputError(
            f"The folder {folder} cannot be written to ({fault.strerror}).\n"
            "Maybe it is a file, or belongs to somebody else; choose another with --out."
        ) from fault
    try:
        _stage(staged, files)
        for name in dict.fromkeys(path.split("/", 1)[0] for path in files):
            _move(staged / name, folder / name)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _stage(staged: Path, files: Mapping[str, bytes]) -> None:
    """Write every file below ``staged``."""
    for path, content in files.items():
        target = staged / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _move(new: Path, target: Path) -> None:
    """Put ``new`` where ``target`` is; an old folder is set aside first, an old file replaced."""
    if target.is_dir():
        target.rename(new.parent / f"old-{target.name}")
    new.replace(target)
