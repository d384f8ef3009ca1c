"""Whole tables in: a workbook, a zip of CSV files, or CSV files by name."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Query, Response, UploadFile
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from api.audit import Decision, record
from api.auth import Caller, Permission, requires
from api.book import Imported, book_hash, import_tables
from api.once import DoOnce
from api.problems import FieldError, Problem
from api.schemas.imports import CorrectionIn, ImportAnswer
from data.tables import Correction

router = APIRouter(prefix="/imports", tags=["tables"])
Changes = Annotated[Caller, Depends(requires(Permission.CHANGE_TABLES))]
MOST_FILES = 40
MOST_UNPACKED = 200_000_000
MOST_CORRECTIONS = 5000
_CORRECTIONS = TypeAdapter(list[CorrectionIn])
Files = Annotated[
    list[UploadFile],
    File(
        description="One workbook, one zip, or CSV files named as the tables are.",
        examples=[["clients.csv", "demand.csv"]],
    ),
]
Corrections = Annotated[
    str,
    Form(
        max_length=5_000_000,
        description="JSON: cells to be read otherwise than the files have them, each with file, "
        "row, column and value, or rows with drop to be passed over.",
        examples=['[{"file": "demand.csv", "row": 4, "column": "start", "value": "08:00"}]'],
    ),
]
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(NotImplementedError, RuntimeError, EOFError, OSError, ValueError),
)
"""What reading an archive raises when it is damaged, encrypted or packed in a way not known."""


@router.post("", status_code=201, summary="Import tables", response_model=ImportAnswer)
def imported(
    caller: Changes,
    once: DoOnce,
    files: Files,
    corrections: Corrections = "[]",
    dry_run: Annotated[
        bool, Query(description="Read and check everything, change nothing.")
    ] = False,
) -> Response:
    """Tables given take the place of those of the same name, whole or not at all.

    Every fault of every table is listed, by file, row and column; cells may be put right in
    ``corrections`` without touching the files.
    """
    wanted = corrections_in(corrections)
    with TemporaryDirectory() as folder:
        where = unpacked(files, Path(folder))

        def make(session: Session) -> ImportAnswer:
            found = import_tables(session, where, dry_run=dry_run, corrections=wanted)
            answer = import_answer(found, dry_run=dry_run)
            if not dry_run:
                record_import(session, caller, answer, corrections=len(wanted))
            return answer

        return once.do(caller, make)


def import_answer(found: Imported, *, dry_run: bool = False) -> ImportAnswer:
    """What was taken in, as it is sent."""
    return ImportAnswer(
        dry_run=dry_run,
        rows=dict(found.rows),
        added=dict(found.added),
        changed=dict(found.changed),
        removed=dict(found.removed),
        notes=list(found.notes),
    )


def corrections_in(text: str) -> list[Correction]:
    """Corrections as they were sent.

    Raises
    ------
    Problem
        ``bad-input`` if they cannot be read.
    """
    try:
        sent = _CORRECTIONS.validate_json(text)
    except ValidationError as wrong:
        error = FieldError(file="body", column="corrections", message=str(wrong.errors()[0]["msg"]))
        raise Problem("bad-input", errors=[error]) from wrong
    if len(sent) > MOST_CORRECTIONS:
        message = f"At most {MOST_CORRECTIONS} corrections are read at once."
        raise Problem(
            "bad-input", errors=[FieldError(file="body", column="corrections", message=message)]
        )
    return [Correction(**one.model_dump()) for one in sent]


def record_import(
    session: Session, caller: Caller, answer: ImportAnswer, *, corrections: int = 0
) -> None:
    """Write down what was taken in, and how many cells were put right on the way."""
    decision = Decision(
        action="import tables",
        object_kind="tables",
        object_id=", ".join(answer.rows),
        input_hash=book_hash(session),
        options={**answer.model_dump(exclude={"notes", "dry_run"}), "corrections": corrections},
    )
    record(session, caller.person, caller.role, decision)


def unpacked(files: list[UploadFile], folder: Path) -> Path:
    """What was sent, in a folder of its own, under names that cannot lead out of it."""
    if len(files) > MOST_FILES:
        raise _fault("", f"At most {MOST_FILES} files are read at once.")
    names = [_plain(one.filename or "") for one in files]
    if len(files) == 1 and names[0].lower().endswith(".zip"):
        _unzipped(files[0], names[0], folder)
        return folder
    for one, name in zip(files, names, strict=True):
        if (folder / name).exists():
            raise _fault(name, "Two files have this name.")
        (folder / name).write_bytes(one.file.read())
    if len(files) == 1 and names[0].lower().endswith(WORKBOOKS):
        return folder / names[0]
    return folder


def _unzipped(file: UploadFile, name: str, folder: Path) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.file.read()))
        members = [one for one in archive.infolist() if not one.is_dir()]
        if len(members) > MOST_FILES or sum(one.file_size for one in members) > MOST_UNPACKED:
            raise _fault(name, "There is too much in this archive.")
        for one in members:
            with archive.open(one) as source:
                data = source.read(MOST_UNPACKED + 1)
            if len(data) > MOST_UNPACKED:
                raise _fault(name, "There is too much in this archive.")
            (folder / _plain(one.filename)).write_bytes(data)
    except UNREADABLE as wrong:
        raise _fault(name, "This is not a zip archive that can be read.") from wrong


def _plain(name: str) -> str:
    """The last part of a file's name, without anything a path could be made of."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1].replace("\0", "").strip()
    if last in ("", ".", ".."):
        raise _fault("", "A file has no name.")
    return last[-120:]


def _fault(name: str, message: str) -> Problem:
    return Problem("bad-input", errors=[FieldError(file=name, message=message)])
