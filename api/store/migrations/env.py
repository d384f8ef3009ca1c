"""How migrations reach the database: through the connection that ``api.store.schema`` opened."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON

import api.store  # noqa: F401 -- every table must be known
from api.store.base import Base
from api.store.types import Instant


def _shown(kind: str, thing: Any, _context: object) -> str | Literal[False]:
    """Our own column types by their names, so that both databases read one migration."""
    if kind == "type" and isinstance(thing, Instant):
        return "Instant()"
    if kind == "type" and isinstance(thing, JSON):
        return "Json" if thing._variant_mapping else "sa.JSON()"  # noqa: SLF001
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=_shown,
)
with context.begin_transaction():
    context.run_migrations()
