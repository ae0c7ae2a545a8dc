"""One build at a time.

The lock is the system's (`flock`): it ends with the process that holds it,
however that ends, so that no stale lock file ever has to be removed by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from jiangxin.publishing.errors import PublishError


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
        lock.acquire(blocking=False)
    except Timeout as error:
        raise PublishError("build.locked", path=str(path)) from error
    except OSError as error:
        raise PublishError("output.write", path=str(path), reason=error.strerror or str(error)) from error
    try:
        yield
    finally:
        lock.release()
