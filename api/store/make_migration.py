"""A migration drawn from the difference between the rows in this package and the history.

``python -m api.store.make_migration "What changes"`` writes it; read it before it is kept.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from api.store.engine import Store
from api.store.schema import MIGRATIONS, config_for, migrate


def make(message: str) -> Path:
    """Write the next migration and return its path."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/empty.db")
        migrate(store)
        number = 1 + len(list(ScriptDirectory.from_config(config_for(None)).walk_revisions()))
        with store.engine.connect() as connection:
            made = command.revision(
                config_for(connection), message, autogenerate=True, rev_id=f"{number:04}"
            )
        store.close()
    path = Path(str(made.path)) if made and not isinstance(made, list) else MIGRATIONS
    for verb in (["check", "--select", "I", "--fix", "-q"], ["format", "-q"]):
        subprocess.run([sys.executable, "-m", "ruff", *verb, str(path)], check=True)
    return path


if __name__ == "__main__":
    print(make(sys.argv[1]))  # noqa: T201 -- a tool of the maintainers
