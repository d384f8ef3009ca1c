"""Matrices kept on disk, so that next week's plan does not ask the map again."""

from __future__ import annotations

import hashlib
import json
import logging
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data.travel.figures import figures_digest
from data.travel.legs import KeyedTravelTimes
from data.write.atomic import write_files
from scheduler.domain.errors import InputError
from scheduler.domain.place import Place
from scheduler.domain.travel import Mode, TravelMatrix

LOG = logging.getLogger(__name__)
TABLES = ("seconds", "metres", "estimated")
FORMAT = 1


def matrix_key(places: Sequence[Place], mode: Mode, fingerprint: str) -> str:
    """Hash of all a matrix depends on: points, their quality, figures, mode and provider."""
    first: dict[str, int] = {}
    content = [
        (
            first.setdefault(place.id, row),
            round(place.lat * 1e7),
            round(place.lon * 1e7),
            place.quality.value,
        )
        for row, place in enumerate(places)
    ]
    text = json.dumps([FORMAT, figures_digest(), mode.value, fingerprint, content])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class CachedTravel:
    """A provider whose answers are kept in ``folder``.

    Each matrix is three ``.npy`` files, read through memory mapping, and a JSON file beside
    them with their checksums, written last. Anything damaged is ignored and made again.
    """

    def __init__(self, provider: KeyedTravelTimes, folder: Path) -> None:
        self._provider = provider
        self._folder = folder

    def fingerprint(self, mode: Mode) -> str:
        """That of the provider behind."""
        return self._provider.fingerprint(mode)

    def matrix(self, places: Sequence[Place], mode: Mode) -> TravelMatrix:
        """Legs between all ordered pairs of ``places``; diagonal 0."""
        key = matrix_key(places, mode, self.fingerprint(mode))
        kept = self._read(key, len(places))
        if kept is not None:
            return kept
        matrix = self._provider.matrix(places, mode)
        if places:
            self._write(key, mode, matrix)
        return matrix

    def _read(self, key: str, count: int) -> TravelMatrix | None:
        """The kept matrix, or ``None`` if there is none that is whole."""
        note = self._folder / f"{key}.json"
        if not note.is_file():
            return None
        try:
            about = json.loads(note.read_text("utf-8"))
            tables = [self._table(key, name, about["checksums"][name], count) for name in TABLES]
            source = str(about["source"])
        except (OSError, ValueError, KeyError, TypeError, EOFError) as fault:
            LOG.warning("A kept travel matrix is damaged and is made again (%s).", fault)
            return None
        return TravelMatrix(
            seconds=tables[0].view(np.int32),
            metres=tables[1].view(np.int32),
            estimated=tables[2].view(np.bool_),
            source=source,
        )

    def _table(self, key: str, name: str, checksum: int, count: int) -> npt.NDArray[np.generic]:
        """One kept table, mapped into memory.

        Raises
        ------
        ValueError
            If it is not what was written.
        """
        table = np.load(self._folder / f"{key}.{name}.npy", mmap_mode="r", allow_pickle=False)
        wanted = np.bool_ if name == "estimated" else np.int32
        if table.shape != (count, count) or table.dtype != wanted:
            raise ValueError(f"{name} has shape {table.shape} of {table.dtype}")
        if zlib.crc32(np.ascontiguousarray(table).data) != checksum:
            raise ValueError(f"{name} has another checksum")
        return np.asarray(table)

    def _write(self, key: str, mode: Mode, matrix: TravelMatrix) -> None:
        """Keep ``matrix``; the note comes last, so that it only names whole files."""
        tables = {name: np.ascontiguousarray(getattr(matrix, name)) for name in TABLES}
        files = {}
        for name, table in tables.items():
            content = BytesIO()
            np.save(content, table, allow_pickle=False)
            files[f"{key}.{name}.npy"] = content.getvalue()
        note = {
            "source": matrix.source,
            "mode": mode.value,
            "provider": self.fingerprint(mode),
            "places": len(matrix.seconds),
            "checksums": {name: zlib.crc32(table.data) for name, table in tables.items()},
        }
        files[f"{key}.json"] = json.dumps(note, indent=1).encode()
        try:
            write_files(self._folder, files)
        except (OSError, InputError) as fault:
            LOG.warning("A travel matrix cannot be kept (%s).", fault)
