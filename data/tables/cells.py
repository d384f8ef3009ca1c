"""One cell at a time: words, numbers, choices and lists as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

from pydantic_core import PydanticCustomError

from scheduler.domain.carer import AgeBand, ContractKind, WorkerType
from scheduler.domain.client import CallKind, Gender, Rag, Rurality
from scheduler.domain.pair import PairKind
from scheduler.domain.place import Settlement
from scheduler.domain.travel import Mode

Choice = TypeVar("Choice", bound=StrEnum)

UK = ((49.8, 60.9), (-8.7, 1.8))
"""Least and greatest latitude and longitude of the United Kingdom, degrees."""

_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")


def wrong(message: str, advice: str = "") -> PydanticCustomError:
    """The error a reader raises for a cell it cannot read."""
    return PydanticCustomError("cell", "{message}", {"message": message, "advice": advice})


def number(value: Any) -> float:
    """A number, with a full stop for decimals."""
    try:
        found = float(str(value).replace("£", "").strip())
    except ValueError:
        raise wrong(
            "This is not a number.",
            "Maybe a unit or a word stands in the cell; write 30, not 30 min.",
        ) from None
    if not isfinite(found):
        raise wrong("This is not a number.")
    return found


def whole(value: Any) -> int:
    """A whole number."""
    found = number(value)
    if found != int(found):
        raise wrong("This is not a whole number.")
    return int(found)


def count(value: Any) -> int:
    """A whole number of at least 1."""
    found = whole(value)
    if not 1 <= found <= 1000:
        raise wrong("This must be 1 or more, and not above 1,000.")
    return found


def weight(value: Any) -> int:
    """How many times something matters, 1 to 9."""
    found = whole(value)
    if not 1 <= found <= 9:
        raise wrong("This must be 1 (as to most people) to 9.")
    return found


def minutes(value: Any) -> int:
    """Whole minutes, none or more, as seconds."""
    found = whole(value)
    if found < 0:
        raise wrong(
            "Minutes cannot be negative, or the window would not contain the agreed start.",
            "Maybe the sign should go: 15 before the start is written 15.",
        )
    if found > 1440:
        raise wrong("This is more than a day.", "Maybe it was written in seconds.")
    return found * 60


def length(value: Any) -> int:
    """Whole minutes, at least 1, as seconds."""
    found = whole(value)
    if found < 1:
        raise wrong("A visit cannot be shorter than 1 minute.")
    return found * 60


def hours(value: Any) -> int:
    """Hours, none or more, with decimals, as seconds."""
    found = number(value)
    if not 0 <= found <= 168:
        raise wrong("Hours must lie between 0 and 168, the hours of a week.")
    return round(found * 3600)


def miles(value: Any) -> int:
    """Whole miles of a year, none or more."""
    found = whole(value)
    if not 0 <= found <= 100_000:
        raise wrong("Miles of one year must lie between 0 and 100,000.")
    return found


def pence(value: Any) -> int:
    """Pounds and pence an hour, as pence."""
    found = number(value)
    if not 0 <= found <= 200:
        raise wrong("Pay must lie between £0 and £200 an hour.", "Maybe it was written in pence.")
    return round(found * 100)


def latitude(value: Any) -> float:
    """Degrees north."""
    return _within(number(value), *UK[0], "latitude")


def longitude(value: Any) -> float:
    """Degrees east; west of Greenwich is negative."""
    return _within(number(value), *UK[1], "longitude")


def _within(degrees: float, least: float, most: float, word: str) -> float:
    """The coordinate, which must lie in the United Kingdom."""
    if not least <= degrees <= most:
        raise wrong(
            f"This {word} lies outside the United Kingdom ({least} to {most}).",
            "Maybe lat and lon were swapped, or a minus sign is missing.",
        )
    return degrees


def postcode(value: Any) -> str:
    """A postcode in capitals with one space; an outward code or a village stays as it is."""
    text = " ".join(str(value).split())
    bare = text.upper().replace(" ", "")
    return f"{bare[:-3]} {bare[-3:]}" if _POSTCODE.fullmatch(bare) else text


def spot(value: Any) -> str:
    """A postcode, or latitude and longitude as ``52.76, -0.88``."""
    parts = str(value).split(",")
    if len(parts) == 2 and re.fullmatch(r"[\d.\-\s]+", str(value).replace(",", "")):
        return f"{latitude(parts[0])},{longitude(parts[1])}"
    return postcode(value)


def name_of_call(value: Any) -> str:
    """The name of a call in small letters, single spaces."""
    return " ".join(str(value).lower().split())


def yes_or_no(value: Any) -> bool:
    """One of the words people use for yes and no."""
    word = str(value).strip().lower()
    if word in ("yes", "y", "true", "1", "x", "✓"):
        return True
    if word in ("no", "n", "false", "0", "-", "none"):
        return False
    raise wrong("This is neither yes nor no.")


def reason(value: Any) -> str:
    """A reason in words; a bare no is none, and a bare yes is not one."""
    text = " ".join(str(value).split())
    if text.lower() in ("no", "n", "false", "0", "-", "none"):
        return ""
    if text.lower() in ("yes", "y", "true", "1", "x", "critical"):
        raise wrong("The reason is missing.", "Maybe insulin, Parkinson's medicine, or an escort.")
    return text


def words(value: Any) -> tuple[str, ...]:
    """A list separated by semicolons, bars or commas."""
    return tuple(part.strip() for part in re.split(r"[;|,\n]", str(value)) if part.strip())


def languages(value: Any) -> frozenset[str]:
    """Languages in small letters."""
    return frozenset(one.lower() for one in words(value))


def choice(kind: type[Choice], also: Mapping[str, Choice]) -> Callable[[Any], Choice]:
    """A reader for one word out of a list; ``also`` holds other words people use."""
    known = {_squeezed(member.value): member for member in kind} | {
        _squeezed(word): member for word, member in also.items()
    }

    def read(value: Any) -> Choice:
        found = known.get(_squeezed(str(value)))
        if found is None:
            raise wrong(f"This is not one of: {', '.join(member.value for member in kind)}.")
        return found

    return read


def _squeezed(word: str) -> str:
    """Small letters and digits only, plus the sign of 21+."""
    return re.sub(r"[^a-z0-9+]", "", word.lower())


gender = choice(
    Gender, {"f": Gender.FEMALE, "woman": Gender.FEMALE, "m": Gender.MALE, "man": Gender.MALE}
)
rag = choice(Rag, {"r": Rag.RED, "a": Rag.AMBER, "g": Rag.GREEN, "high": Rag.RED, "low": Rag.GREEN})
rurality = choice(Rurality, {"town": Rurality.URBAN, "remote": Rurality.ISOLATED})
settlement = choice(Settlement, {"urban": Settlement.TOWN, "village": Settlement.RURAL})
call_kind = choice(
    CallKind,
    {
        "personal care": CallKind.PERSONAL,
        "meds": CallKind.MEDICATION,
        "medicines": CallKind.MEDICATION,
        "meals": CallKind.MEAL,
        "welfare": CallKind.CHECK,
        "welfare check": CallKind.CHECK,
        "cleaning": CallKind.DOMESTIC,
        "companionship": CallKind.SOCIAL,
    },
)
contract = choice(
    ContractKind, {"zero hours": ContractKind.BANK, "guaranteed hours": ContractKind.CONTRACTED}
)
worker_type = choice(WorkerType, {"care worker": WorkerType.CARER, "employee": WorkerType.CARER})
age_band = choice(
    AgeBand, {"21": AgeBand.ADULT, "21 and over": AgeBand.ADULT, "adult": AgeBand.ADULT}
)
pair_kind = choice(
    PairKind,
    {
        "preferred": PairKind.PREFER,
        "likes": PairKind.PREFER,
        "block": PairKind.BLOCK_NO_FAULT,
        "no fault block": PairKind.BLOCK_NO_FAULT,
        "safeguarding": PairKind.BLOCK_SAFEGUARDING,
        "safeguarding block": PairKind.BLOCK_SAFEGUARDING,
    },
)
mode = choice(
    Mode,
    {
        "driver": Mode.CAR,
        "drives": Mode.CAR,
        "walker": Mode.WALK,
        "foot": Mode.WALK,
        "bicycle": Mode.BIKE,
        "cycle": Mode.BIKE,
        "electric bike": Mode.EBIKE,
        "public transport": Mode.BUS,
    },
)


def modes(value: Any) -> tuple[Mode, ...]:
    """Ways of travelling, the usual one first."""
    return tuple(dict.fromkeys(mode(one) for one in words(value)))
