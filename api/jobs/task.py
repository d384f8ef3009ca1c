"""A job as its kind sees it: what was asked, what is there, how to tell what was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.desk.weeks import Base, Laid, given_at, laid_at
from api.jobs.checkpoint import Saved, unpacked
from api.jobs.fence import Claim
from api.jobs.pulse import Ended, News, Pulse
from api.settings import Settings
from api.store import Store
from data.tables import Given
from scheduler.domain.rota import Rota
from scheduler.formulate import Formulation
from scheduler.interpret import interpret
from solver.model import Solution
from solver.result import Progress
from solver.stop import Halt

Settle = Callable[[Session], BaseModel]
"""Keeps what a job made, in the job's last transaction, and returns its result."""


class NothingFoundError(Exception):
    """The job was ended before there was anything to keep."""


class PutBackError(Exception):
    """The worker is to stop: another goes on from what is saved."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Task:
    """One job being worked on.

    Parameters
    ----------
    base
        Where the database and travel times are.
    halt
        Given to every search: ends it when the job has to end.
    before
        What an earlier attempt saved.
    said
        The figures last told.
    """

    claim: Claim
    store: Store
    settings: Settings
    base: Base
    halt: Halt
    pulse: Pulse
    before: Saved | None = None
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def ended(self) -> Ended | None:
        """Why the job has to end, where it has to."""
        return self.pulse.ended

    def given(self, snapshot_id: str, first: date | None, days: int) -> Given:
        """The period of a snapshot."""
        with self.store.read(self.claim.tenant) as session:
            return given_at(self.base, session, snapshot_id, first, days)

    def laid(self, rota_id: str) -> Laid:
        """A rota with its week and pins."""
        return laid_at(self.base, self.claim.tenant, rota_id)

    def tell(self, progress: Progress, phase: str = "") -> None:
        """Let it be known how far the search is, counted over all attempts."""
        self.pulse.tell(News(self._body(progress, phase)))

    def note(self, **figures: Any) -> None:
        """Have figures told with whatever is told next, and from then on."""
        self.said.update(figures)

    def keep(self, formulation: Formulation, solution: Solution, phase: str = "") -> None:
        """Let the best answer so far be saved."""
        self.pulse.tell(News(saved=lambda: self._saved(formulation, solution, phase)))

    def keeping(self) -> None:
        """Let it be known that the search has ended.

        Raises
        ------
        PutBackError
            If it was ended because the worker is to stop: judging would only keep it waiting.
        """
        if self.ended is Ended.STOPPING:
            raise PutBackError
        self.pulse.keeping()

    def demand_something(self, *, found: bool) -> None:
        """Give up where the job has to end and nothing was found.

        Raises
        ------
        NothingFoundError
            Then.
        PutBackError
            If that is because the worker is to stop.
        """
        if not found and self.ended is Ended.STOPPING:
            raise PutBackError
        if not found and self.ended is not None:
            raise NothingFoundError

    @property
    def spent(self) -> float:
        """Seconds that earlier attempts spent on what they saved."""
        return 0.0 if self.before is None else self.before.elapsed

    @property
    def steps(self) -> int:
        """Steps that earlier attempts made, of all threads."""
        return 0 if self.before is None else self.before.iterations

    def _body(self, progress: Progress, phase: str) -> dict[str, Any]:
        self.said.update(
            phase=phase,
            elapsed_s=round(self.spent + progress.elapsed, 2),
            iterations=self.steps + progress.iterations,
            cost=list(progress.cost),
            left_out=progress.left_out,
            faces=round(progress.faces, 3),
        )
        return dict(self.said)

    def _saved(self, formulation: Formulation, solution: Solution, phase: str) -> Saved:
        return self._stamped(interpret(formulation, solution), phase)

    def _stamped(self, rota: Rota, phase: str) -> Saved:
        said = self.said
        return Saved(
            rota=rota,
            phase=phase,
            elapsed=said.get("elapsed_s", self.spent),
            iterations=said.get("iterations", self.steps),
        )


def task_of(
    claim: Claim, *, store: Store, settings: Settings, base: Base, pulse: Pulse, halt: Halt
) -> Task:
    """The task of a claimed job."""
    return Task(
        claim=claim,
        store=store,
        settings=settings,
        base=base,
        halt=halt,
        pulse=pulse,
        before=unpacked(claim.checkpoint),
    )
