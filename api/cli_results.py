"""What a finished week looks like on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from api.cli_say import screen, table
from data.write.papers import Papers
from data.write.report.headline import comparison, headline, this_rota
from scheduler.referee import Breach
from scheduler.rules.prices import Tier


def say_results(papers: Papers) -> None:
    """The headline, and the measures before and after."""
    before_after, alone = comparison(papers), this_rota(papers)
    screen.print()
    screen.print(headline(papers), markup=False)
    screen.print()
    screen.print(table(before_after.header, before_after.rows, numbers=2))
    screen.print()
    screen.print(table(alone.header, alone.rows, numbers=1))
    say_proven(papers)


def say_proven(papers: Papers) -> None:
    """What no rota of this week can do better."""
    if papers.proven is not None:
        screen.print()
        screen.print("What is certain, whatever the rota:")
        for sentence in papers.proven.sentences:
            screen.print(f"  {sentence}", markup=False, soft_wrap=True)


def say_verdict(papers: Papers) -> None:
    """The referee alone: every breach in words, and the cost by tier."""
    screen.print(verdict_words(papers), markup=False)
    say_breaches(papers.verdict.breaches)
    rows = [
        (tier.name.lower(), f"{points:,}")
        for tier, points in zip(Tier, papers.verdict.cost, strict=True)
    ]
    screen.print()
    screen.print(table(("Cost by tier", "Points"), rows, numbers=1))
    terms = [(name, f"{points:,}") for name, points in papers.verdict.terms.items() if points]
    screen.print()
    screen.print(table(("Term", "Points"), terms, numbers=1))


def say_breaches(breaches: Sequence[Breach]) -> None:
    """Every breach, one a line."""
    for one in breaches:
        screen.print(f"  {one.code}  {one.sentence}", markup=False, soft_wrap=True)


def verdict_words(papers: Papers) -> str:
    """What the referee found, and whether both counts of the cost agree."""
    count = len(papers.verdict.breaches)
    found = f"{count or 'no'} hard breach{'' if count < 2 else 'es'}"
    agreed = ""
    if papers.making is not None:
        same = papers.making.cost == papers.verdict.cost
        agreed = (
            " and the same cost as the engine" if same else ", but another cost than the engine"
        )
    return f"The referee finds {found}{agreed}."


def say_files(folder: Path, files: Sequence[str]) -> None:
    """Where the papers are."""
    screen.print()
    screen.print(f"Written to {folder}:", markup=False)
    calendars = [name for name in files if name.startswith("calendars/")]
    for name in files:
        if name not in calendars:
            screen.print(f"  {folder / name}", markup=False, soft_wrap=True)
    if calendars:
        place = folder / "calendars"
        screen.print(f"  {place} (a calendar for each of {len(calendars)})", markup=False)
