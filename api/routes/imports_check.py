"""Files of tables looked at before they are taken in: what is in them, what has to be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Depends

from api.auth import Caller, Permission, requires
from api.book.imports import Looked, look_at_tables
from api.parts import WithParts
from api.problems import field_error
from api.routes.imports import Corrections, Files, corrections_in, unpacked
from api.schemas.imports import CellShown, CheckAnswer, FileFound, RowShown
from data.tables import Fault, Grid, row_as_written

router = APIRouter(prefix="/imports", tags=["tables"])
Changes = Annotated[Caller, Depends(requires(Permission.CHANGE_TABLES))]
MOST_SHOWN = 1000
"""Rows shown to be put right; so many faults are better mended where the files come from."""


@router.post("/check", summary="Look at tables before they are taken in")
def checked(
    caller: Changes, parts: WithParts, files: Files, corrections: Corrections = "[]"
) -> CheckAnswer:
    """Every error by file, row and column, with its row; what would change. Nothing is kept."""
    wanted = corrections_in(corrections)
    with TemporaryDirectory() as folder, parts.store.read(caller.tenant) as session:
        where = unpacked(files, Path(folder))
        return _answer(look_at_tables(session, where, wanted))


def _answer(looked: Looked) -> CheckAnswer:
    found = looked.imported()
    return CheckAnswer(
        ok=not looked.faults,
        files=list(_files(looked)),
        errors=[field_error(one) for one in looked.faults],
        shown=list(_shown(looked.faults, looked)),
        rows=dict(found.rows),
        added=dict(found.added),
        changed=dict(found.changed),
        removed=dict(found.removed),
        notes=list(found.notes),
    )


def _files(looked: Looked) -> Iterator[FileFound]:
    tables = {sheet.file: sheet for sheet in looked.given.by_name.values()}
    for file in looked.grids:
        sheet = tables.get(file)
        rows = 0 if sheet is None else len(sheet.rows)
        yield FileFound(file=file, table=None if sheet is None else sheet.table.name, rows=rows)


def _shown(faults: Iterable[Fault], looked: Looked) -> Iterator[RowShown]:
    """Each row that has something to mend, once."""
    places = dict.fromkeys((one.file, one.row) for one in faults if one.file in looked.grids)
    for file, row in list(places)[:MOST_SHOWN]:
        grid = looked.grids[file]
        yield RowShown(file=file, row=row, header=_is_header(grid, row), cells=_cells(grid, row))


def _is_header(grid: Grid, row: int) -> bool:
    return row > 0 and grid.header_row() == row - 1


def _cells(grid: Grid, row: int) -> list[CellShown]:
    if _is_header(grid, row):
        return [CellShown(column=one, value=one) for one in grid.rows[row - 1] if one.strip()]
    return [CellShown(column=name, value=cell) for name, cell in row_as_written(grid, row)]
