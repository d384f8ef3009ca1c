"""Files of tables as they are checked, corrected and taken in."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from api.problems import FieldError

LONGEST_CELL = 2000


class CorrectionIn(BaseModel):
    """What is to stand in place of what a file says."""

    model_config = ConfigDict(extra="forbid")

    file: str = Field(max_length=300, description="As errors name it.")
    row: int = Field(ge=0, le=2**31, description="As errors number it; 0 is the sheet's own name.")
    column: str = Field(default="", max_length=200)
    value: str = Field(default="", max_length=LONGEST_CELL)
    drop: bool = Field(default=False, description="Pass the whole row over.")


class ImportAnswer(BaseModel):
    """What an import did, or would do."""

    dry_run: bool
    rows: dict[str, int] = Field(description="Rows by table.")
    added: dict[str, int]
    changed: dict[str, int]
    removed: dict[str, int]
    notes: list[str] = Field(description="What a planner should know; nothing is wrong.")


class FileFound(BaseModel):
    """One file, or one sheet of a workbook."""

    file: str
    table: str | None = Field(description="The table it holds; null where it was not read.")
    rows: int


class CellShown(BaseModel):
    """One cell of a faulty row."""

    column: str
    value: str


class RowShown(BaseModel):
    """A row with something to mend, as the file has it; row 0 is none."""

    file: str
    row: int
    header: bool = Field(description="Whether it is the row of the headers.")
    cells: list[CellShown]


class CheckAnswer(BaseModel):
    """Everything there is to say about files before they are taken in."""

    ok: bool = Field(description="Whether they could be taken in as they are.")
    files: list[FileFound]
    errors: list[FieldError]
    shown: list[RowShown] = Field(description="Rows with errors, so that they can be put right.")
    rows: dict[str, int] = Field(description="Rows by table given.")
    added: dict[str, int]
    changed: dict[str, int]
    removed: dict[str, int]
    notes: list[str] = Field(description="What a planner should know; nothing is wrong.")
