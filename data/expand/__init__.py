"""From weekly patterns to dated visits and shifts; see README.md in this folder."""

from data.expand.calls import Absent, CallTemplate, Cancelled, GapRule, expand_calls
from data.expand.places import Places
from data.expand.recurrence import EPOCH, Recurrence
from data.expand.spells import Spell, SpellKind, expand_spells

__all__ = [
    "EPOCH",
    "Absent",
    "CallTemplate",
    "Cancelled",
    "GapRule",
    "Places",
    "Recurrence",
    "Spell",
    "SpellKind",
    "expand_calls",
    "expand_spells",
]
