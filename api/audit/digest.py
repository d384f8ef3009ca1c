"""What a row of the record says, in one number that changes if any of it does."""

from __future__ import annotations

import hashlib
import json

from api.store.records import AuditRow

BEGINNING = "0" * 64
"""Stands before the first row."""


def digest_of(row: AuditRow) -> str:
    """SHA-256 of the row and of the digest before it; the same on both databases."""
    said = {
        "tenant": row.tenant_id,
        "number": row.number,
        "at": row.at.isoformat(timespec="microseconds"),
        "who": row.who,
        "role": row.role,
        "action": row.action,
        "object": [row.object_kind, row.object_id],
        "clients": row.clients,
        "input": row.input_hash,
        "options": row.options,
        "reason": row.reason,
        "previous": row.previous,
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
