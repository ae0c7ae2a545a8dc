"""One build at a time: of one cache, and of one site.

The locks are the system's (`flock`): they end with the process that holds them,
however that ends, so that no stale lock file ever has to be removed by hand. The
site is locked by its folder itself, so that nothing of ours lies in it or beside it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from jiangxin.publishing.errors import PublishError

_PATIENCE_S = 0.5  # the processes of a build that was killed end a moment after it
_PAUSE_S = 0.05


@contextmanager
def hold_lock(cache_folder: Path) -> Iterator[None]:
    """Hold the build's lock; the thread that holds it may hold it again, as `publish` does inside a build.

    Raises PublishError: `build.locked` while another build holds it,
    `output.write` where the folder cannot be written.
    """
    path = cache_folder / "lock"
    try:
        cache_folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, is_singleton=True)
        lock.acquire(timeout=_PATIENCE_S)
    except Timeout as error:
        raise PublishError("build.locked", path=str(path)) from error
    except OSError as error:
        raise PublishError("output.write", path=str(path), reason=error.strerror or str(error)) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def hold_site(folder: Path) -> Iterator[None]:
    """Hold the lock of a site, which is made where it is not there and then goes again where it stays empty.

    Two builds may have caches of their own and write one site all the same.
    Raises PublishError as `hold_lock`. Where a system cannot lock a folder
    (Windows, some network disks), the lock of the cache is all there is.
    """
    is_new = not folder.exists()
    until = time.monotonic() + _PATIENCE_S
    while (held := _try_to_hold(folder)) is None:
        if time.monotonic() > until:
            raise PublishError("build.locked", path=str(folder))
        time.sleep(_PAUSE_S)
    try:
        yield
    finally:
        try:
            if is_new:
                with suppress(OSError):  # it holds something
                    folder.rmdir()
        finally:
            if held >= 0:
                os.close(held)


def _try_to_hold(folder: Path) -> int | None:
    """Give the folder, opened and locked; None while another build holds it, -1 where there are no such locks."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if sys.platform == "win32":
            return -1
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise PublishError("output.write", path=str(folder), reason=error.strerror or str(error)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), os.stat(folder)):  # noqa: PTH116  # and not one removed meanwhile
            return descriptor
    except BlockingIOError:
        pass
    except FileNotFoundError:  # removed meanwhile
        pass
    except OSError:
        os.close(descriptor)
        return -1
    os.close(descriptor)
    return None
