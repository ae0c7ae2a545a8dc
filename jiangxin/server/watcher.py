"""Folders → "something changed".

Whether anything changed is decided by looking, at some 5 µs a file: that holds
on every file system. When to look is told by the operating system, through
watchfiles, within milliseconds of a save; where it cannot tell (a network
drive, too many folders) looks follow each other all the same, at pauses that
grow with what a look costs.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path

from watchfiles import watch

_STILL_MS = 10  # so long nothing more is written: a save is over
_ENDS_WITHIN_MS = 100
_PAUSE_MIN_SECONDS = 0.1
_PAUSE_MAX_SECONDS = 1.0
_PAUSE_PER_LOOK = 4
_SETTLE_SECONDS = 0.02
_SETTLE_TRIES = 50

Saved = Callable[[Collection[Path]], None]
"""What is done at once with paths that the operating system tells of."""

_Snapshot = dict[str, tuple[int, int, int]]


class Watcher:
    """Looks at all below `roots` but hidden names and the output."""

    def __init__(self, roots: Sequence[Path], output: Path) -> None:
        self._roots = roots
        self._output = str(output)
        self._seen = self._look()
        self._pause = _PAUSE_MIN_SECONDS
        self._told = threading.Event()
        self._is_listening = False

    def listen(self, ended: threading.Event, saved: Saved = lambda _: None) -> None:
        """Have the operating system tell when to look, until `ended` is set; what it tells of is given to `saved`."""
        threading.Thread(target=self._listen, args=(ended, saved), daemon=True).start()

    def wait_for_change(self, ended: threading.Event, in_vain: Callable[[], None] = lambda: None) -> bool:
        """Wait until something changed and then stands still; False when `ended` is set.

        Where a look that was asked for finds nothing, `in_vain` is called.
        """
        while not ended.is_set():
            is_told = self._told.wait(_PAUSE_MAX_SECONDS if self._is_listening else self._pause)
            self._told.clear()
            started = time.perf_counter()
            now = self._look()
            self._pause = min(
                _PAUSE_MAX_SECONDS, max(_PAUSE_MIN_SECONDS, _PAUSE_PER_LOOK * (time.perf_counter() - started))
            )
            if now != self._seen:
                self._seen = now if is_told else self._settled(now)
                return True
            if is_told:
                in_vain()
        return False

    def _listen(self, ended: threading.Event, saved: Saved) -> None:
        self._is_listening = True
        try:
            with suppress(OSError):  # it cannot tell: looks go on without it
                for changes in watch(
                    *self._roots, watch_filter=None, step=_STILL_MS, rust_timeout=_ENDS_WITHIN_MS, stop_event=ended
                ):
                    saved([Path(path) for path in sorted({path for _, path in changes})])
                    self._told.set()
        finally:
            self._is_listening = False
            self._told.set()

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
