"""Finding a rota, and what of it somebody may see."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, defer

from api.auth import Caller, Permission
from api.problems import Problem, not_found
from api.store import AssignmentRow, RotaRow
from scheduler.domain.rota import Stage


def rota_at(session: Session, caller: Caller, rota_id: str, *, whole: bool = True) -> RotaRow:
    """A rota the caller may know of: the office every one, others what was published.

    Parameters
    ----------
    whole
        Without its measures, which are by far the most of it, where nothing of them is said.

    Raises
    ------
    Problem
        ``not-found``.
    """
    options = () if whole else (defer(RotaRow.measures, raiseload=True),)
    row = session.get(RotaRow, rota_id, options=options)
    if row is None or (row.stage == Stage.DRAFT and not caller.may(Permission.SEE_ROTAS)):
        raise not_found("rota", rota_id)
    return row


def demand_draft(row: RotaRow) -> None:
    """Refuse to change what somebody has been told.

    Raises
    ------
    Problem
        ``wrong-state``.
    """
    if row.stage != Stage.DRAFT:
        raise Problem(
            "wrong-state",
            f"This rota is {row.stage}: make a draft of it, change that and publish it.",
        )


def own_assignments(session: Session, caller: Caller, rota_id: str) -> Select[AssignmentRow]:
    """Parts of a rota's visits within the caller's scope.

    A carer sees their own visits and who else comes to them; a client and their family every
    visit to the client.
    """
    query = select(AssignmentRow).where(AssignmentRow.rota_id == rota_id)
    if caller.clients is None and caller.carers is None:
        return query
    if caller.carers:
        own = select(AssignmentRow.visit_id).where(
            AssignmentRow.carer_id.in_(caller.carers), AssignmentRow.rota_id == rota_id
        )
        # Two short queries. As one, joined with itself, PostgreSQL read the rota once for each of
        # its visits wherever it had not yet counted the table.
        return query.where(AssignmentRow.visit_id.in_(session.scalars(own).all()))
    return query.where(AssignmentRow.client_id.in_(caller.clients or ()))
