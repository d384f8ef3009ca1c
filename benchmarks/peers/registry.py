"""Which peers there are; each is a module with ``SOLVER``, ``available`` and ``solve``."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import Protocol, cast

from benchmarks.peers.care import Given, Row
from scheduler.domain.errors import InputError

ALL = "all"


class Peer(Protocol):
    """What the module of a peer offers."""

    SOLVER: str

    def available(self) -> str | None:
        """Why the peer cannot run here; ``None`` if it can."""

    def solve(self, given: Given, seconds: float, threads: int, seed: int) -> Row:
        """The set's answer after about ``seconds``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Where a peer lives and which library it stands on."""

    module: str
    library: str

    def peer(self) -> Peer:
        """The peer itself."""
        return cast("Peer", import_module(self.module))

    def prepare(self) -> None:
        """Make what the peer needs once, where it offers that and can run here."""
        peer = self.peer()
        if hasattr(peer, "prepare") and peer.available() is None:
            peer.prepare()

    def version(self) -> str:
        """The installed library and its version."""
        return f"{self.library} {version(self.library)}"


PEERS = {
    "timefold": Entry(module="benchmarks.peers.timefold", library="timefold"),
    "routing": Entry(module="benchmarks.peers.routing", library="ortools"),
    "pyvrp": Entry(module="benchmarks.peers.pyvrp", library="pyvrp"),
    "vroom": Entry(module="benchmarks.peers.vroom", library="pyvroom"),
    "vrp_cli": Entry(module="benchmarks.peers.vrp_cli", library="vrp-cli"),
    "cpsat": Entry(module="benchmarks.peers.cpsat", library="ortools"),
}


def peers_named(words: str) -> tuple[str, ...]:
    """Keys of ``PEERS`` that a person asked for: ``all``, or some with commas between them.

    Raises
    ------
    InputError
        If there is no such peer.
    """
    names = tuple(PEERS) if words == ALL else tuple(name.strip() for name in words.split(","))
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        raise InputError(
            f"There is no peer {', '.join(unknown)}.\n"
            f"Maybe one of these was meant: {', '.join(PEERS)}; or {ALL}."
        )
    return names
