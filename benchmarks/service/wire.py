"""HTTP/1.1 over one connection with as little work as it takes."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

PATIENCE_S = 60.0
MOST_BYTES = 1 << 26


@dataclass(slots=True)
class Connection:
    """One person's connection, opened when it is needed and kept.

    Parameters
    ----------
    headers
        Sent with every request.
    cookie
        The last that was set, as it is sent back.
    """

    host: str
    port: int
    headers: dict[str, str] = field(default_factory=dict)
    cookie: str = ""
    _streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Status and body; asked again where a kept connection was closed while nobody asked.

        Raises
        ------
        OSError, asyncio.IncompleteReadError, TimeoutError
            If the connection breaks, or nothing comes for a minute.
        """
        was_kept = self._streams is not None
        try:
            return await asyncio.wait_for(self._ask(method, path, body, headers), PATIENCE_S)
        except (ConnectionError, asyncio.IncompleteReadError) as closed:
            self.close()
            began = isinstance(closed, asyncio.IncompleteReadError) and bool(closed.partial)
            if not was_kept or began:
                raise
            return await asyncio.wait_for(self._ask(method, path, body, headers), PATIENCE_S)
        except (OSError, TimeoutError):
            self.close()
            raise

    def close(self) -> None:
        """Let go of the connection."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None

    async def _ask(
        self, method: str, path: str, body: Any, headers: dict[str, str] | None
    ) -> tuple[int, bytes]:
        if self._streams is None:
            opened = asyncio.open_connection(self.host, self.port, limit=MOST_BYTES)
            self._streams = await opened
        reader, writer = self._streams
        content = body if isinstance(body, bytes) else b""
        if body is not None and not content:
            content = json.dumps(body).encode()
        own = {
            "Host": f"{self.host}:{self.port}",
            **({"Content-Type": "application/json"} if content else {}),
            "Content-Length": str(len(content)),
            **self.headers,
            **(headers or {}),
        }
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in own.items())]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(head[0].split(" ")[1])
        said = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        self.cookie = said.get("set-cookie", self.cookie).split(";")[0]
        found = await _body(reader, said, status)
        if said.get("connection") == "close":
            self.close()
        return status, found


async def _body(reader: asyncio.StreamReader, said: dict[str, str], status: int) -> bytes:
    if status in (204, 304):
        return b""
    if said.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(said.get("content-length", "0")))
    found = b""
    while True:
        size = int((await reader.readuntil(b"\r\n")).strip(), 16)
        found += (await reader.readexactly(size + 2))[:-2]
        if size == 0:
            return found
