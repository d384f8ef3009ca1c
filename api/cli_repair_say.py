"""What the ways of mending a rota look like on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from api.cli_say import screen, table
from scheduler.planning.repair import Option, Situation

HEADER = (
    *("Option", "Best at", "Unallocated", "red", "Others touched", "New faces", "Asked"),
    *("Travel", "Paid", "Pay"),
)


def say_options(situation: Situation, options: Sequence[Option]) -> None:
    """What is broken, and the options side by side."""
    broken, others = len(situation.broken), len(situation.others)
    screen.print(
        f"{broken:,} planned visit{'' if broken == 1 else 's'} cannot stay as planned; {others:,} "
        f"other{' is' if others == 1 else 's are'} still to come on the days concerned.",
        markup=False,
    )
    screen.print()
    screen.print(table(HEADER, [_row(n, one) for n, one in enumerate(options, 1)], numbers=8))


def _row(number: int, one: Option) -> tuple[str, ...]:
    knock_on = one.knock_on
    return (
        str(number),
        ", ".join(one.kinds),
        str(len(knock_on.left_out)),
        str(knock_on.red_left_out),
        f"{knock_on.touched} ({knock_on.touched_permille / 10:g} %)",
        str(len(knock_on.new_faces)),
        str(len({ask.carer for ask in one.asks})),
        f"{knock_on.travel / 60:+.0f} min",
        f"{knock_on.paid / 60:+.0f} min",
        f"{knock_on.pay_pence / 100:+.2f} £",
    )


def say_option(number: int, one: Option) -> None:
    """What one option needs and leaves open."""
    screen.print()
    told = sum(change.is_news for change in one.knock_on.changes)
    many = len(one.knock_on.changes)
    screen.print(
        f"Option {number} changes {many:,} visit{'' if many == 1 else 's'}, {told} so much that "
        "people must be told; changes.csv says whom and what.",
        markup=False,
    )
    for ask in one.asks:
        screen.print(f"  Ask: {ask.sentence}", markup=False, soft_wrap=True)
    for reason in one.reasons:
        screen.print(f"  {reason.sentence}", markup=False, soft_wrap=True)
    known = len(one.knock_on.left_out) - len(one.newly_left_out)
    if known:
        screen.print(
            f"  Known to be unallocated before: {known}; unallocated.csv says why.", markup=False
        )
    for breach in one.breaches:
        screen.print(f"  {breach.code}  {breach.sentence}", markup=False, soft_wrap=True)
