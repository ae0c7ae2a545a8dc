"""The next bytes of a file → beside its place and on the disk, before anything is moved.

Waiting for the disk together is four times faster than one by one, so the
waiting is done by threads, which begin with the first file.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from jiangxin.publishing.errors import PublishError
from jiangxin.publishing.names import temporary

_SYNC_THREADS = 16
_COPY_BYTES = 1 << 20


class Beside:
    """Writes files beside their places below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folders: set[str] = set()
        self._pool: ThreadPoolExecutor | None = None
        self._waits: deque[Future[None]] = deque()

    def write(self, path: str, content: bytes | Path | str, digest: str) -> None:
        """Begin to write the next bytes of `path`. Raises OSError, and PublishError where they are not `digest`'s."""
        beside = self._folder / temporary(path)
        above = path.rpartition("/")[0]
        if above not in self._folders:
            beside.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(above)
        if self._pool is None:
            self._pool = ThreadPoolExecutor(_SYNC_THREADS)
        self._waits.append(self._pool.submit(force_to_disk, _written(beside, content, digest)))
        while self._waits and self._waits[0].done():  # of very many, only those that are under way are held
            self._waits.popleft().result()

    def wait(self) -> None:
        """Wait until all is on the disk. Raises OSError."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None
        waits, self._waits = self._waits, deque()
        for wait in waits:
            wait.result()


def force_to_disk(descriptor: int) -> None:
    """Force an open file or folder to the disk and close it. Raises OSError."""
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _written(path: Path, content: bytes | Path | str, digest: str) -> int:
    """Write a new file with the mode that the umask gives, and give its descriptor, still open."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o666)
    try:
        for part in _parts(content, digest):
            while part:
                part = part[os.write(descriptor, part) :]
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _parts(content: bytes | Path | str, digest: str) -> Iterator[memoryview]:
    """Give the bytes; those of a cached file only if they are still what the record will say."""
    if isinstance(content, bytes):
        yield memoryview(content)
        return
    seen = hashlib.sha256()
    with Path(content).open("rb") as file:
        while part := file.read(_COPY_BYTES):
            seen.update(part)
            yield memoryview(part)
    if seen.hexdigest() != digest:
        raise PublishError("output.write", path=str(content), reason="changed while it was read")
