"""Rotas published in a store, as rows: who makes which visit when, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import update

from api.auth.tokens import hash_of, new_token
from api.store import AssignmentRow, BookRow, FeedToken, RotaRow, Store, now
from scheduler.domain.rota import Stage

MONDAY = now().date() + timedelta(days=7 - now().weekday())
"""First day of a week that has not begun yet."""


def at(day: int, clock: str) -> datetime:
    """An instant of the week that begins on ``MONDAY``; the clock is UTC's."""
    hours, minutes = clock.split(":")
    midnight = datetime.combine(MONDAY, datetime.min.time(), UTC)
    return midnight + timedelta(days=day, hours=int(hours), minutes=int(minutes))


def publish_rota(
    store: Store,
    visits: Mapping[str, tuple[str, Sequence[str | None], datetime]],
    *,
    tenant: str = "tenant_a",
    first_day: date = MONDAY,
    days: int = 7,
) -> str:
    """Publish a rota and replace the one of the same days: client, carers, start by visit."""
    with store.write(tenant) as session:
        same = (RotaRow.first_day == first_day, RotaRow.days == days)
        session.execute(
            update(RotaRow).where(*same, RotaRow.replaced_at.is_(None)).values(replaced_at=now())
        )
        row = RotaRow(
            first_day=first_day,
            days=days,
            stage=Stage.PUBLISHED,
            snapshot_id="none",
            made_by="person_x",
            published_by="person_x",
            published_at=now(),
        )
        session.add(row)
        session.flush()
        for visit, (client, carers, start) in visits.items():
            for part, carer in enumerate(carers):
                session.add(
                    AssignmentRow(
                        rota_id=row.id,
                        visit_id=visit,
                        part=part,
                        client_id=client,
                        carer_id=carer,
                        start=start,
                        end=start + timedelta(minutes=30),
                    )
                )
        return row.id


def name_people(
    store: Store, table: str, names: Mapping[str, str], tenant: str = "tenant_a"
) -> None:
    """Put people into a table: first and last name by id."""
    own = f"{table[:-1]}_id"
    with store.write("tenant_a") as session:
        for position, (key, name) in enumerate(names.items()):
            first, last = name.split()
            row = BookRow(
                table=table,
                key=key,
                position=position,
                cells={own: key},
                private={"first_name": first, "last_name": last},
            )
            setattr(row, own, key)
            session.add(row)


def add_feed(store: Store, made_by: str, kind: str, subject: str, **more: object) -> str:
    """A feed of tenant_a, and the token to read it by."""
    token = new_token("feed_")
    given = {"expires_at": now() + timedelta(days=30), **more}
    with store.write("tenant_a") as session:
        session.add(
            FeedToken(
                token_hash=hash_of(token), kind=kind, subject_id=subject, made_by=made_by, **given
            )
        )
    return token
