"""The benchmark report: every figure from rows, and only from those that count."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.report.anytime import value_at
from benchmarks.report.groups import groups_of, size_of
from benchmarks.report.own_table import own_table
from benchmarks.report.rows import read_rows
from benchmarks.report.tables import instances_table, sizes_table, solvers_table
from benchmarks.report.words import number, percent
from benchmarks.report.write import write_report
from benchmarks.run import COLUMNS, Row
from benchmarks.write_rows import row_writer
from data.write.report.parts import Table
from scheduler.domain.errors import InputError


def a_row(objective: float | None, **values: Any) -> Row:
    """An accepted run of ours on ``d``, 100 visits, best known 200, unless it says otherwise."""
    gap = None if objective is None else 100 * (objective / 200 - 1)
    return {
        **dict.fromkeys(COLUMNS),
        **{"set": "week", "instance": "d", "solver": "carerota", "seed": 1, "threads": 2},
        **{"visits": 100, "seconds": 60.0, "time_limit": 60.0, "objective": objective},
        **{"best_known": 200, "gap_percent": gap, "reached": gap is not None and gap <= 0},
        **{"verdict": "accepted", "unassigned": 0, "iterations": 600, "first_legal_s": 0.5},
        **{"curve": [[0.5, [9], 400.0], [30.0, [5], objective]], "version": "0.1.0"},
        **values,
    }


OTHERS: dict[str, Any] = {"iterations": None, "first_legal_s": None, "curve": None}
ROWS = [
    a_row(180.0, peak_mb=50.0, bound=90.0),
    a_row(220.0, seed=2, peak_mb=70.0),
    a_row(1.0, seed=3, verdict="rejected: skill 1 times"),
    a_row(240.0, solver="other", **OTHERS),
    a_row(None, solver="missing", verdict="not run: no such library", **OTHERS),
    a_row(2_400.5, instance="e", visits=900, time_limit=90.0, best_known=2_000, gap_percent=20.025),
]


def cells(table: Table) -> list[dict[str, str]]:
    """Rows of a table by its headings."""
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


def test_a_rejected_run_is_in_no_figure() -> None:
    """Objective 1 was rejected, so the best of d is 180, 10 % below 200, and the mean 200.

    The best of others is 240, of which 180 is 25 % below; the bound is 90, half of it.
    """
    first, second = cells(instances_table(groups_of(ROWS)))
    assert (first["instance"], second["instance"]) == ("d", "e")
    assert (first["ours, best"], first["ours, mean"]) == ("180", "200")
    assert (first["best to known"], first["mean to known"]) == ("-10.00 %", "0.00 %")
    assert (first["best of others"], first["theirs"]) == ("other", "240")
    assert first["best to theirs"] == "-25.00 %"
    assert (first["bound"], first["best to bound"]) == ("90", "+100.00 %")
    assert first["verdict"] == "2 accepted, 1 rejected"
    assert (second["ours, best"], second["bound"]) == ("2,400.5", "–")


def test_columns_that_say_nothing_are_left_out() -> None:
    """Nothing is proved here, and without the other solvers nobody is compared with them."""
    ours = [row for row in ROWS if row["solver"] == "carerota"]
    header = instances_table(groups_of(ours)).header
    assert "bound" in header
    assert not {"proved", "best of others", "theirs", "best to theirs"} & set(header)


def test_means_are_over_seeds_then_over_instances() -> None:
    """Mean gaps 0 of d and 20.025 of e: 10.01; best gaps -10 and 20.025: 5.01; one below."""
    *sizes, every = cells(sizes_table(groups_of(ROWS)))
    assert [row["visits up to"] for row in sizes] == ["100", "1,000"]
    assert (every["mean to known"], every["best to known"]) == ("+10.01 %", "+5.01 %")
    assert (every["reached"], every["below"], every["runs"]) == ("1 of 2", "1 of 2", "3")
    assert every["moves a second"] == "10"
    assert every["peak MB"] == "60"


def test_solvers_are_compared_with_the_least_mean() -> None:
    """Ours means 200 on d, the other 240: 20 % more; who is missing is there with its reason."""
    ours, other, missing = cells(solvers_table(groups_of(ROWS)))
    assert (ours["mean to least mean"], other["mean to least mean"]) == ("0.00 %", "+20.00 %")
    assert (missing["solver"], missing["mean"]) == ("missing", "–")
    assert missing["verdict"] == "1 not run"


def test_a_week_is_compared_with_its_longest_run() -> None:
    """Person points 110 after 10 s and 100 after 100 s: 10 % more, and nothing before differs."""
    measures = {"distinct_14d_median": 4, "on_time_share": 0.97}
    rows = [
        a_row(
            objective,
            **{"set": "own", "instance": "S-1", "time_limit": seconds, "measures": measures},
            **{"costs": [0, 0, 7, person, 5, 5, 0], "carers": 12, "tenth_share": 0.5},
        )
        for seconds, person, objective in ((10.0, 110, 1_010.0), (100.0, 100, 1_000.0))
    ]
    short, long = cells(own_table(groups_of(rows)))
    assert (short["to the longest run"], long["to the longest run"]) == ("+1.00 %", "0.00 %")
    assert (short["first other tier"], long["first other tier"]) == ("person +10.00 %", "none")
    assert (short["there at a tenth"], short["on time"]) == ("50 %", "97 %")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "–"), (0.0, "0"), (218.19867, "218.199"), (1_234.56, "1,234.6"), (12_345.6, "12,346")],
)
def test_numbers_show_five_figures_or_six(value: float | None, shown: str) -> None:
    """What is small keeps its decimals, as published values have three."""
    assert number(value) == shown


def test_what_rounds_to_nothing_has_no_sign() -> None:
    """A gap of -0.001 % is none."""
    assert percent(-0.001) == "0.00 %"


def test_sizes_are_classes() -> None:
    """An instance belongs to the least class its visits do not exceed; 101 visits to 150."""
    (group,) = groups_of([a_row(1.0, visits=101)])
    assert size_of(group) == 150


def test_the_answer_at_a_moment_is_the_last_before_it() -> None:
    """Nothing before the first answer; a point counts from its own second."""
    points = [(0.5, 400.0), (30.0, 200.0)]
    assert [value_at(points, at) for at in (0.4, 0.5, 29.0, 30.0)] == [None, 400.0, 400.0, 200.0]


def test_rows_come_back_from_a_spreadsheet(tmp_path: Path) -> None:
    """Numbers, truths and nothing are what they were; a name of digits alone stays a name."""
    out = tmp_path / "rows.csv"
    with row_writer(out) as write:
        write(a_row(180.5, instance="007", proved=True))
    (row,) = read_rows([out])
    assert (row["instance"], row["objective"], row["proved"]) == ("007", 180.5, True)
    assert (row["bound"], row["seed"], row["version"]) == (None, 1, "0.1.0")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no row"),
        ("not json", "one JSON object a line"),
        ("[1]", "one JSON object a line"),
        ('{"set": "week"}', "row 1: there is no instance, solver"),
    ],
)
def test_a_file_without_rows_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """The message says what is wrong with it."""
    file = tmp_path / "rows.jsonl"
    file.write_text(text)
    with pytest.raises(InputError, match=said):
        read_rows([file])
    with pytest.raises(InputError, match="cannot be read"):
        read_rows([tmp_path / "none.jsonl"])


@pytest.fixture
def rows_file(tmp_path: Path) -> Path:
    """The rows as a benchmark writes them."""
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(f"{json.dumps(row)}\n" for row in ROWS))
    return file


def test_the_report_says_the_same_twice(rows_file: Path, tmp_path: Path) -> None:
    """The same rows give the same bytes; the tables are in the page and in the Markdown."""
    folders = [tmp_path / name for name in ("one", "two")]
    names = [write_report([rows_file], folder) for folder in folders]
    assert names[0] == names[1]
    for name in names[0]:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    page, text = ((folders[0] / f"report.{form}").read_text() for form in ("html", "md"))
    assert "-25.00 %" in page
    assert "| d | 100 | 60 | 200 | other | 240 | 180 | 200 | -10.00 % |" in text
    assert "rejected: skill 1 times" in page


def test_every_plot_is_drawn_and_shown(rows_file: Path, tmp_path: Path) -> None:
    """Solvers, gaps, curves and growth: a picture each, in the page and beside the Markdown."""
    pytest.importorskip("matplotlib")
    names = write_report([rows_file], tmp_path / "out")
    plots = ["week-solvers", "week-gaps", "week-anytime", "growth"]
    assert [name for name in names if name.endswith(".png")] == [
        f"plots/{name}.png" for name in plots
    ]
    assert (tmp_path / "out" / "report.html").read_text().count("<svg ") == len(plots)
    assert all(
        f"(plots/{name}.png)" in (tmp_path / "out" / "report.md").read_text() for name in plots
    )


def test_curves_of_many_instances_become_means(tmp_path: Path) -> None:
    """Nine instances give one plot of means by size; it is drawn."""
    pytest.importorskip("matplotlib")
    file = tmp_path / "rows.jsonl"
    rows = [a_row(200.0 + one, instance=f"i{one}", visits=10 * (1 + one)) for one in range(9)]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    assert "plots/week-anytime.png" in write_report([file], tmp_path / "out")


def test_without_plots_the_report_says_so(
    rows_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables alone, and how to have plots."""
    monkeypatch.setattr("benchmarks.report.write.find_spec", lambda _: None)
    assert write_report([rows_file], tmp_path / "out") == ["report.md", "report.html"]
    assert "carerota[bench]" in (tmp_path / "out" / "report.md").read_text()
