"""The digests of files, remembered between builds.

A digest is remembered by (path, size, times, inode), as in git, and as in git
not where the file is so young that it may yet change within the same tick of
its clock.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jiangxin.cache.whole import write_whole

RACY_NS = 2_000_000_000  # FAT counts time in steps of two seconds
_SECOND_NS = 1_000_000_000

_Stamp = tuple[int, int, int, int]


class Digests:
    """The SHA-256 of files, remembered in one file between builds."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = _known_digests(file)
        self._changed = False

    def digest_of(self, path: Path | str) -> str:
        """Give the SHA-256 of the file's bytes in hexadecimal; a link is followed. Raises OSError."""
        key = os.fspath(path)
        stamp = _stamp(os.stat(key))  # noqa: PTH116  # asked of every output: a Path costs more than the call
        known = self._known.get(key)
        if known and known[0] == stamp:
            return known[1]
        with Path(key).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            settled = _stamp(os.fstat(file.fileno())) == stamp
        if settled and time.time_ns() - stamp[1] > RACY_NS:
            self._known[key] = (stamp, digest)
            self._changed = True
        elif self._known.pop(key, None):
            self._changed = True
        return digest

    def note(self, path: Path | str, digest: str) -> None:
        """Remember the digest of a file that was just written by us. Raises OSError."""
        key = os.fspath(path)
        stamp = _stamp(os.stat(key))  # noqa: PTH116
        if stamp[1] % _SECOND_NS:  # a clock that counts seconds may still show a stranger's change as ours
            self._known[key] = (stamp, digest)
            self._changed = True

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
        rows = {key: [*stamp, digest] for key, (stamp, digest) in sorted(self._known.items())}
        try:
            write_whole(self._file, json.dumps(rows, separators=(",", ":")).encode())
        except OSError:
            return
        self._changed = False


def _stamp(found: os.stat_result) -> _Stamp:
    """Name a state of a file. The change time notices an edit that put the old time back."""
    return (found.st_size, max(found.st_mtime_ns, 0), found.st_ctime_ns, found.st_ino)


def _known_digests(file: Path) -> dict[str, tuple[_Stamp, str]]:
    try:
        rows = json.loads(file.read_bytes())
        return {str(key): ((int(a), int(b), int(c), int(d)), str(digest)) for key, (a, b, c, d, digest) in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
