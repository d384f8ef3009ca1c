"""Creating calls that may be sent twice and are done once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Protocol

from fastapi import Depends, Header, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from starlette.datastructures import UploadFile

from api.auth.caller import Caller
from api.parts import Parts, parts_of
from api.problems import Problem
from api.store import Repeat, now

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Sent again with the same key, the call gives the first answer again.",
    ),
]


class Digest(Protocol):
    """A hash under way."""

    def update(self, data: bytes, /) -> None:
        """Take in more."""


class Once:
    """Does something in one transaction, together with the memory of having done it."""

    def __init__(self, parts: Parts, key: str | None, request_hash: str) -> None:
        self._store = parts.store
        self._key = key
        self._hash = request_hash

    def do(
        self,
        caller: Caller,
        make: Callable[[Session], Any],
        status: int = 201,
        secret: Sequence[str] = (),
    ) -> JSONResponse:
        """The answer to a creating call: made now, or the one given before.

        Parameters
        ----------
        make
            Does the work in the transaction it is given and returns what is answered.
        secret
            Fields that are answered once and not remembered: a repeat has null in them.

        Raises
        ------
        Problem
            ``repeat-differs`` if the key was used for something else.
        """
        earlier = self.earlier(caller)
        if earlier is not None:
            return earlier
        try:
            with self._store.write(caller.tenant) as session:
                body = jsonable_encoder(make(session))
                if self._key is not None:
                    session.add(self._memory(caller, status, _without(body, secret)))
                    session.flush()
        except IntegrityError:
            earlier = self.earlier(caller)
            if earlier is None:
                raise
            return earlier
        return JSONResponse(body, status)

    def earlier(self, caller: Caller) -> JSONResponse | None:
        """The answer given before, for work that begins outside the transaction.

        Raises
        ------
        Problem
            ``repeat-differs`` if the key was used for something else.
        """
        if self._key is None:
            return None
        with self._store.read(caller.tenant) as session:
            found = session.get(Repeat, (caller.tenant, caller.person, self._key))
        if found is None:
            return None
        if found.request_hash != self._hash:
            raise Problem("repeat-differs")
        return JSONResponse(found.body, found.status, headers={"Idempotent-Replay": "true"})

    def _memory(self, caller: Caller, status: int, body: Any) -> Repeat:
        return Repeat(
            tenant_id=caller.tenant,
            person_id=caller.person,
            key=self._key,
            request_hash=self._hash,
            status=status,
            body=body,
            at=now(),
        )


def _without(body: Any, secret: Sequence[str]) -> Any:
    """The answer with nothing in the fields named."""
    return {**body, **dict.fromkeys(secret)} if secret else body


async def once(request: Request, key: IdempotencyKey = None) -> Once:
    """Dependency of creating calls."""
    digest = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        await _add_form(digest, request)
    else:
        digest.update(await request.body())
    return Once(parts_of(request), key, digest.hexdigest())


async def _add_form(digest: Digest, request: Request) -> None:
    """What a form says; what stands between its parts differs each time it is sent."""
    for name, value in (await request.form()).multi_items():
        digest.update(name.encode())
        if isinstance(value, UploadFile):
            digest.update((value.filename or "").encode())
            digest.update(await value.read())
            await value.seek(0)
        else:
            digest.update(value.encode())


DoOnce = Annotated[Once, Depends(once)]
