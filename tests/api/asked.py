"""Questions answered in the process of the test, and a rota to ask about."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from fastapi import FastAPI

from api.app import create_app
from api.book import take_snapshot
from api.desk import Desk
from api.desk.weeks import base_of, given_at
from api.rotas import judged, keep_rota
from api.settings import Settings
from api.store import Store
from scheduler.planning.week import plan_week

Answer = TypeVar("Answer")


class InlineDesk(Desk):
    """Answers where it is asked; what goes in and comes out is pickled as between processes."""

    def __init__(self) -> None:
        super().__init__(1)

    def ask(self, question: Callable[..., Answer], *given: Any, patience: float = 0) -> Answer:
        """The answer, as it would come from another process."""
        del patience
        asked = pickle.loads(pickle.dumps((question, given)))
        answer: Answer = pickle.loads(pickle.dumps(asked[0](*asked[1])))
        return answer


def inline_app(store: Store, settings: Settings | None = None) -> FastAPI:
    """The service without processes of its own: starting one takes longer than a test."""
    app = create_app(settings or Settings(), store)
    app.state.parts = replace(app.state.parts, desk=InlineDesk())
    return app


def keep_planned(store: Store, *, iterations: int = 20_000) -> str:
    """A rota planned from the tables of tenant_a as they are, kept as a draft."""
    base = base_of(Settings(), store)
    with store.write("tenant_a") as session:
        snapshot = take_snapshot(session)
        given = given_at(base, session, snapshot.id, None, 7)
        made = plan_week(given.week, iterations=iterations, threads=1)
        row = keep_rota(
            session, judged(given, made.rota, made), snapshot_id=snapshot.id, made_by="person_x"
        )
        return row.id
