"""Private calendars, read without signing in by whoever has the address."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from api.auth.feeds import feed_of
from api.parts import WithParts

router = APIRouter(prefix="/feeds", tags=["feeds"])
MEDIA_TYPE = "text/calendar"


class CalendarResponse(Response):
    """An iCalendar file."""

    media_type = MEDIA_TYPE


@router.get(
    "/{token}.ics",
    summary="A private calendar",
    response_class=CalendarResponse,
    responses={
        200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}},
        304: {"description": "Nothing has changed since the ETag sent."},
    },
)
def calendar(
    token: Annotated[str, Path(max_length=200, description="As it was shown when made.")],
    parts: WithParts,
    if_none_match: Annotated[str | None, Header(alias="If-None-Match")] = None,
) -> Response:
    """Visits of the rotas published, as they are told now; those taken away say so.

    The address is the secret: unknown, revoked and expired ones are answered alike.
    """
    feed = feed_of(parts.store, token)
    parts.limits.request(f"feed {feed.id}")
    with parts.store.read(feed.tenant_id) as session:
        body = parts.calendars.of(session, feed)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "private, max-age=900",
        "Content-Disposition": 'inline; filename="rota.ics"',
        "X-Robots-Tag": "noindex",
    }
    if if_none_match is not None and tag in if_none_match:
        return Response(status_code=304, headers=headers)
    return CalendarResponse(body, headers=headers)
