"""The Python client: a method for every route, nothing done twice, nothing lost of a stream."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from api.app import create_app
from api.client import Client, Event, Patience, ProblemError
from api.client.events import parsed
from api.client.wire import Wire
from api.settings import Settings

QUICK = Patience(tries=3, first_wait_s=0.0, longest_wait_s=0.0)
KINDS = {
    "Exports.rota": [{"paper": name} for name in ("rota.csv", "report.html")],
    "Fhir.search": [{"kind": name} for name in ("Appointment", "CareTeam", "Schedule", "Slot")],
    "Fhir.read": [{"kind": name} for name in ("Appointment", "CareTeam", "Schedule", "Slot")],
}
"""Methods that stand for several routes, with what tells these apart."""
GIVEN = {
    "Exports.tables": {"form": "zip"},
}
BROWSERS = ("/session/oidc", "/session/sso")
"""Routes that send a browser elsewhere and back; a program signs in with a key."""


def _client(answers: Callable[[httpx.Request], httpx.Response]) -> Client:
    transport = httpx.MockTransport(answers)
    return Client(
        http=httpx.Client(transport=transport, base_url="http://rota.test"), patience=QUICK
    )


def _value(annotation: str) -> Any:
    """Something of the type of a parameter."""
    for begins, value in (
        ("str", "x1"),
        ("int", 1),
        ("bool", True),
        ("datetime", datetime(2026, 12, 1, tzinfo=UTC)),
        ("Sequence[Path]", [Path(__file__)]),
        ("Sequence", []),
        ("Mapping", {}),
    ):
        if annotation.startswith(begins):
            return value
    raise AssertionError(f"no value of the type {annotation}")


def _arguments(method: Callable[..., Any]) -> dict[str, Any]:
    """Everything that a method must be given."""
    return {
        name: _value(str(one.annotation))
        for name, one in inspect.signature(method).parameters.items()
        if one.default is inspect.Parameter.empty
        and one.kind not in (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    }


def _requests() -> set[tuple[str, str]]:
    """Method and path of every request the client can send."""
    sent: set[tuple[str, str]] = set()

    def answer(request: httpx.Request) -> httpx.Response:
        sent.add((request.method, request.url.path))
        return httpx.Response(200, json={"items": [], "next": None})

    client = _client(answer)
    for resource in vars(client).values():
        if isinstance(resource, httpx.Client):
            continue
        for name, method in inspect.getmembers(resource, inspect.ismethod):
            if name.startswith("_"):
                continue
            full = f"{type(resource).__name__}.{name}"
            for more in KINDS.get(full, [GIVEN.get(full, {})]):
                _sent(method, {**_arguments(method), **more})
    return sent


def _sent(method: Callable[..., Any], arguments: dict[str, Any]) -> None:
    """Call it; what is answered here is no answer of a service."""
    try:
        found = method(**arguments)
        if isinstance(found, Iterator):
            next(found, None)
    except (ValidationError, ProblemError, KeyError):
        pass


def _as_pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{[^/]+?\\\}", r"[^/]+", re.escape(path)) + "$")


def test_every_route_has_a_method(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each operation of the description is sent by some method of the client."""
    monkeypatch.setattr("api.client.events.WAIT_S", 0.0)
    described = create_app(Settings(database=f"sqlite:///{tmp_path}/x.db")).openapi()
    sent = _requests()
    missing = [
        f"{method.upper()} {path}"
        for path, operations in described["paths"].items()
        for method in operations
        if not any(one in path for one in BROWSERS)
        and not any(
            method.upper() == verb and _as_pattern(path).match(address) for verb, address in sent
        )
    ]
    assert missing == []


def test_a_creating_call_is_sent_again_under_the_same_key() -> None:
    """After a broken connection and after "not ready"; the key is another for another call."""
    keys: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        keys.append(request.headers["Idempotency-Key"])
        if len(keys) == 1:
            raise httpx.ReadError("cut off", request=request)
        if len(keys) == 2:
            return httpx.Response(503, json={"code": "not-ready"}, headers={"Retry-After": "0"})
        return httpx.Response(201, json={"id": "row_1"})

    client = _client(answer)
    assert client.clients.add({"client_id": "C1"}) == {"id": "row_1"}
    assert len(keys) == 3
    assert len(set(keys)) == 1
    client.clients.add({"client_id": "C2"})
    assert len(set(keys)) == 2


def test_a_change_is_sent_once() -> None:
    """Whether it was made is not known after a broken connection; the caller looks."""
    sent: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers["If-Match"])
        raise httpx.ReadError("cut off", request=request)

    with pytest.raises(ProblemError) as refused:
        _client(answer).clients.change("row_1", {"pets": True}, version=4)
    assert refused.value.code == "no-answer"
    assert sent == ['"4"']


def test_a_refusal_says_what_to_mend() -> None:
    """Code, errors, and both versions where somebody saved first."""
    body = {
        "code": "conflict",
        "title": "Somebody saved first",
        "detail": "This is version 2.",
        "errors": [{"file": "body", "column": "x", "message": "Wrong.", "new": 1}],
        "current": {"version": 2},
    }
    client = _client(lambda _: httpx.Response(409, json=body))
    with pytest.raises(ProblemError, match="conflict: This is version 2") as refused:
        client.rotas.rename("rota_1", "x", version=1)
    assert refused.value.errors[0].column == "x"
    assert refused.value.current == {"version": 2}
    torn = _client(lambda _: httpx.Response(502, text="<html>"))
    with pytest.raises(ProblemError) as unknown:
        torn.session.me()
    assert (unknown.value.status, unknown.value.code) == (502, "unknown")


def test_a_list_is_read_to_its_end() -> None:
    """Page after page, each asked for once."""
    asked: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        after = request.url.params.get("after")
        asked.append(after)
        number = int(after or 0)
        onward = None if number == 2 else str(number + 1)
        return httpx.Response(200, json={"items": [{"id": number}], "next": onward})

    assert [one["id"] for one in _client(answer).clients.list()] == [0, 1, 2]
    assert asked == [None, "1", "2"]


class _CutOff(httpx.SyncByteStream):
    """A stream that breaks after what it holds."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __iter__(self) -> Iterator[bytes]:
        yield self._text.encode()
        raise httpx.ReadError("cut off")


def _event(number: int, kind: str) -> str:
    return f'id: {number}\nevent: {kind}\ndata: {{"at": "t", "kind": "{kind}", "body": {{}}}}\n\n'


def test_a_stream_that_breaks_is_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the last event seen whole: none twice, none lost, to the job's end."""
    monkeypatch.setattr("api.client.events.WAIT_S", 0.0)
    asked: list[str | None] = []
    streams = [
        _event(1, "queued") + _event(2, "progress") + "id: 3\nevent: progr",
        "",
        _event(3, "progress") + ": still here\n\n" + _event(4, "done"),
    ]

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers.get("Last-Event-ID"))
        return httpx.Response(200, stream=_CutOff(streams[len(asked) - 1]))

    seen = list(_client(answer).jobs.events("job_1"))
    assert [(one.id, one.kind) for one in seen] == [
        ("1", "queued"),
        ("2", "progress"),
        ("3", "progress"),
        ("4", "done"),
    ]
    assert asked == [None, "2", "2"]


def test_a_stream_that_never_comes_back_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """And one that is refused is refused."""
    monkeypatch.setattr("api.client.events.WAIT_S", 0.0)
    gone = _client(lambda _: httpx.Response(200, stream=_CutOff("")))
    with pytest.raises(ProblemError) as away:
        list(gone.jobs.events("job_1"))
    assert away.value.code == "no-answer"
    refused = _client(lambda _: httpx.Response(404, json={"code": "not-found"}))
    with pytest.raises(ProblemError) as unknown:
        list(refused.jobs.events("job_1"))
    assert unknown.value.code == "not-found"


def test_events_are_read_as_the_standard_has_them() -> None:
    """Data over several lines is one; comments are none; a last one without its end is none."""
    lines = [": hello", "", "id: 7", "data: {", 'data: "kind": "x", "body": {"a": 1}}', "", "id: 8"]
    assert list(parsed(lines)) == [Event(id="7", kind="x", at="", body={"a": 1})]


def test_nothing_is_tried_less_than_once() -> None:
    """A wire that cannot try is a fault of ours."""
    http = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, json={})))
    with pytest.raises(AssertionError):
        Wire(http, Patience(tries=0)).get("http://rota.test/x")
