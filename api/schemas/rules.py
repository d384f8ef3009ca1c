"""The rules as they are read."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from data.rule_packs.told import Sort


class ValueOut(BaseModel):
    """One value of a rule."""

    of: str = Field(description="Of whom or what, where a rule has several; else empty.")
    text: str


class RuleOut(BaseModel):
    """One rule, figure or price."""

    name: str
    sort: Sort
    title: str
    says: str
    values: list[ValueOut]
    unit: str
    mark: str = Field(description="found, recalled or proposal; empty where it is no figure.")
    source: str


class TierOut(BaseModel):
    """Rules compared at one step."""

    name: str
    title: str
    says: str
    rules: list[RuleOut]


class RulesOut(BaseModel):
    """Every rule that holds on a date, the most important tier first."""

    pack: str
    nation: str
    first_day: date
    last_day: date
    tiers: list[TierOut]
