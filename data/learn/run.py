"""From files to proposals, and from accepted proposals to tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.given import Sources, given_for
from data.learn.accept import accepted_tables, all_of, read_accepted
from data.learn.actuals import read_actuals
from data.learn.proposals import Proposals, proposal_files, proposals_from
from data.learn.tables_out import tables_with
from data.tables import Given, Tables, read_rota
from scheduler.domain.errors import InputError
from scheduler.planning.actuals import Adopted, adopt


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Everything that is asked for.

    ``iterations`` and ``seed`` are of the search for the nearest rota that fits.
    """

    actuals: Path | None
    accept: Path | None
    rota: Path | None
    first: date | None
    days: int
    sources: Sources
    iterations: int
    seed: int

    def check(self, given: Path, out: Path) -> None:
        """Refuse what cannot be answered.

        Raises
        ------
        InputError
            If neither or both of records and accepted proposals are given, or tables would
            be written over the ones they are made from.
        """
        if (self.actuals is None) == (self.accept is None):
            raise InputError(
                "Give either records of visits made, or proposals to accept.\n"
                "Maybe first carerota learn INPUT ACTUALS, and then with --accept FILE alone."
            )
        if self.accept is not None and given.resolve() in (out.resolve(), *out.resolve().parents):
            raise InputError(
                f"The new tables would stand in {given}, among those they are made from.\n"
                "Maybe choose another folder with --out."
            )


def propose(tables: Tables, question: Question) -> tuple[dict[str, bytes], str]:
    """Files of proposals, and a sentence about them."""
    assert question.actuals is not None
    given = given_for(tables, question.first, question.days, question.sources)
    attendances = read_actuals(question.actuals, tables, given.week.horizon)
    found = proposals_from(given.week, attendances)
    adopted = None if question.rota is None else _adopted(tables, given, found, question)
    said = (
        f"{len(attendances)} records: {len(found.longer_or_shorter)} lengths and "
        f"{len(found.slower)} ways proposed; nothing is changed before somebody accepts."
    )
    if adopted is not None:
        said += f" {len(adopted.effects)} visits of the rota would not stay as they are."
    return proposal_files(given.week, found, adopted), said


def _adopted(tables: Tables, given: Given, found: Proposals, question: Question) -> Adopted:
    """The rota as near to that of today as can be, were all proposals accepted."""
    assert question.rota is not None
    rota = read_rota(question.rota, given.week, names=given.names)
    changed = accepted_tables(tables, all_of(found))
    first = given.week.horizon.first_day
    then = given_for(changed, first, question.days, question.sources)
    return adopt(given.week, then.week, rota, iterations=question.iterations, seed=question.seed)


def accept_into(given: Path, tables: Tables, question: Question) -> tuple[dict[str, bytes], str]:
    """The tables with what was accepted as files, and a sentence about them."""
    assert question.accept is not None
    accepted = read_accepted(question.accept, tables)
    changed = accepted_tables(tables, accepted)
    said = f"{len(accepted.lengths)} lengths and {len(accepted.legs)} ways accepted."
    return tables_with(given, changed, accepted), said
