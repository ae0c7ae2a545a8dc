"""The processes below this one → the memory that they hold together, at its highest.

What processes share is counted once: Linux shares out each page among those that
have it (PSS). Asking costs the processes that are asked some milliseconds, so a
run is watched or timed, and never both.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PAUSE_S = 0.03
_PROC = Path("/proc")


class Peak:
    """The highest sum that was seen so far, in MiB."""

    mib = 0.0


@contextmanager
def watching() -> Iterator[Peak]:
    """Look at the memory of all that descends from this process, as long as the context lasts."""
    peak, ended = Peak(), threading.Event()

    def look() -> None:
        while not ended.wait(_PAUSE_S):
            peak.mib = max(peak.mib, held_mib(descendants(os.getpid())))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()


def held_mib(processes: Iterable[int]) -> float:
    """Give the MiB that processes hold together; those that have ended hold nothing."""
    kib = 0
    for process in processes:
        with suppress(OSError):
            lines = (_PROC / str(process) / "smaps_rollup").read_text("ascii").splitlines()
            kib += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return kib / 1024


def descendants(process: int) -> Iterator[int]:
    """Give the processes that a process started, and theirs."""
    with suppress(OSError):
        for task in (_PROC / str(process) / "task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                yield int(child)
                yield from descendants(int(child))
