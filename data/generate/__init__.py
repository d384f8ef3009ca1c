"""See README.md in this folder."""

from data.generate.calibrate import calibration, faces_of
from data.generate.files import generate, read_rows
from data.generate.knobs import SIZES, DemandKnobs, Knobs, PastKnobs, Size, TeamKnobs
from data.generate.rows import RawTables

__all__ = [
    "SIZES",
    "DemandKnobs",
    "Knobs",
    "PastKnobs",
    "RawTables",
    "Size",
    "TeamKnobs",
    "calibration",
    "faces_of",
    "generate",
    "read_rows",
]
