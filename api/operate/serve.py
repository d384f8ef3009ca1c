"""The service as a process: started with its workers, ended without losing anything."""

from __future__ import annotations

import multiprocessing
import signal
import socket
import sys
from types import FrameType

import structlog
import uvicorn

from api.app import create_app
from api.jobs import Supervisor
from api.parts import Parts
from api.settings import Settings
from api.store import Store

GRACE_S = 10
"""Seconds requests under way may take to end once the service is told to stop."""
HAND_ON_S = 0.001
"""A thread that works hands on after so long at most: a short answer waits for no long one."""
WAITING = 2048
"""Connections that may wait to be accepted."""
log = structlog.get_logger("carerota.serve")


class Server(uvicorn.Server):
    """Tells streams to end as soon as a signal comes: they would never end by themselves."""

    def __init__(self, config: uvicorn.Config, parts: Parts) -> None:
        super().__init__(config)
        self._parts = parts

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """From now on no request is taken."""
        self._parts.stopping.set()
        super().handle_exit(sig, frame)


def listening(host: str, port: int) -> socket.socket:
    """A socket to be called at; port 0 is any free one.

    Raises
    ------
    OSError
        If somebody else is there, or the host is not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=WAITING)


def _outlive_signals() -> None:
    """Uvicorn ends the process by its own signal once it has stopped; workers come after that."""
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda _signal, _frame: None)


def serve(settings: Settings, store: Store, at: socket.socket) -> None:
    """Answer requests until a signal comes, with workers beside.

    First no request is taken any more and streams end; then workers hand back what they are at;
    then processes that answer questions end.
    """
    app = create_app(settings, store)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=30,
    )
    _outlive_signals()
    sys.setswitchinterval(HAND_ON_S)
    supervisor = Supervisor(settings, store)
    supervisor.start()
    parts: Parts = app.state.parts
    parts.desk.warm()
    log.info("serving", workers=settings.workers, threads=settings.threads)
    try:
        Server(config, parts).run(sockets=[at])
    finally:
        log.info("stopping")
        supervisor.stop()
        for child in multiprocessing.active_children():
            child.terminate()
        log.info("stopped")
