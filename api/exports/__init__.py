"""Rotas and tables as files to take away."""

from api.exports.changes import changes_at
from api.exports.papers import Paper, paper_at
from api.exports.tables import table_lines, tables_workbook_at, tables_zip_at

__all__ = [
    "Paper",
    "changes_at",
    "paper_at",
    "table_lines",
    "tables_workbook_at",
    "tables_zip_at",
]
