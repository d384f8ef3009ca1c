"""Continuity of all clients together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.domain.units import ClientId
from scheduler.measures.faces import Faces, ServiceWindow
from scheduler.measures.figures import Share, Spread, pooled, spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuities:
    """Continuity over all clients somebody visits.

    Parameters
    ----------
    distinct
        Distinct carers of each client in the period alone.
    at_end
        By window length: distinct carers in the window that ends with the period.
    service_single, service_all
        The Swedish count over ``service_window``, over single-handed clients only and over
        all, each with two or more visits a day.
    known, main_carer
        Counts of all clients added up.
    new_faces
        First-ever pairings of a client and a carer.
    """

    distinct: Spread
    at_end: Mapping[int, Spread]
    service_window: ServiceWindow
    service_single: Spread
    service_all: Spread
    upc: Spread
    coc: Spread
    secon: Spread
    k: Spread
    mmci: Spread
    hhi: Spread
    known: Share
    main_carer: Share
    new_faces: int


def continuities(
    clients: Mapping[ClientId, Faces],
    double_handed: Mapping[ClientId, bool],
    window: ServiceWindow,
) -> Continuities:
    """Spread of each index over clients."""
    people = tuple(clients.values())
    lengths = next((tuple(one.distinct_at_end) for one in people), ())
    single = [one for name, one in clients.items() if not double_handed[name]]
    return Continuities(
        distinct=spread([one.continuity.carers for one in people]),
        at_end={days: spread([one.distinct_at_end[days] for one in people]) for days in lengths},
        service_window=window,
        service_single=spread([one.service_distinct for one in single]),
        service_all=spread([one.service_distinct for one in people]),
        upc=spread([one.continuity.upc for one in people]),
        coc=spread([one.continuity.coc for one in people]),
        secon=spread([one.continuity.secon for one in people]),
        k=spread([one.continuity.k for one in people]),
        mmci=spread([one.continuity.mmci for one in people]),
        hhi=spread([one.continuity.hhi for one in people]),
        known=pooled(one.known for one in people),
        main_carer=pooled(one.main_carer for one in people if one.main_carer is not None),
        new_faces=sum(one.new_faces for one in people),
    )
