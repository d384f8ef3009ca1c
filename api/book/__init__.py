"""A provider's tables in the store: kept row by row, read and checked as files are."""

from api.book.change import add_row, change_row, drop_row
from api.book.imports import Imported, import_tables
from api.book.snapshot import Snapped, book_hash, tables_in, take_snapshot

__all__ = [
    "Imported",
    "Snapped",
    "add_row",
    "book_hash",
    "change_row",
    "drop_row",
    "import_tables",
    "tables_in",
    "take_snapshot",
]
