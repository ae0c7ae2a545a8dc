"""Files → the disk: all beside their places first, then moved in one after the other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Writing:
    """A file that is written, or removed where `data` is None; `path` is below the folder of all.

    `was` are the bytes it must still have then, None where there is none.
    """

    path: str
    data: bytes | None
    was: bytes | None


class WriteError(Exception):
    """A file could not be written. `written` are those that were, before it; the rest is as it was."""

    def __init__(self, path: str, reason: str, written: Sequence[str]) -> None:
        self.path = path
        self.reason = reason
        self.written = tuple(written)
        super().__init__(path, reason)


def write_all(root: Path, writings: Sequence[Writing]) -> None:
    """Write every file below `root`, each whole or not at all; who may read one stays as it was.

    Raises WriteError; before the first file is moved to its place, nothing was
    changed. A file that is no longer as `was` says stops everything: its reason is `changed`.
    """
    beside: list[tuple[Writing, Path | None]] = []
    made: list[Path] = []
    written: list[str] = []
    at = ""
    try:
        for each in writings:
            at = each.path
            place = root / each.path
            _refuse_links(root, place)
            if each.data is None:
                beside.append((each, None))
                continue
            made += _make_folders(place.parent)
            beside.append((each, _write_beside(place, each.data)))
        for each, ready in beside:
            at = each.path
            place = root / each.path
            if (place.read_bytes() if place.exists() else None) != each.was:
                raise WriteError(at, "changed", written)
            if ready is None:
                place.unlink(missing_ok=True)
            else:
                ready.replace(place)
            written.append(each.path)
    except OSError as error:
        raise WriteError(at, error.strerror or str(error), written) from error
    finally:
        for _, ready in beside:
            if ready is not None:
                ready.unlink(missing_ok=True)
        for folder in reversed(made):
            if not written and folder.is_dir():
                folder.rmdir()


def _refuse_links(root: Path, place: Path) -> None:
    """Refuse a place that a link would take out of the exhibition."""
    if place.is_symlink() or not place.parent.resolve().is_relative_to(root.resolve()):
        raise OSError(0, "link")


def _make_folders(folder: Path) -> list[Path]:
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for each in reversed(missing):
        each.mkdir()
    return list(reversed(missing))


def _write_beside(place: Path, data: bytes) -> Path:
    ready = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        with ready.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, ready)
    except BaseException:
        ready.unlink(missing_ok=True)
        raise
    return ready
