"""Dated law and policy of a nation; see README.md in this folder."""

from data.rule_packs.reader import known_packs, read_pack, rules_for
from data.rule_packs.told import Told, ToldRule, ToldTier, told_on

__all__ = ["Told", "ToldRule", "ToldTier", "known_packs", "read_pack", "rules_for", "told_on"]
