"""Folders → "something changed".

Tells of changes by looking: no library, no limit on the number of files, the
same on every system. A look costs some 5 µs a file; the pauses between looks
grow with what a look costs, so that a large exhibition does not keep a
processor busy.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from pathlib import Path

_PAUSE_MIN_SECONDS = 0.1
_PAUSE_MAX_SECONDS = 1.0
_PAUSE_PER_LOOK = 4
_SETTLE_SECONDS = 0.02
_SETTLE_TRIES = 50

_Snapshot = dict[str, tuple[int, int, int]]


class Watcher:
    """Looks at all below `roots` but hidden names and the output."""

    def __init__(self, roots: Sequence[Path], output: Path) -> None:
        self._roots = roots
        self._output = str(output)
        self._seen = self._look()
        self._pause = _PAUSE_MIN_SECONDS

    def wait_for_change(self, ended: threading.Event) -> bool:
        """Wait until something changed and then stands still; False when `ended` is set."""
        while not ended.wait(self._pause):
            started = time.perf_counter()
            now = self._look()
            self._pause = min(
                _PAUSE_MAX_SECONDS, max(_PAUSE_MIN_SECONDS, _PAUSE_PER_LOOK * (time.perf_counter() - started))
            )
            if now != self._seen:
                self._seen = self._settled(now)
                return True
        return False

    def _settled(self, before: _Snapshot) -> _Snapshot:
        for _ in range(_SETTLE_TRIES):
            time.sleep(_SETTLE_SECONDS)
            now = self._look()
            if now == before:
                break
            before = now
        return before

    def _look(self) -> _Snapshot:
        snapshot: _Snapshot = {}
        for root in self._roots:
            self._walk(str(root), snapshot)
        return snapshot

    def _walk(self, folder: str, snapshot: _Snapshot) -> None:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.path == self._output:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        self._walk(entry.path, snapshot)
                    else:
                        found = entry.stat(follow_symlinks=False)
                        snapshot[entry.path] = (found.st_mtime_ns, found.st_size, found.st_ino)
        except OSError:  # a folder that went while we looked: the next look tells
            return
