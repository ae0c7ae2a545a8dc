"""All outputs of a build → the site on disk, whole at every moment.

First everything that differs is written beside its place and forced to disk: a
full disk is met here, with the old site untouched. Then it is moved in, what is
named before those who name it (assets, pages, exports), which takes
milliseconds. Then what is no longer planned is removed, and last the record of
the site is replaced. A build that is killed at any point leaves whole files,
and knows at its next run what of them is its own.

Whether a file differs is asked of the disk, never of our memory of it: what was
changed, lost or cut off there is healed. Equal files are not written. What we
did not write is neither written over nor removed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jiangxin.cache import Digests
from jiangxin.model.output import Output
from jiangxin.publishing.errors import PublishError
from jiangxin.publishing.lock import hold_lock
from jiangxin.publishing.names import RECORD, folders_of, refuse_unsafe, temporary
from jiangxin.publishing.record import Pending, read_record, record_text
from jiangxin.publishing.survey import Found, survey

__all__ = ["PublishError", "Published", "is_intact", "publish"]

_SYNC_THREADS = 16  # waiting for the disk together is four times faster than one by one
_COPY_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did, as sorted paths relative to the site."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    foreign: tuple[str, ...]  # there, not ours, left alone


def publish(outputs: Sequence[Output], folder: Path, cache_folder: Path) -> Published:
    """Make `folder` hold `outputs` and their record `SHA256SUMS`, and nothing else of ours.

    Raises ValueError for outputs whose paths no site may have (see `names`), and
    PublishError: `output.foreign` where something stands that we did not write,
    `output.write` where the disk is full or cannot be written, `build.locked`.
    """
    refuse_unsafe(output.path for output in outputs)
    with hold_lock(cache_folder), disk_errors(folder):
        site = _Site(folder.resolve(), cache_folder.resolve())
        return site.become(outputs)


def is_intact(folder: Path, cache_folder: Path) -> bool:
    """Tell whether the site stands just as the last build left it, so that an unchanged input needs no build.

    Costs a walk of the folder; only young or changed files are read.
    """
    folder, cache_folder = folder.resolve(), cache_folder.resolve()
    try:
        record = read_record(folder)
        if record is None or Pending(cache_folder, folder).read() is not None:
            return False
        if not survey(folder).files >= record.keys():
            return False
        memory = _memory(cache_folder)
        intact = all(memory.digest_of(f"{folder}/{path}") == digest for path, digest in record.items())
        memory.save()
        return intact
    except OSError:
        return False


class _Site:
    """The folder, what stands in it and what of that is ours."""

    def __init__(self, folder: Path, cache_folder: Path) -> None:
        self.folder = folder
        self.memory = _memory(cache_folder)
        self.pending = Pending(cache_folder, folder)
        interrupted = self.pending.read()
        record = read_record(folder)
        self.found = survey(folder)
        if record is None and interrupted is None and not self.found.is_bare():
            raise PublishError("output.foreign", path=str(folder))
        self.interrupted = interrupted is not None
        self.owned = frozenset(record or ()) | (interrupted or frozenset())

    def become(self, outputs: Sequence[Output]) -> Published:
        wanted = {output.path: self._digest_wanted(output) for output in outputs}
        stale = [output for output in outputs if self._digest_found(output.path) != wanted[output.path]]
        _refuse_foreign(self.found, self.owned, {output.path for output in stale}, wanted)
        gone = sorted((self.owned & (self.found.files | self.found.others)) - wanted.keys())
        record = record_text(wanted).encode()
        if stale or gone or self.found.leftovers or self.interrupted or self._bytes(RECORD) != record:
            self.pending.write(self.owned | wanted.keys())
            self._write(stale, gone, wanted, record)
            self.pending.drop()
        self.memory.save()
        written = {output.path for output in stale}
        foreign = (self.found.files | self.found.others) - self.owned - wanted.keys() - {RECORD}
        return Published(
            written=tuple(sorted(written)),
            unchanged=tuple(sorted(wanted.keys() - written)),
            removed=tuple(gone),
            foreign=tuple(sorted(foreign)),
        )

    def _write(self, stale: Sequence[Output], gone: Sequence[str], wanted: Mapping[str, str], record: bytes) -> None:
        remove_files(self.folder, self.found.leftovers)
        in_the_way = _in_the_way(gone, wanted)
        remove_files(self.folder, in_the_way)
        staged = sorted(stale, key=lambda output: (output.stage, output.path))
        moves = [(output.path, output.content, wanted[output.path]) for output in staged]
        try:
            self._write_beside([*moves, (RECORD, record, hashlib.sha256(record).hexdigest())])
            for output in staged:
                self._move_in(output.path)
            remove_files(self.folder, set(gone) - in_the_way)
            self._move_in(RECORD)
        except BaseException:
            self._give_up([*(output.path for output in staged), RECORD])
            raise
        self._sync_folders({RECORD, *gone, *(output.path for output in staged)})

    def _write_beside(self, files: Iterable[tuple[str, bytes | Path | str, str]]) -> None:
        """Write the next bytes of each file beside its place, and wait until all are on the disk."""
        with ThreadPoolExecutor(_SYNC_THREADS) as pool:
            waits = []
            for path, content, digest in files:
                beside = self.folder / temporary(path)
                beside.parent.mkdir(parents=True, exist_ok=True)
                waits.append(pool.submit(_force_to_disk, _written(beside, content, digest)))
            for wait in waits:
                wait.result()

    def _move_in(self, path: str) -> None:
        (self.folder / temporary(path)).replace(self.folder / path)

    def _give_up(self, paths: Iterable[str]) -> None:
        for path in paths:
            try:
                (self.folder / temporary(path)).unlink(missing_ok=True)
            except OSError:  # the next build removes it
                continue

    def _sync_folders(self, paths: Iterable[str]) -> None:
        """Force the names to disk too, where folders can be opened for that."""
        if os.name == "nt":
            return
        for name in {path.rpartition("/")[0] for path in paths}:
            try:
                descriptor = os.open(self.folder / name, os.O_RDONLY | os.O_DIRECTORY)
            except OSError:  # the folder went with its last file
                continue
            _force_to_disk(descriptor)

    def _digest_wanted(self, output: Output) -> str:
        if isinstance(output.content, bytes):
            return hashlib.sha256(output.content).hexdigest()
        return self.memory.digest_of(output.content)

    def _digest_found(self, path: str) -> str:
        return self.memory.digest_of(f"{self.folder}/{path}") if path in self.found.files else ""

    def _bytes(self, path: str) -> bytes:
        return (self.folder / path).read_bytes() if path in self.found.files else b""


def remove_files(folder: Path, paths: Iterable[str]) -> None:
    """Remove files of a site, and the folders that this empties. Raises OSError."""
    emptied: set[str] = set()
    for path in sorted(paths):
        (folder / path).unlink(missing_ok=True)
        emptied.update(folders_of(path))
    for path in sorted(emptied, key=len, reverse=True):
        try:
            (folder / path).rmdir()
        except OSError:  # not empty
            continue


def _refuse_foreign(found: Found, owned: frozenset[str], stale: set[str], wanted: Mapping[str, str]) -> None:
    """Raise PublishError where a file that is to be written meets something that is not ours."""
    foreign = (found.files | found.others) - owned
    for path in sorted(stale):
        obstacles = {path, *folders_of(path)} & foreign
        links = set(folders_of(path)) & found.others
        if path in found.folders:
            inside = {other for other in found.files | found.others if other.startswith(path + "/")}
            obstacles |= inside & foreign
        for obstacle in sorted(obstacles | links):
            raise PublishError("output.foreign", path=obstacle)
    if RECORD in found.others or RECORD in found.folders:
        raise PublishError("output.foreign", path=RECORD)


def _in_the_way(gone: Iterable[str], wanted: Mapping[str, str]) -> set[str]:
    """Give the files that are to go and stand where a folder is to be, or in a folder where a file is to be."""
    folders = {folder for path in wanted for folder in folders_of(path)}
    return {path for path in gone if path in folders or any(folder in wanted for folder in folders_of(path))}


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


def _force_to_disk(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _memory(cache_folder: Path) -> Digests:
    return Digests(cache_folder / "published.json")


@contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Let an OSError leave as PublishError: `output.write`."""
    try:
        yield
    except OSError as error:
        path = str(error.filename or folder)
        raise PublishError("output.write", path=path, reason=error.strerror or str(error)) from error
