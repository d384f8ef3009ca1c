"""Every route, by what it is about. A route without a permission does not start (tests/api)."""

from fastapi import APIRouter

from api.routes import session

ROUTERS: tuple[APIRouter, ...] = (session.router,)
