"""What a family or a hospital can be promised; see README.md in this folder."""

from scheduler.planning.offers.ask import accepted, offers
from scheduler.planning.offers.desk import OfferDesk, held_desk, offer_desk, offer_desk_on
from scheduler.planning.offers.holds import Hold, active, with_holds
from scheduler.planning.offers.offer import Answer, Certainty, Effect, Face, Offer
from scheduler.planning.offers.package import Member, Missing, PackageQuote, quote
from scheduler.planning.offers.wish import Wish

__all__ = [
    "Answer",
    "Certainty",
    "Effect",
    "Face",
    "Hold",
    "Member",
    "Missing",
    "Offer",
    "OfferDesk",
    "PackageQuote",
    "Wish",
    "accepted",
    "active",
    "held_desk",
    "offer_desk",
    "offer_desk_on",
    "offers",
    "quote",
    "with_holds",
]
