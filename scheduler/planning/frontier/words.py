"""What a planner gives and gets by taking one plan instead of another, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scheduler.domain.units import ClientId
from scheduler.planning.frontier.outcome import Aim, Outcome

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def trade(base: Outcome, other: Outcome) -> str:
    """``other`` against ``base``: every aim that differs, and whom the faces concern.

    Such as "2 clients see one face fewer; 41 minutes more travel".
    """
    parts = [*_protected(base, other), *faces_words(base.faces, other.faces), *_rest(base, other)]
    if not parts:
        return "The same in every figure."
    sentence = "; ".join(parts) + "."
    return sentence[0].upper() + sentence[1:]


def faces_words(base: Mapping[ClientId, int], other: Mapping[ClientId, int]) -> list[str]:
    """How many clients see fewer faces, and how many more; only those visited in both."""
    changes = [other[client] - base[client] for client in base if client in other]
    fewer = [-change for change in changes if change < 0]
    more = [change for change in changes if change > 0]
    return [
        f"{_clients(len(those))} {_how_many(those, word)}"
        for those, word in ((fewer, "fewer"), (more, "more"))
        if those
    ]


def _how_many(changes: Sequence[int], word: str) -> str:
    """Such as "one face fewer", or "fewer faces, 17 in all" where the numbers differ."""
    if len(set(changes)) > 1:
        return f"{word} faces, {sum(changes)} in all"
    return f"{_number(changes[0])} {_plural('face', changes[0])} {word}"


def _protected(base: Outcome, other: Outcome) -> Iterator[str]:
    """Visits made and rules kept, where they differ."""
    made = base.protected.left_out - other.protected.left_out
    if made:
        yield f"{abs(made)} {_plural('visit', abs(made))} {_more(made)} {_is(made)} made"
    kept = sum(base.protected.breaches.values()) - sum(other.protected.breaches.values())
    if kept:
        yield f"{abs(kept)} {_plural('hard rule', abs(kept))} {_more(-kept)} {_is(kept)} broken"


def _rest(base: Outcome, other: Outcome) -> Iterator[str]:
    """Familiar visits, times, travel and pay, where they differ."""
    change = {aim: other.aims[aim] - base.aims[aim] for aim in Aim}
    if strange := change[Aim.UNFAMILIAR]:
        noun = _plural("visit", abs(strange))
        yield f"{abs(strange)} {_more(strange)} {noun} by a carer not yet known"
    if off := change[Aim.OFF_TIME]:
        where = "farther from" if off > 0 else "nearer to"
        yield f"starts {minutes_words(abs(off))} {where} agreed times"
    if travel := change[Aim.TRAVEL]:
        yield f"{minutes_words(abs(travel))} {_less_or_more(travel)} travel"
    if paid := change[Aim.PAID]:
        yield f"{minutes_words(abs(paid))} {_less_or_more(paid)} paid time"


def minutes_words(minutes: int) -> str:
    """Minutes below two hours, hours and minutes from there: "41 minutes", "5 h 10 min"."""
    if minutes < 120:
        return f"{minutes} {_plural('minute', minutes)}"
    hours, rest = divmod(minutes, 60)
    return f"{hours:,} h {rest} min" if rest else f"{hours:,} h"


def _clients(count: int) -> str:
    return f"{count} {_plural('client', count)} {'sees' if count == 1 else 'see'}"


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else noun + "s"


def _more(change: int) -> str:
    return "more" if change > 0 else "fewer"


def _less_or_more(change: int) -> str:
    return "more" if change > 0 else "less"


def _is(change: int) -> str:
    return "is" if abs(change) == 1 else "are"
