"""Ledgers of money and law, beside every rota; see README.md in this folder."""

from scheduler.measures.ledgers.hours import (
    AverageWeek,
    GuaranteedHours,
    average_weeks,
    guaranteed_hours,
)
from scheduler.measures.ledgers.notice import Change, ShiftChange, shift_changes
from scheduler.measures.ledgers.pay_days import PayDay, pay_days
from scheduler.measures.ledgers.strain import Strain, strains

__all__ = [
    "AverageWeek",
    "Change",
    "GuaranteedHours",
    "PayDay",
    "ShiftChange",
    "Strain",
    "average_weeks",
    "guaranteed_hours",
    "pay_days",
    "shift_changes",
    "strains",
]
