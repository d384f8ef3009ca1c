"""A worker does not outlive whoever started it."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent dies; end at once if it has already.

    Where the kernel is not Linux, ``is_orphan`` is all there is.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        end_at_once()


def orphaned_from(parent: int) -> Callable[[], bool]:
    """Whether this process has another parent by now."""
    return lambda: os.getppid() != parent


def end_at_once() -> None:
    """End without another word: the job is put back by whoever sees no sign of life."""
    os._exit(1)
