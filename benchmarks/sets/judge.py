"""The set's own judge, run where it lies beside the instances; none of it is kept here."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.sets.instance import Answer

HOW_FAR_UP = 3
"""Folders above an instance in which its judge is looked for."""


def find_judge(instance: Path, name: str) -> Path | None:
    """The judge ``name`` in the nearest folder above ``instance``, if there is one."""
    folders = list(instance.absolute().parents)[:HOW_FAR_UP]
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def ask_judge(judge: Path, options: tuple[str, ...], instance: Path, answer: Answer) -> Any:
    """What the judge prints about an answer, read as JSON.

    A judge that prints no JSON has failed, and what it complains of is returned as text: an
    answer that breaks its judge is not an accepted one.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answer.json"
        file.write_text(json.dumps(answer), encoding="utf-8")
        command = [sys.executable, str(judge), str(instance), str(file), *options]
        said = subprocess.run(command, check=False, capture_output=True, text=True)
    try:
        return json.loads(said.stdout)
    except json.JSONDecodeError:
        lines = said.stderr.strip().splitlines() or ["nothing was said"]
        return f"the judge failed: {lines[-1]}"
