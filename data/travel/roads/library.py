"""Road files are read once; what was learnt is kept beside other caches as ``.npz``."""

from __future__ import annotations

import hashlib
import logging
import zipfile
from collections.abc import Callable
from pathlib import Path

from data.travel.roads.graph import FORMAT, RoadGraph, load_graph, save_graph
from data.travel.roads.osm_file import file_date, read_osm
from data.travel.roads.osmnx_source import read_graphml
from data.travel.roads.profiles import profiles
from data.travel.roads.provider import RoadTravel
from scheduler.domain.errors import InputError
from scheduler.domain.travel import Mode

LOG = logging.getLogger(__name__)
Graphs = dict[Mode, RoadGraph]


def roads_from_osm(path: Path, cache: Path | None = None) -> RoadTravel:
    """Travel by an OpenStreetMap file (``.osm.pbf``, ``.osm``).

    Parameters
    ----------
    path
        The region, with at least 5 km around its outermost client: a map cut at the county
        boundary sends people on detours there.
    cache
        Folder in which the graphs are kept for next time; ``None`` keeps none.

    Raises
    ------
    InputError
        If the file is missing, unreadable, or has no road for one of the modes.
    """
    return _kept(path, cache, lambda: (read_osm(path, profiles()), file_date(path)))


def roads_from_graphml(path: Path, cache: Path | None = None) -> RoadTravel:
    """Travel by a street graph saved with osmnx; otherwise as ``roads_from_osm``."""
    return _kept(path, cache, lambda: (read_graphml(path, profiles()), "unknown"))


def _kept(path: Path, cache: Path | None, read: Callable[[], tuple[Graphs, str]]) -> RoadTravel:
    """The provider from kept graphs, or from the file itself."""
    if not path.is_file():
        raise InputError(f"The road file {path} does not exist.")
    digest = _digest(path)
    files = {
        mode: cache / f"roads-{digest}-{mode}-{profile.digest}-{FORMAT}.npz"
        for mode, profile in profiles().items()
        if cache is not None
    }
    kept = _load(files)
    if kept is not None:
        return kept
    graphs, date = read()
    source = f"© OpenStreetMap contributors, {path.name} of {date} [{digest}]"
    for mode, file in files.items():
        if mode in graphs:
            save_graph(graphs[mode], file, source)
    return RoadTravel(graphs, source)


def _digest(path: Path) -> str:
    """First characters of the SHA-256 of the file's content."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:12]


def _load(files: dict[Mode, Path]) -> RoadTravel | None:
    """The provider from kept files, or ``None`` if one is missing or damaged."""
    if not files or not all(file.is_file() for file in files.values()):
        return None
    graphs, source = {}, ""
    for mode, file in files.items():
        try:
            graphs[mode], source = load_graph(file)
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as fault:
            LOG.warning("A kept road graph is damaged and is built again (%s).", fault)
            return None
    return RoadTravel(graphs, source)
