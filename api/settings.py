"""What a service is told: read once from the environment, checked before anything starts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_database() -> str:
    """An embedded database in the user's own folder for data, wherever a command is called."""
    return f"sqlite:///{user_data_path('carerota', appauthor=False) / 'carerota.db'}"


SECRETS = Path("/run/secrets")


def secrets_folder() -> Path | None:
    """Where containers put secrets, as files named as the variables are (``CAREROTA_DATABASE``)."""
    return SECRETS if SECRETS.is_dir() else None


class Settings(BaseSettings):
    """Everything the service may be told; each field is a variable ``CAREROTA_<NAME>``.

    A file of that name in ``/run/secrets`` does as well: so no secret has to stand in the
    environment.

    Parameters
    ----------
    database
        SQLAlchemy URL: by default SQLite in the user's folder for data; PostgreSQL as
        ``postgresql+psycopg://...``.
    workers
        Worker processes that ``serve`` starts beside itself.
    threads
        Threads each search uses.
    worker_niceness
        How far workers stand back behind whoever waits for an answer (0 to 19).
    desks
        Processes that answer questions about a rota (explain, offers, prices of a move).
    session_hours, family_days
        How long a session lasts, and a family's grant where none is said.
    sign_ins_a_minute, requests_a_minute
        Limits for one login, and for one person or address.
    upload_bytes
        Largest body taken.
    stale_s, cancel_grace_s
        Seconds without a sign of life after which a worker counts as lost; seconds a job may
        take to heed a cancel or its time limit before its worker is killed.
    roads, osrm, timetable
        Where travel times come from, as on the command line.
    secure_cookies
        Off only where the service is tried without TLS on another host than this one.
    oidc_issuer, oidc_client, oidc_secret
        Single sign-on, where a provider uses it.
    proxies
        Addresses of proxies whose word for who asks is taken, with commas.
    metrics_token
        With it, figures may be read from other machines (``Authorization: Bearer ...``).
    allowed_hosts
        Names under which the service answers; others are refused.
    """

    model_config = SettingsConfigDict(
        env_prefix="CAREROTA_", frozen=True, extra="ignore", secrets_dir=secrets_folder()
    )

    database: str = Field(default_factory=default_database)
    workers: Annotated[int, Field(ge=0, le=64)] = 1
    threads: Annotated[int, Field(ge=1, le=64)] = 2
    worker_niceness: Annotated[int, Field(ge=0, le=19)] = 5
    desks: Annotated[int, Field(ge=1, le=16)] = 1
    session_hours: Annotated[float, Field(gt=0, le=72)] = 8.0
    family_days: Annotated[int, Field(gt=0, le=366)] = 180
    sign_ins_a_minute: Annotated[int, Field(ge=1)] = 5
    requests_a_minute: Annotated[int, Field(ge=1)] = 600
    upload_bytes: Annotated[int, Field(ge=1024)] = 20_000_000
    stale_s: Annotated[float, Field(gt=0)] = 30.0
    cancel_grace_s: Annotated[float, Field(gt=0)] = 10.0
    roads: Path | None = None
    osrm: str | None = None
    timetable: Path | None = None
    secure_cookies: bool = True
    oidc_issuer: str | None = None
    oidc_client: str | None = None
    oidc_secret: SecretStr | None = None
    proxies: str = "127.0.0.1"
    metrics_token: SecretStr | None = None
    allowed_hosts: tuple[str, ...] = ("*",)

    @property
    def session_length(self) -> timedelta:
        """How long a session lasts."""
        return timedelta(hours=self.session_hours)
