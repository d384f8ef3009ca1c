"""A service in processes of its own, as ``carerota serve`` starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from api.store import Store


@contextmanager
def served(
    store: Store, *options: str, **variables: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A service of its own on a free port: its address and process."""
    command = [
        sys.executable,
        "-c",
        "from api.cli import main; main()",
        "serve",
        "--db",
        store.engine.url.render_as_string(hide_password=False),
        "--port",
        "0",
        *options,
    ]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **variables},
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), address
        yield address, process
    finally:
        process.kill()
        process.wait()
