"""A no-fault stop is nobody's record: no paper names it, none differs for it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.papers import Style, papers_for
from data.given import Sources, given_for
from data.learn.proposals import Proposals, proposal_files
from data.publication import Publication, published_files
from data.tables import Given, read_tables
from data.write.ledgers import ledger_files
from data.write.outputs import output_files
from scheduler.domain.rota import Rota
from scheduler.measures.ledgers import shift_changes
from scheduler.planning.reasons import reasons
from scheduler.planning.week import plan_week
from scheduler.referee import judge
from tests.api.cli_tables import write_tables

pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")

WRITTEN = datetime(2026, 11, 28, 9, tzinfo=UTC)
PAIR = "client_id,carer_id,kind\n{client},{carer},block_nofault\n"
RULES_OF_EVERY_REPORT = "<li>E4: no-fault block</li>"
"""From the list of all that the referee checks, which stands in every report of every week."""

NAMED = re.compile(r"no[\s_-]*fault|block_|\bblocked\b|not planned together|\bE4\b", re.IGNORECASE)
"""Words by which a reader, or a program, could tell that there was a stop."""


def read(folder: Path) -> Given:
    """The week of a folder of tables."""
    return given_for(read_tables(folder), None, 7, Sources())


def every_file(given: Given, rota: Rota, folder: Path) -> dict[str, bytes]:
    """All papers, ledgers, proposals and the record of publication, written at one moment."""
    verdict = judge(given.week, rota)
    papers = papers_for(given, rota, Style(pseudonyms=False, on_call="Pat"))
    changes = shift_changes(given.week, verdict, verdict, 0)
    published = Publication(
        week=given.week,
        rota=rota,
        verdict=verdict,
        by="P03",
        at=WRITTEN,
        given=folder / "clients.csv",
        planned=folder / "clients.csv",
    )
    return {
        **output_files(replace(papers, written=WRITTEN)),
        **{f"ledgers/{k}": v for k, v in ledger_files(given.week, rota, verdict, changes).items()},
        **{
            f"learn/{k}": v
            for k, v in proposal_files(given.week, Proposals(lengths=(), legs=())).items()
        },
        **{f"published/{k}": v for k, v in published_files(published, folder / "none").items()},
    }


def text_of(name: str, content: bytes) -> str:
    """What a reader of the file can read."""
    if not name.endswith(".pdf"):
        return content.decode("utf-8").replace(RULES_OF_EVERY_REPORT, "")
    document = pdfium.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return str(text)


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Given, Rota]:
    """The tiny provider, where the person C3 and the carer K1 have parted; and its week."""
    folder = write_tables(tmp_path_factory.mktemp("tables"))
    (folder / "pairs.csv").write_text(PAIR.format(client="C3", carer="K1"), "utf-8")
    given = read(folder)
    return folder, given, plan_week(given.week, iterations=1000, threads=1).rota


def test_the_two_do_not_meet(stopped: tuple[Path, Given, Rota]) -> None:
    """Otherwise the other tests would show nothing."""
    _, given, rota = stopped
    made = {one.visit: one.carers for one in rota.assignments}
    lunches = [visit.id for visit in given.week.visits if visit.client == "C3"]
    assert lunches
    assert all("K1" not in made[visit] for visit in lunches)


def test_every_file_is_the_same_without_the_stop(
    stopped: tuple[Path, Given, Rota], tmp_path: Path
) -> None:
    """Byte for byte: whoever holds every paper cannot tell whether there was one."""
    folder, given, rota = stopped
    free = read(write_tables(tmp_path / "free"))
    assert len(given.week.pairs) == 1
    assert free.week.pairs == ()
    with_it, without = (every_file(one, rota, folder) for one in (given, free))
    assert list(with_it) == list(without)
    assert [name for name in with_it if with_it[name] != without[name]] == []


def test_no_file_names_it(stopped: tuple[Path, Given, Rota]) -> None:
    """Not in words, codes or the names of columns; run sheets as their reader sees them."""
    folder, given, rota = stopped
    for name, content in every_file(given, rota, folder).items():
        assert NAMED.search(text_of(name, content)) is None, name


def test_an_unallocated_visit_does_not_tell_of_it_either(tmp_path: Path) -> None:
    """Nobody but K1 could come, and K1 may not: the papers say that one carer is not matched.

    The same words stand there where K1 must avoid the pets of the home instead.
    """
    folder = write_tables(tmp_path / "stop")
    (folder / "pairs.csv").write_text(PAIR.format(client="C3", carer="K1"), "utf-8")
    given = read(folder)
    nobody = Rota(assignments=())
    found = {why.value for one in reasons(given.week, nobody) for why in one.counts}
    assert "blocked" in found
    texts = {
        name: text_of(name, content)
        for name, content in output_files(
            replace(papers_for(given, nobody, Style(pseudonyms=True, on_call="")), written=WRITTEN)
        ).items()
    }
    assert "not matched 1" in texts["unallocated.csv"]
    assert [name for name, text in texts.items() if NAMED.search(text)] == []


def test_lifting_the_stop_is_never_the_advice(tmp_path: Path) -> None:
    """However many visits it costs, no relaxation is to send the two together again."""
    folder = write_tables(tmp_path / "stop")
    stops = "".join(f"C3,{carer},block_nofault\n" for carer in ("K1", "K2", "K3"))
    (folder / "pairs.csv").write_text(f"client_id,carer_id,kind\n{stops}", "utf-8")
    given = read(folder)
    for one in reasons(given.week, Rota(assignments=())):
        if given.week.visit[one.visit].client == "C3":
            assert one.relaxation.carers == ()
            assert NAMED.search(one.relaxation.sentence) is None
