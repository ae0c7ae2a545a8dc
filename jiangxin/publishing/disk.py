"""Files of a site that go, and what the disk refuses, told as what a build could not do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jiangxin.publishing.errors import PublishError
from jiangxin.publishing.names import folders_of


def remove_files(folder: Path, paths: Iterable[str]) -> set[str]:
    """Remove files of a site, and the folders that this empties; give those. Raises OSError."""
    emptied: set[str] = set()
    for path in sorted(paths):
        (folder / path).unlink(missing_ok=True)
        emptied.update(folders_of(path))
    for path in sorted(emptied, key=len, reverse=True):
        try:
            (folder / path).rmdir()
        except OSError:  # not empty
            emptied.discard(path)
    return emptied


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Let an OSError leave as PublishError: `output.write`."""
    try:
        yield
    except OSError as error:
        path = str(error.filename or folder)
        raise PublishError("output.write", path=path, reason=error.strerror or str(error)) from error
