"""The provider's tables, each a resource: clients, carers, demand, availability and so on.

Annotations are evaluated here, since the rows of each table have a type of their own.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel
from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from api.audit import Decision, record
from api.auth import Caller, Permission, requires
from api.book import add_row, change_row, drop_row
from api.once import DoOnce
from api.pages import After, Limit, Page, cut, mark, place
from api.parts import WithParts
from api.problems import not_found
from api.schemas.tables import Row, cells_in, row_out
from api.store import BookRow
from api.versions import IfMatch, demand_version, stamp
from data.tables import TABLES

Sees = Annotated[Caller, Depends(requires(Permission.SEE_TABLES))]
Changes = Annotated[Caller, Depends(requires(Permission.CHANGE_TABLES))]
Whose = Annotated[str | None, Query(max_length=100)]

router = APIRouter()


def _resource(table: str) -> APIRouter:
    """List, add, see, change and drop rows of one table."""
    found = APIRouter(prefix=f"/{table}", tags=["tables"])
    one = table[:-1] if table.endswith("s") else table
    cells: Any = cells_in(table)
    _looking(found, table)
    _changing(found, table, cells, one)
    return found


def _looking(found: APIRouter, table: str) -> None:
    @found.get("", summary=f"Rows of {table}", name=f"list_{table}")
    def listed(
        caller: Sees,
        parts: WithParts,
        client_id: Whose = None,
        carer_id: Whose = None,
        limit: Limit = 200,
        after: After = None,
    ) -> Page[Row]:
        """Rows in the order of the table, of one client or carer where asked."""
        query = select(BookRow).where(BookRow.table == table)
        if client_id is not None:
            query = query.where(BookRow.client_id == client_id)
        if carer_id is not None:
            query = query.where(BookRow.carer_id == carer_id)
        seen = place(after, 2)
        if seen is not None:
            query = query.where(tuple_(BookRow.position, BookRow.id) > (int(seen[0]), str(seen[1])))
        query = query.order_by(BookRow.position, BookRow.id).limit(limit + 1)
        with parts.store.read(caller.tenant) as session:
            rows, more = cut(session.scalars(query).all(), limit)
        last = mark(rows[-1].position, rows[-1].id) if more else None
        return Page(items=[row_out(row) for row in rows], next=last)

    @found.get("/{row_id}", summary=f"One row of {table}", name=f"get_{table}")
    def got(row_id: str, caller: Sees, parts: WithParts, response: Response) -> Row:
        """The row, with its version as ETag."""
        with parts.store.read(caller.tenant) as session:
            row = _row(session, table, row_id)
        stamp(response, row.version)
        return row_out(row)


def _changing(found: APIRouter, table: str, cells: type[BaseModel], one: str) -> None:
    @found.post(
        "", status_code=201, summary=f"Add a row to {table}", name=f"add_{table}",
        response_model=Row,
    )  # fmt: skip
    def added(given: cells, caller: Changes, once: DoOnce) -> Response:  # type: ignore[valid-type]
        """Refused with everything that is wrong, by column."""

        def make(session: Session) -> Row:
            row = add_row(session, table, given.model_dump(exclude_unset=True))  # type: ignore[attr-defined]
            _recorded(session, caller, f"add {one}", row)
            return row_out(row)

        return once.do(caller, make)

    @found.patch("/{row_id}", summary=f"Change a row of {table}", name=f"change_{table}")
    def changed(
        row_id: str,
        given: cells,  # type: ignore[valid-type]
        version: IfMatch,
        caller: Changes,
        parts: WithParts,
        response: Response,
    ) -> Row:
        """Cells not named stay; null or an empty text clears a cell."""
        wanted = given.model_dump(exclude_unset=True)  # type: ignore[attr-defined]
        with parts.store.write(caller.tenant) as session:
            row = _row(session, table, row_id)
            demand_version(version, row.version, row_out(row), wanted)
            change_row(session, row, wanted)
            _recorded(session, caller, f"change {one}", row)
        stamp(response, row.version)
        return row_out(row)

    @found.delete(
        "/{row_id}", status_code=204, summary=f"Drop a row of {table}", name=f"drop_{table}"
    )
    def dropped(row_id: str, version: IfMatch, caller: Changes, parts: WithParts) -> None:
        """Refused while other rows name the person."""
        with parts.store.write(caller.tenant) as session:
            row = _row(session, table, row_id)
            demand_version(version, row.version, row_out(row))
            drop_row(session, row)
            _recorded(session, caller, f"drop {one}", row)


def _row(session: Session, table: str, row_id: str) -> BookRow:
    row = session.get(BookRow, row_id)
    if row is None or row.table != table:
        raise not_found(f"row of {table}", row_id)
    return row


def _recorded(session: Session, caller: Caller, action: str, row: BookRow) -> None:
    """Write down who changed what; cells stay out of the record, names among them."""
    record(
        session,
        caller.person,
        caller.role,
        Decision(
            action=action,
            object_kind=row.table,
            object_id=row.id,
            clients=[row.client_id] if row.client_id else [],
            options={"version": row.version},
        ),
    )


for _table in TABLES:
    router.include_router(_resource(_table.name))
