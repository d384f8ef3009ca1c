"""The provider's tables as they can be read again, loss-free."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.book.cells import TABLE
from api.desk.weeks import Base, store_at
from api.store import BookRow
from data.tables import COLUMNS
from data.write.cells import escaped
from data.write.workbook import workbook_bytes

AT_ONCE = 1000


def table_lines(session: Session, table: str) -> Iterator[list[str]]:
    """The header and every row of a table, formulas escaped; read as they are needed."""
    columns = [column.name for column in COLUMNS[table]]
    yield columns
    query = (
        select(BookRow.cells, BookRow.private)
        .where(BookRow.table == table)
        .order_by(BookRow.position, BookRow.id)
        .execution_options(yield_per=AT_ONCE)
    )
    for cells, private in session.execute(query):
        row = {**cells, **private}
        yield [str(escaped(row.get(name, ""))) for name in columns]


def csv_chunks(lines: Iterator[list[str]]) -> Iterator[bytes]:
    """Lines as CSV, some hundred at a time."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for number, line in enumerate(lines, start=1):
        writer.writerow(line)
        if number % AT_ONCE == 0:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def tables_zip_at(base: Base, tenant: str) -> bytes:
    """Every table that holds anything as a CSV file, in one archive."""
    out = io.BytesIO()
    with (
        store_at(base.database).read(tenant) as session,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for table in _filled(session):
            with archive.open(f"{table}.csv", "w") as file:
                for chunk in csv_chunks(table_lines(session, table)):
                    file.write(chunk)
    return out.getvalue()


def tables_workbook_at(base: Base, tenant: str) -> bytes:
    """Every table that holds anything as a sheet of one workbook."""
    with store_at(base.database).read(tenant) as session:
        sheets = {table: table_lines(session, table) for table in _filled(session)}
        return workbook_bytes(sheets, numbers=False)


def _filled(session: Session) -> list[str]:
    """Tables with rows, and those that must be there, in the order of the tables."""
    held = set(session.scalars(select(BookRow.table).distinct()))
    return [name for name in TABLE if name in held] or ["clients"]
