"""Everything the service remembers; SQLite without any set-up, PostgreSQL by URL."""

from api.store.base import Base, TenantRow, new_id
from api.store.book import BookRow, HoldRow, Scenario, Snapshot
from api.store.engine import Store, add_many
from api.store.jobs import Job, JobEvent
from api.store.people import ApiKey, Attempt, FeedToken, Grant, Person, Session, Tenant
from api.store.records import AuditClient, AuditRow, Repeat
from api.store.rotas import AssignmentRow, BreakRow, PinRow, RotaRow
from api.store.schema import is_current, migrate
from api.store.types import now

__all__ = [
    "ApiKey",
    "AssignmentRow",
    "Attempt",
    "AuditClient",
    "AuditRow",
    "Base",
    "BookRow",
    "BreakRow",
    "FeedToken",
    "Grant",
    "HoldRow",
    "Job",
    "JobEvent",
    "Person",
    "PinRow",
    "Repeat",
    "RotaRow",
    "Scenario",
    "Session",
    "Snapshot",
    "Store",
    "Tenant",
    "TenantRow",
    "add_many",
    "is_current",
    "migrate",
    "new_id",
    "now",
]
