"""Dated law and policy of a nation; see README.md in this folder."""

from data.rule_packs.reader import known_packs, read_pack, rules_for

__all__ = ["known_packs", "read_pack", "rules_for"]
