"""What is wrong with a table, said so that a planner can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """One thing to mend.

    Parameters
    ----------
    file
        Name of the file, or of the workbook and its sheet (``week.xlsx/clients``).
    row
        Row as the spreadsheet shows it, the header usually being 1; 0 is the table itself.
    column
        Canonical name of the column, or the header as written where it is not known.
    value
        What stands in the cell; never a person's name.
    message, advice
        One sentence on what is wrong; one, perhaps empty, that begins "Maybe".
    """

    file: str
    row: int = 0
    column: str = ""
    value: str = ""
    message: str
    advice: str = ""

    def __str__(self) -> str:
        where = [self.file]
        where += [f"row {self.row}"] if self.row else []
        where += [f"column {self.column}"] if self.column else []
        shown = f" {self.value!r}:" if self.value else ""
        return f"{', '.join(where)}:{shown} {self.message}" + (
            f"\n  {self.advice}" if self.advice else ""
        )


class TableFaults(InputError):  # noqa: N818 -- it holds faults, in the plural
    """Everything found wrong in a set of tables, in order of file and row."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(
            sorted(set(faults), key=lambda one: (one.file, one.row, one.column, one.message))
        )
        super().__init__("\n".join(str(one) for one in self.faults))
