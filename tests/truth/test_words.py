"""What is written says what it should, and nothing it should not."""

from __future__ import annotations

import ast
import re

import pytest

from tests.truth.project import ROOT, files, ours, short, tree

TEXTS = (
    ".py",
    ".hpp",
    ".cpp",
    ".txt",
    ".md",
    ".toml",
    ".yaml",
    ".csv",
    ".html",
    ".typ",
    ".ts",
    ".tsx",
    ".css",
)
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.])/(wo" + r"rk|ro" + r"ot|ho" + r"me/\w+|Us" + r"ers)/")
HEADINGS = ["Context", "Options", "Decision", "Consequences", "When to look again"]
LAW_IN_SECONDS = {11 * 3600: "daily rest", 48 * 3600: "average week", 40 * 3600: "young worker"}
LAW_IN_PENCE = {1271: "wage floor", 1085: "wage floor", 1345: "real living wage"}
UNITS = {"HOUR": 3600, "MINUTE": 60}


@pytest.mark.parametrize("word", [UNFINISHED, MACHINE_PATH], ids=["unfinished", "machine path"])
def test_no_text_is_unfinished_or_about_one_machine(word: re.Pattern[str]) -> None:
    """What is left to do is done or said plainly; what is written holds on every machine."""
    found = [
        f"{short(path)}:{number}: {line.strip()[:60]}"
        for path in files(*TEXTS)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if word.search(line)
    ]
    assert found == []


def test_every_test_is_a_sentence() -> None:
    """A test says in its docstring what holds, as a sentence."""
    silent = [
        f"{short(path)}:{node.lineno} {node.name}"
        for path in files(".py")
        if path.name.startswith("test_")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not (ast.get_docstring(node) or "").rstrip("\"'`)").endswith((".", "?", "!"))
    ]
    assert silent == []


def test_every_decision_has_its_five_headings() -> None:
    """Context, options, decision, consequences, and when to look again, in that order."""
    decisions = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    found = {
        path.name: re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        for path in decisions
    }
    assert found
    assert {name: headings for name, headings in found.items() if headings != HEADINGS} == {}


def test_decisions_are_numbered_without_gaps() -> None:
    """0001, 0002 and so on: a decision is never taken away, only followed by another."""
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_every_error_code_is_explained() -> None:
    """Each code an error carries has a line in README.md, where a planner looks it up."""
    pattern = re.compile(r'code: ClassVar\[str\] = "(R\d{3})"')
    used = {
        code
        for path in files(".py")
        if ours(path)
        for code in pattern.findall(path.read_text(encoding="utf-8"))
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert used
    assert sorted(code for code in used if f"`{code}`" not in readme) == []


def test_links_in_documents_lead_somewhere() -> None:
    """Each relative link of a document names a file that exists."""
    pattern = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
    broken = [
        f"{short(path)}: {target}"
        for path in files(".md")
        for target in pattern.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_figures_of_the_law_stand_in_rule_packs_only() -> None:
    """Hours of rest and pence of pay are dated data; in code they would be forgotten."""
    law = LAW_IN_SECONDS | LAW_IN_PENCE
    found = [
        f"{short(path)}:{node.lineno}: {ast.unparse(node)} ({law[value]})"
        for path in files(".py")
        if short(path).startswith(("scheduler/", "solver/"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.expr) and (value := _figure(node)) in law
    ]
    pattern = re.compile(r"\b(" + "|".join(str(figure) for figure in law) + r")\b")
    found += [
        f"{short(path)}:{number}: {line.strip()}"
        for path in files(".cpp", ".hpp")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def _figure(node: ast.expr) -> int | None:
    """The whole number an expression of literals and units stands for, if it is one."""
    if isinstance(node, ast.Constant):
        return node.value if type(node.value) is int else None
    if isinstance(node, ast.Name):
        return UNITS.get(node.id)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        left, right = _figure(node.left), _figure(node.right)
        return None if left is None or right is None else left * right
    return None
