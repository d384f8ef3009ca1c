"""Every set under its name, read and judged the same way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.sets.instance import Verdict
from benchmarks.sets.registry import SETS, BenchmarkSet, set_named
from scheduler.domain.errors import InputError
from solver.check import check_problem
from tests.benchmarks.tiny import a_tiny_hhcrsp, a_tiny_uhhc, a_tiny_week

TINY: dict[str, Callable[[], dict[str, Any]]] = {
    "week": a_tiny_week,
    "hhcrsp": a_tiny_hhcrsp,
    "uhhc": a_tiny_uhhc,
}


def a_file(folder: Path, name: str) -> Path:
    """The tiny instance of a set as a file."""
    file = folder / "tiny.json"
    file.write_text(json.dumps(TINY[name]()))
    return file


@pytest.mark.parametrize("name", sorted(SETS))
def test_every_set_reads_its_own_instances(name: str, tmp_path: Path) -> None:
    """An instance is called after its file, and its Problem is one the engine takes."""
    instance = SETS[name].read(a_file(tmp_path, name))
    assert instance.name == "tiny"
    check_problem(instance.problem)


@pytest.mark.parametrize("name", sorted(SETS))
@pytest.mark.parametrize("other", sorted(SETS))
def test_another_sets_instance_is_refused_by_name(name: str, other: str, tmp_path: Path) -> None:
    """The message holds the file, the set, and the sets there are."""
    if name == other:
        return
    with pytest.raises(InputError, match=rf"tiny.json is not .* set {name} (.|\n)*there is hhcrsp"):
        SETS[name].read(a_file(tmp_path, other))


@pytest.mark.parametrize("text", ["", "[1]", "null", '{"patients": 1}', '"week"'])
@pytest.mark.parametrize("name", sorted(SETS))
def test_a_broken_file_is_refused(name: str, text: str, tmp_path: Path) -> None:
    """Whatever a file holds, what is said is that it is no instance of the set."""
    (tmp_path / "tiny.json").write_text(text)
    with pytest.raises(InputError, match="is not an instance"):
        SETS[name].read(tmp_path / "tiny.json")


def test_an_unknown_set_is_refused() -> None:
    """The message names the sets there are."""
    with pytest.raises(InputError, match="no set homes; there is hhcrsp, uhhc, week"):
        set_named("homes")


def judged(which: BenchmarkSet, folder: Path, program: str) -> Verdict:
    """The verdict of a judge made of ``program``, one folder above the instance."""
    (folder / which.judge_name).write_text(program)
    (folder / "instances").mkdir()
    return which.judge(a_file(folder / "instances", which.name), {"routes": []})


SAYS = "import json, sys\nassert sys.argv[3] == '--json'\nprint(json.dumps({}))"


def test_the_judge_beside_the_instances_is_asked(tmp_path: Path) -> None:
    """What it prints becomes the verdict: rejected, its objective, and why."""
    said = {"feasible": False, "value": None, "errors": ["service s1 of patient p1 not done"] * 5}
    verdict = judged(SETS["hhcrsp"], tmp_path, SAYS.format(said))
    assert (verdict.accepted, verdict.objective, verdict.unassigned) == (False, None, 5)
    assert verdict.text.endswith("p1 not done and 2 more")


def test_a_judge_that_fails_accepts_nothing(tmp_path: Path) -> None:
    """An answer the judge cannot read is rejected with the judge's own last words."""
    verdict = judged(SETS["uhhc"], tmp_path, "raise KeyError('p9')")
    assert not verdict.accepted
    assert verdict.text == "the judge failed: KeyError: 'p9'"


def test_without_a_judge_nothing_is_judged(tmp_path: Path) -> None:
    """A missing judge is said, and is not a rejection."""
    verdict = SETS["week"].judge(a_file(tmp_path, "week"), {})
    assert verdict.accepted is None
    assert verdict.in_words(5.0) == "not judged"


def test_a_judge_with_another_objective_is_not_agreement() -> None:
    """Accepting an answer and finding another objective is a fault of ours."""
    verdict = Verdict(accepted=True, objective=6.0)
    assert verdict.in_words(6.0 + 1e-9) == "accepted"
    assert verdict.in_words(5.0) == "objective differs: the judge finds 6.0"
