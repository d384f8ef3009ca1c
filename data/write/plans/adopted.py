"""One plan of a frontier's folder taken over as the rota in hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from data.write.plans.frontier_files import fingerprint
from scheduler.domain.errors import InputError


def adopted_files(folder: Path, name: str) -> dict[str, bytes]:
    """Every paper of one plan, and ``adopted.json``, which says where it comes from.

    Parameters
    ----------
    folder
        As ``carerota frontier`` wrote it.
    name
        "plan-3", or "3".

    Raises
    ------
    InputError
        If the folder holds no frontier or no such plan, if the plan breaks a hard rule, or if
        its rota was changed after it was judged.
    """
    frontier = _frontier(folder)
    plan = next((one for one in frontier["plans"] if one["name"] in (name, f"plan-{name}")), None)
    if plan is None:
        known = ", ".join(one["name"] for one in frontier["plans"])
        raise InputError(f"No plan in {folder} is called {name}.\nMaybe take one of {known}.")
    if not plan["legal"]:
        raise InputError(
            f"{plan['name']} breaks hard rules, as the plan it comes from does.\n"
            "Maybe mend that plan first, and look for its frontier again."
        )
    files = _papers(folder / plan["name"])
    if fingerprint(files.get("rota.csv", b"")) != plan["rota_sha256"]:
        raise InputError(
            f"{plan['name']}/rota.csv in {folder} was changed after it was judged.\n"
            "Maybe judge it with carerota check, or make the frontier again."
        )
    return files | {"adopted.json": _where_from(folder, plan)}


def _frontier(folder: Path) -> dict[str, Any]:
    """What ``frontier.json`` says."""
    file = folder / "frontier.json"
    try:
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as fault:
        raise InputError(
            f"There is no frontier in {folder}.\n"
            "Maybe name the folder that carerota frontier wrote with --out."
        ) from fault
    return found


def _papers(folder: Path) -> dict[str, bytes]:
    """Every file of one plan by its path within the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _where_from(folder: Path, plan: dict[str, Any]) -> bytes:
    found = {"frontier": folder.name, **plan}
    return (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode()
