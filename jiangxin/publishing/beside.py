"""The next bytes of a file → beside its place and on the disk, before anything is moved.

A few files are waited for one by one, by threads: that costs nobody else anything.
Of many, the whole file system is waited for once, where the system can: each wait
for one holds up whoever writes the next.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from jiangxin.publishing.errors import PublishError
from jiangxin.publishing.names import temporary

_SYNC_THREADS = 16
_FEW = 64
_COPY_BYTES = 1 << 20


class Beside:
    """Writes files beside their places below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folders: set[str] = set()
        self._pool: ThreadPoolExecutor | None = None
        self._waits: deque[Future[None]] = deque()
        self._count = 0
        self._whole: int | None = None  # the descriptor by which the whole file system is waited for

    def expect_many(self) -> None:
        """Wait for all together at the end, in the process that calls this before others write here too.

        Where the system cannot do that, each process waits for its own. Raises OSError.
        """
        if self._whole is None and sys.platform == "linux":
            self._whole = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)

    def write(self, path: str, content: bytes | Path | str, digest: str, *, is_shared: bool = False) -> None:
        """Begin to write the next bytes of `path`; where these are `is_shared`, other processes may do the same.

        Raises OSError, and PublishError where they are not `digest`'s.
        """
        above = path.rpartition("/")[0]
        if above not in self._folders:
            (self._folder / above).mkdir(parents=True, exist_ok=True)
            self._folders.add(above)
        self._count += 1
        if self._count > _FEW:
            self.expect_many()
        place = f"{self._folder}/{temporary(path)}"
        if is_shared:
            own = f"{self._folder}/{temporary(f'{path}.{os.getpid()}')}"
            descriptor = _written(own, content, digest)
            os.replace(own, place)  # noqa: PTH105  # a Path costs more
        else:
            descriptor = _written(place, content, digest)
        if self._whole is not None:
            os.close(descriptor)
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(_SYNC_THREADS)
        self._waits.append(self._pool.submit(force_to_disk, descriptor))
        while self._waits and self._waits[0].done():  # of very many, only those that are under way are held
            self._waits.popleft().result()

    def settle(self) -> None:
        """Wait until what this process waits for one by one is on the disk. Raises OSError."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None
        waits, self._waits = self._waits, deque()
        for wait in waits:
            wait.result()

    def wait(self) -> None:
        """Wait until all is on the disk. Raises OSError."""
        self.settle()
        if self._whole is not None:
            descriptor, self._whole = self._whole, None
            _force_all_to_disk(descriptor)


def force_to_disk(descriptor: int) -> None:
    """Force an open file or folder to the disk and close it. Raises OSError."""
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _force_all_to_disk(descriptor: int) -> None:
    """Force the file system of an open folder to the disk and close that. Raises OSError where anything was lost."""
    import ctypes  # most builds write few files

    try:
        if ctypes.CDLL(None, use_errno=True).syncfs(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    finally:
        os.close(descriptor)


def _written(path: str, content: bytes | Path | str, digest: str) -> int:
    """Write a new file with the mode that the umask gives, and give its descriptor, still open."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, 0o666)
    except FileExistsError:  # begun by a process of ours that was killed
        Path(path).unlink()
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
