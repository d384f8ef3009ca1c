"""Every set under its name: how it is read, who judges it, what is best known.

Nowhere else does anything depend on which set it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.sets import hhcrsp, uhhc, week
from benchmarks.sets.instance import NOT_JUDGED, Answer, Instance, Verdict
from benchmarks.sets.judge import ask_judge, find_judge
from benchmarks.sets.known import Known, best_known
from scheduler.domain.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkSet:
    """One set of instances.

    Parameters
    ----------
    name
        As the commands and ``best_known.toml`` call it.
    about
        The set in a few words.
    reader
        Makes an instance of its name and what its file holds.
    judge_name, judge_options
        The judge's file, and what it is asked beside the instance and the answer.
    verdict
        Makes a verdict of what the judge printed, the instance's file and the answer.
    """

    name: str
    about: str
    reader: Callable[[str, dict[str, Any]], Instance]
    judge_name: str
    judge_options: tuple[str, ...]
    verdict: Callable[[dict[str, Any], dict[str, Any], Answer], Verdict]

    def read(self, path: Path) -> Instance:
        """Read one instance file.

        Raises
        ------
        InputError
            If the file is not an instance of this set.
        """
        try:
            return self.reader(path.stem, json.loads(path.read_text(encoding="utf-8")))
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as fault:
            said = f"{type(fault).__name__}: {fault}"
            raise InputError(
                f"{path} is not an instance of the set {self.name} ({said}).\n"
                f"Maybe it belongs to another set; there is {', '.join(sorted(SETS))}."
            ) from fault

    def judge(self, path: Path, answer: Answer) -> Verdict:
        """What the judge found near the instance at ``path`` says of ``answer``."""
        judge = find_judge(path, self.judge_name)
        if judge is None:
            return NOT_JUDGED
        said = ask_judge(judge, self.judge_options, path, answer)
        if isinstance(said, str):
            return Verdict(accepted=False, text=said)
        return self.verdict(said, json.loads(path.read_text(encoding="utf-8")), answer)

    def known(self, instance: str) -> Known | None:
        """Best value known of an instance, by its name."""
        return best_known(self.name).get(instance)


SETS: Mapping[str, BenchmarkSet] = {
    one.name: one
    for one in (
        BenchmarkSet(
            name="week",
            about="homecare days and weeks with continuity and contracted hours",
            reader=week.instance_of,
            judge_name="evaluate.py",
            judge_options=(),
            verdict=week.verdict,
        ),
        BenchmarkSet(
            name="hhcrsp",
            about="published days of services in order or at once, with lateness",
            reader=hhcrsp.instance_of,
            judge_name="check.py",
            judge_options=("--json",),
            verdict=hhcrsp.verdict,
        ),
        BenchmarkSet(
            name="uhhc",
            about="published days with meal breaks, wishes and nine kinds of cost",
            reader=uhhc.instance_of,
            judge_name="check.py",
            judge_options=("--json",),
            verdict=uhhc.verdict,
        ),
    )
}


def set_named(name: str) -> BenchmarkSet:
    """The set of that name.

    Raises
    ------
    InputError
        If there is none.
    """
    if name not in SETS:
        raise InputError(f"There is no set {name}; there is {', '.join(sorted(SETS))}.")
    return SETS[name]
