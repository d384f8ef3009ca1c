"""Ledgers of money and law as tables; see README.md in this folder."""

from data.write.ledgers.files import ledger_files

__all__ = ["ledger_files"]
