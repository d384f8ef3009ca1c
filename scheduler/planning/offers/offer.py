"""What is offered, and the answer as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from scheduler.domain.units import MINUTE, CarerId, ClientId, Moment, Points, Seconds
from scheduler.domain.visit import Visit
from scheduler.planning.changed import Change


class Face(IntEnum):
    """How well the person knows a carer, the nearest first."""

    MAIN = 0
    TEAM = 1
    KNOWN = 2
    NEW = 3


FACE_WORDS = {
    Face.MAIN: "main carer",
    Face.TEAM: "of the team",
    Face.KNOWN: "has come before",
    Face.NEW: "new face",
}


class Certainty(IntEnum):
    """What a promise would rest on, the surest first."""

    FIRM = 0
    NUDGES = 1
    ASKING = 2


CERTAINTY_WORDS = {
    Certainty.FIRM: "certain: nobody else is moved",
    Certainty.NUDGES: "certain once the others have been told their new times",
    Certainty.ASKING: "only if the others agree to another carer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What an offer changes for others; counts only, so that nobody is named to anybody.

    Parameters
    ----------
    other_time
        How many other clients get another time, none by more than ``furthest`` seconds.
    other_carer
        How many other clients get another carer for a visit.
    """

    other_time: int = 0
    furthest: Seconds = 0
    other_carer: int = 0

    def in_words(self) -> str:
        """Such as "2 other clients up to 10 min another time, 1 another carer"."""
        found = []
        if self.other_time:
            minutes = -(-self.furthest // MINUTE)
            found.append(f"{_clients(self.other_time)} another time by up to {minutes} min")
        if self.other_carer:
            found.append(f"{_clients(self.other_carer)} another carer for a visit")
        return ", ".join(found) or "nothing"


def _clients(count: int) -> str:
    return f"{count} other client{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One way of granting a wish, legal as it stands.

    Parameters
    ----------
    off
        Seconds from the time wished for, positive later.
    carers, faces
        Who would come, and how well the person knows each.
    cost
        Points by tier that it adds, by which equals are told apart.
    introduction
        What the first visit of a new face asks for, "" where nobody is new.
    change
        What accepting it does to the week and its rota.
    """

    start: Moment
    off: Seconds
    carers: tuple[CarerId, ...]
    faces: tuple[Face, ...]
    certainty: Certainty
    effect: Effect
    cost: tuple[Points, ...]
    introduction: str
    change: Change

    @property
    def face(self) -> Face:
        """The least known of those who would come."""
        return max(self.faces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a wish.

    Parameters
    ----------
    is_yes
        Whether some offer starts within the grace of the time wished for.
    offers
        At most five, the best first. Where the answer is no, the first is the nearest yes.
    reason
        Why the answer is no, "" where it is yes.
    note
        What somebody else has to agree to first, "" where nobody has.
    somebody_works
        Whether any carer has a shift at the time wished for.
    """

    client: ClientId
    visit: Visit
    is_yes: bool
    offers: tuple[Offer, ...]
    reason: str
    note: str
    somebody_works: bool
