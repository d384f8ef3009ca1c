"""The provider's book as a whole: what is in it, an empty one to fill in, a sample to try."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from sqlalchemy.orm import Session

from api.auth import Caller, Permission, requires
from api.book.contents import next_monday, rows_by_table
from api.once import DoOnce
from api.operate.seed import import_sample
from api.parts import WithParts
from api.problems import Problem
from api.routes.imports import import_answer, record_import
from api.schemas.book import BookOut, ColumnOut, TableOut
from api.schemas.imports import ImportAnswer
from data.tables import COLUMNS, TABLES, Table
from data.write.workbook import workbook_bytes

router = APIRouter(tags=["tables"])
Sees = Annotated[Caller, Depends(requires(Permission.SEE_TABLES))]
Changes = Annotated[Caller, Depends(requires(Permission.CHANGE_TABLES))]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {WORKBOOK: {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("/tables", summary="What is in the book")
def contents(caller: Sees, parts: WithParts) -> BookOut:
    """Every table with its columns and how many rows it has; the week that comes next."""
    with parts.store.read(caller.tenant) as session:
        rows = rows_by_table(session)
        first = next_monday(session)
    return BookOut(tables=[_table(one, rows[one.name]) for one in TABLES], first_day=first)


def _table(table: Table, rows: int) -> TableOut:
    columns = [
        ColumnOut(name=one.name, says=one.sentence, required=one.required, like=one.like)
        for one in COLUMNS[table.name]
    ]
    says = (table.rows.__doc__ or "").splitlines()[0]
    return TableOut(name=table.name, says=says, required=table.needed, rows=rows, columns=columns)


class Workbook(Response):
    """A workbook to keep."""

    media_type = WORKBOOK


@router.get(
    "/tables/template.xlsx",
    summary="An empty workbook to fill in",
    response_class=Workbook,
    responses=_FILE,
)
def template(caller: Sees) -> Response:
    """A sheet for each table with its headers; those marked with a star are needed."""
    sheets = {one.name: [_headers(one)] for one in TABLES}
    headers = {"Content-Disposition": 'attachment; filename="carerota-template.xlsx"'}
    return Workbook(workbook_bytes(sheets), headers=headers)


def _headers(table: Table) -> list[str]:
    """By ids alone: whoever names people in words knows how from the documentation."""
    in_words = {f"{who}{what}" for who in table.refers_to for what in _IN_WORDS}
    return [
        f"{one.name} *" if one.required else one.name
        for one in COLUMNS[table.name]
        if one.name not in in_words
    ]


_IN_WORDS = ("", "_first_name", "_last_name", "_postcode")


@router.post(
    "/samples", status_code=201, summary="Take the sample week in", response_model=ImportAnswer
)
def sampled(caller: Changes, once: DoOnce) -> Response:
    """Invented people, to try everything with; refused where there is anything in the book."""

    def make(session: Session) -> ImportAnswer:
        if any(rows_by_table(session).values()):
            detail = "There are tables in the book; the sample goes into an empty one only."
            raise Problem("wrong-state", detail)
        answer = import_answer(import_sample(session))
        record_import(session, caller, answer)
        return answer

    return once.do(caller, make)
