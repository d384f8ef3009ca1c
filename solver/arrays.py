"""The kinds of array the engine reads, and the figures in them that mean something else."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]

UNREACHABLE = 2**30
"""Seconds of a leg that does not exist."""
NEVER = -(2**40)
"""A moment before anything: a carer without a last end."""
FOREVER = 2**40
"""A moment after everything: a task without a second window."""
