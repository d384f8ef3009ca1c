"""The rules: what a rota must obey and what it is weighed by, in words, with sources."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.auth import Caller, Permission, requires
from api.schemas.rules import RulesOut
from api.store import now
from data.rule_packs import told_on

router = APIRouter(tags=["rotas"])
Sees = Annotated[Caller, Depends(requires(Permission.SEE_ROTAS))]


@router.get("/rules", summary="What rotas obey and are weighed by")
def rules(
    caller: Sees,
    on: Annotated[date | None, Query(description="Local date; today where none is said.")] = None,
) -> RulesOut:
    """Tier by tier, each figure with its source; the same figures that planning uses."""
    return RulesOut.model_validate(asdict(told_on(on or now().date())))
