"""The service, with a resource for each thing it is about."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import httpx

from api.client.jobs import Jobs
from api.client.offers import Holds, Offers
from api.client.outside import Exports, Fhir, Operation
from api.client.people import Audit, Given, People, Session
from api.client.questions import Questions
from api.client.rotas import Moves, Rotas
from api.client.tables import Book, Imports, Rules, Scenarios, Table
from api.client.wire import Patience, Wire

TIMEOUT_S = 310.0
"""A little more than the service itself takes over its longest question."""


class Client:
    """One service, as one person.

    Parameters
    ----------
    address
        Such as ``https://rota.example``.
    key
        A key to act as a person; without one, ``session.sign_in``.
    patience
        How often a request that may be repeated is tried.
    http
        Sends in place of a client of our own; address and key are then its affair.
    """

    def __init__(
        self,
        address: str = "",
        key: str | None = None,
        *,
        patience: Patience | None = None,
        http: httpx.Client | None = None,
    ) -> None:
        headers = {"Sec-Fetch-Site": "same-origin"}
        if key is not None:
            headers["X-API-Key"] = key
        self._http = http or httpx.Client(base_url=address, headers=headers, timeout=TIMEOUT_S)
        wire = Wire(self._http, patience or Patience())
        self.session = Session(wire)
        self.clients = Table(wire, "clients")
        self.carers = Table(wire, "carers")
        self.demand = Table(wire, "demand")
        self.availability = Table(wire, "availability")
        self.history = Table(wire, "history")
        self.pairs = Table(wire, "pairs")
        self.away = Table(wire, "away")
        self.legs = Table(wire, "legs")
        self.book = Book(wire)
        self.imports = Imports(wire)
        self.rules = Rules(wire)
        self.scenarios = Scenarios(wire)
        self.rotas = Rotas(wire)
        self.moves = Moves(wire)
        self.questions = Questions(wire)
        self.offers = Offers(wire)
        self.holds = Holds(wire)
        self.jobs = Jobs(wire)
        self.people = People(wire)
        self.keys = Given(wire, "keys")
        self.grants = Given(wire, "grants")
        self.feeds = Given(wire, "feeds")
        self.audit = Audit(wire)
        self.exports = Exports(wire)
        self.fhir = Fhir(wire)
        self.operation = Operation(wire)

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
