"""Figures for Prometheus; labels hold routes and states, never an id."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

REQUESTS = Counter("carerota_requests_total", "Requests answered", ("method", "route", "status"))
SECONDS = Histogram(
    "carerota_request_seconds",
    "Seconds to answer",
    ("method", "route"),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)
