"""Roles, and what each may do. A permission that stands under no role is nobody's."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to a provider."""

    PLANNER = "planner"
    MANAGER = "manager"
    CARER = "carer"
    CLIENT = "client"
    FAMILY = "family"
    COMMISSIONER = "commissioner"
    AUDITOR = "auditor"


class Scope(StrEnum):
    """What a client lets a member of the family see or do."""

    TIMES = "times"
    CARERS = "carers"
    REQUESTS = "requests"


class Permission(StrEnum):
    """One thing a route may ask for."""

    SEE_TABLES = "see tables"
    CHANGE_TABLES = "change tables"
    SEE_ROTAS = "see rotas"
    SEE_ASSIGNMENTS = "see assignments"
    CHANGE_ROTAS = "change rotas"
    PUBLISH = "publish"
    ASK = "ask"
    ASK_FOR_TIMES = "ask for times"
    RUN_JOBS = "run jobs"
    SEE_JOBS = "see jobs"
    TEST_CAPACITY = "test capacity"
    SEE_MEASURES = "see measures"
    SEE_LEDGERS = "see ledgers"
    EXPORT = "export"
    SEE_AUDIT = "see audit"
    SEE_HISTORY_OF_CLIENT = "see history of client"
    MANAGE_PEOPLE = "manage people"
    SEE_GRANTS = "see grants"
    GIVE_GRANTS = "give grants"
    HAVE_FEEDS = "have feeds"
    SEE_CARE = "see care"
    BE_SIGNED_IN = "be signed in"


_EVERYBODY = {Permission.BE_SIGNED_IN}
_PLANNER = _EVERYBODY | {
    Permission.SEE_TABLES,
    Permission.CHANGE_TABLES,
    Permission.SEE_ROTAS,
    Permission.SEE_ASSIGNMENTS,
    Permission.CHANGE_ROTAS,
    Permission.PUBLISH,
    Permission.ASK,
    Permission.ASK_FOR_TIMES,
    Permission.RUN_JOBS,
    Permission.SEE_JOBS,
    Permission.TEST_CAPACITY,
    Permission.SEE_MEASURES,
    Permission.SEE_LEDGERS,
    Permission.EXPORT,
    Permission.HAVE_FEEDS,
    Permission.SEE_CARE,
    Permission.SEE_GRANTS,
    Permission.GIVE_GRANTS,
}
_OWN_CARE = _EVERYBODY | {
    Permission.SEE_ASSIGNMENTS,
    Permission.ASK_FOR_TIMES,
    Permission.SEE_CARE,
    Permission.SEE_GRANTS,
}

MAY: Mapping[Role, frozenset[Permission]] = {
    Role.PLANNER: frozenset(_PLANNER),
    Role.MANAGER: frozenset(
        _PLANNER
        | {
            Permission.MANAGE_PEOPLE,
            Permission.SEE_AUDIT,
            Permission.SEE_HISTORY_OF_CLIENT,
        }
    ),
    Role.CARER: frozenset(
        _EVERYBODY | {Permission.SEE_ASSIGNMENTS, Permission.SEE_LEDGERS, Permission.HAVE_FEEDS}
    ),
    Role.CLIENT: frozenset(_OWN_CARE | {Permission.HAVE_FEEDS, Permission.GIVE_GRANTS}),
    Role.FAMILY: frozenset(_OWN_CARE),
    Role.COMMISSIONER: frozenset(
        _EVERYBODY
        | {
            Permission.TEST_CAPACITY,
            Permission.SEE_JOBS,
            Permission.SEE_MEASURES,
            Permission.SEE_CARE,
        }
    ),
    Role.AUDITOR: frozenset(
        _EVERYBODY
        | {
            Permission.SEE_AUDIT,
            Permission.SEE_HISTORY_OF_CLIENT,
            Permission.SEE_GRANTS,
            Permission.SEE_ROTAS,
            Permission.SEE_ASSIGNMENTS,
            Permission.SEE_MEASURES,
            Permission.SEE_LEDGERS,
        }
    ),
}
"""Scope is narrower still: ``Caller`` says which clients and carers each of them sees."""

OFFICE = frozenset({Role.PLANNER, Role.MANAGER, Role.AUDITOR})
"""Roles that see every client and carer of their provider."""

NEEDS: Mapping[Permission, Scope] = {
    Permission.SEE_ASSIGNMENTS: Scope.TIMES,
    Permission.SEE_CARE: Scope.TIMES,
    Permission.ASK_FOR_TIMES: Scope.REQUESTS,
}
"""What the client must have granted before a member of the family may use a permission."""
