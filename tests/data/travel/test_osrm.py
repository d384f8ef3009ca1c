"""A routing server, played by a small one of our own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from data.travel.figures import travel_figures
from data.travel.great_circle import GreatCircle
from data.travel.osrm import OsrmTravel
from scheduler.domain.errors import InputError
from scheduler.domain.travel import Mode
from tests.data.travel.hamlet import LAT, LON, STEP, at


@dataclass
class Server:
    """What the server was asked, and how it shall behave."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    fail_after: int = 10**9
    island: float = 1e9
    broken: bool = False


def seconds_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The server's own idea of travel: 10 s a step east, 20 s west, 7 s north or south."""
    east = (other[0] - one[0]) / STEP
    north = abs(other[1] - one[1]) / STEP
    return round(10 * max(east, 0) + 20 * max(-east, 0) + 7 * north, 1)


def answer(server: Server, path: str) -> dict[str, Any]:
    """The table the real service would give."""
    parts = urlsplit(path)
    points = [
        (float(pair.split(",")[0]) - LON, float(pair.split(",")[1]) - LAT)
        for pair in parts.path.rsplit("/", 1)[1].split(";")
    ]
    query = parse_qs(parts.query)
    rows, columns = (
        [points[int(row)] for row in query[name][0].split(";")]
        for name in ("sources", "destinations")
    )

    def cell(one: tuple[float, float], other: tuple[float, float], rate: float) -> float | None:
        if max(one[0], other[0]) > server.island:
            return None
        return seconds_between(one, other) * rate

    tables = {
        name: [[cell(one, other, rate) for other in columns] for one in rows]
        for name, rate in (("durations", 1.0), ("distances", 10.0))
    }
    return {"code": "Ok", **({} if server.broken else tables)}


@contextmanager
def running() -> Iterator[Server]:
    """A server on a free port of this machine."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        """Answers one request."""

        def do_GET(self) -> None:
            """Answer with a table, or with an error once the server is tired."""
            server.asked.append(self.path)
            if len(server.asked) > server.fail_after:
                self.send_error(500)
                return
            content = json.dumps(answer(server, self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def asking(server: Server, tile: int = 100) -> OsrmTravel:
    """Travel by the server, in tables of at most ``tile`` by ``tile``."""
    figures = travel_figures()
    return OsrmTravel(
        server.url, figures=replace(figures, osrm=replace(figures.osrm, tile=tile, timeout=5.0))
    )


PLACES = [at(0, 0), at(3, 0), at(0, 4), at(6, 1), at(2, 9)]


@pytest.mark.parametrize(("tile", "calls"), [(100, 1), (2, 9), (1, 25)])
def test_tables_are_put_together_from_blocks(tile: int, calls: int) -> None:
    """However the question is cut, row is from and column is to."""
    with running() as server:
        matrix = asking(server, tile).matrix(PLACES, Mode.CAR)
    wanted = [
        [
            round(
                seconds_between((one.lon - LON, one.lat - LAT), (other.lon - LON, other.lat - LAT))
            )
            for other in PLACES
        ]
        for one in PLACES
    ]
    assert matrix.seconds.tolist() == wanted
    assert matrix.metres[0, 1] == 300
    assert matrix.seconds[1, 0] == 60
    assert not matrix.estimated.any()
    assert len(server.asked) == calls


def test_each_mode_asks_for_its_own_profile() -> None:
    """Cars drive, walkers walk; an e-bike is a bike that is faster by 11 to 9."""
    with running() as server:
        travel = asking(server)
        for mode in (Mode.CAR, Mode.WALK, Mode.BIKE):
            travel.matrix(PLACES, mode)
        assert travel.matrix(PLACES, Mode.EBIKE).seconds[0, 1] == round(30 * 9 / 11)
    profiles = [path.split("/")[3] for path in server.asked]
    assert profiles == ["driving", "foot", "cycling", "cycling"]


def test_a_leg_without_a_route_is_estimated() -> None:
    """The place beyond step 5 has no road on the server; its legs are guesses and say so."""
    with running() as server:
        server.island = 5 * STEP
        matrix = asking(server).matrix(PLACES, Mode.CAR)
    guess = GreatCircle().matrix(PLACES, Mode.CAR)
    assert matrix.estimated[3].tolist() == [True, True, True, False, True]
    assert matrix.seconds[3, 0] == guess.seconds[3, 0]
    assert not matrix.estimated[0, 1]


def test_a_server_that_fails_is_not_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    """After two failures in a row the rest is estimated; what was answered stays."""
    with running() as server:
        server.fail_after = 3
        matrix = asking(server, tile=2).matrix(PLACES, Mode.CAR)
    assert len(server.asked) == 5
    assert not matrix.estimated[0, 1]
    assert matrix.estimated[4, 0]
    assert "gives no answer" in caplog.text


def test_an_answer_without_tables_is_no_answer(caplog: pytest.LogCaptureFixture) -> None:
    """A server that says Ok and nothing else is not believed."""
    with running() as server:
        server.broken = True
        matrix = asking(server).matrix(PLACES, Mode.CAR)
    assert (matrix.estimated == ~np.eye(5, dtype=np.bool_)).all()
    assert "no table of durations" in caplog.text


def test_a_server_that_is_away_leaves_estimates() -> None:
    """Nobody listens at the port of a server that has stopped."""
    with running() as server:
        pass
    matrix = asking(server).matrix(PLACES, Mode.CAR)
    assert matrix.estimated.sum() == 20


@pytest.mark.parametrize("url", ["localhost:5000", "file:///etc", "http://"])
def test_only_http_addresses_are_asked(url: str) -> None:
    """A file or a bare name is no server."""
    with pytest.raises(InputError, match="not an http address"):
        OsrmTravel(url)


def test_a_server_knows_no_bus() -> None:
    """Buses come from a timetable."""
    with pytest.raises(InputError, match="mode bus"):
        OsrmTravel("http://localhost").matrix(PLACES, Mode.BUS)
