"""No process outlives the build that it works for, however that ends.

A build that is killed cannot end the processes that work for it, and one that
decodes a stranger's picture may work for ever. Linux can be asked to end a
process with its parent; elsewhere a process ends once it looks for its next task.
"""

from __future__ import annotations

import ctypes
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with_parent() -> None:
    """Have this process killed when the thread that started it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
