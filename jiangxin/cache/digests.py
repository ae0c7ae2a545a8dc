"""The digests of files, remembered between builds.

A digest is remembered by (path, size, times, inode), as in git, and as in git
not where the file is so young that it may yet change within the same tick of
its clock.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jiangxin.cache.snapshot import read_snapshot, write_snapshot

RACY_NS = 2_000_000_000  # FAT counts time in steps of two seconds
_SECOND_NS = 1_000_000_000
_RECIPE = "digests 1"  # to be raised where rows have another shape

Stamp = tuple[int, int, int, int]
"""A state of a file: size, times, inode."""


class Digests:
    """The SHA-256 of files, remembered in one file between builds."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, tuple[Stamp, str]] = read_snapshot(file, _RECIPE) or {}
        self._changed = False

    def digest_of(self, path: Path | str) -> str:
        """Give the SHA-256 of the file's bytes in hexadecimal; a link is followed. Raises OSError."""
        key = os.fspath(path)
        head = os.stat(key)  # noqa: PTH116  # asked of every picture: a Path costs more than the call
        stamp = stamp_of(head)
        known = self._known.get(key)
        if known is not None and known[0] == stamp:
            return known[1]
        digest, is_settled = read_digest(key, stamp)
        if is_settled:
            self._known[key] = (stamp, digest)
            self._changed = True
        elif self._known.pop(key, None):
            self._changed = True
        return digest

    def digests_of(self, paths: Sequence[Path | str], threads: int) -> list[str]:
        """Give the SHA-256 of every file, many at once. Raises OSError.

        A file that is known costs one look at its head; only where some are not
        is it worth the threads.
        """
        if len(paths) < 2 or all(os.fspath(path) in self._known for path in paths):
            return [self.digest_of(path) for path in paths]
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(self.digest_of, paths))

    def save(self) -> None:
        """Write down what is known, where it changed; where that fails the next build is only slower."""
        if not self._changed:
            return
        try:
            write_snapshot(self._file, _RECIPE, self._known)
        except OSError:
            return
        self._changed = False


def read_digest(path: str, stamp: Stamp) -> tuple[str, bool]:
    """Give the SHA-256 of a file that was seen with this head, and whether it is known by that from now on.

    Raises OSError.
    """
    with open(path, "rb") as file:  # noqa: PTH123  # for every file of a site: a Path costs more
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        is_same = stamp_of(os.fstat(file.fileno())) == stamp
    return digest, is_same and time.time_ns() - stamp[1] > RACY_NS


def is_known_by(stamp: Stamp) -> bool:
    """Say whether a file that we wrote is known by its head: a clock that counts seconds may show another's as ours."""
    return bool(stamp[1] % _SECOND_NS)


def stamp_of(found: os.stat_result) -> Stamp:
    """Name a state of a file. The change time notices an edit that put the old time back."""
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
