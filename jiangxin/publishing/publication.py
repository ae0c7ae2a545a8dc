"""A build's outputs, as they come → the site on disk, whole at every moment.

What differs from what stands is written beside its place as soon as it is
offered, and never held in memory: a full disk is met here, with the old site
untouched. When all is offered it is moved in, what is named before those who
name it (assets, pages, exports), which takes milliseconds. Then what is no
longer planned is removed, and last the record of the site is replaced. A build
that is killed at any point leaves whole files, and knows at its next run what of
them is its own.

Whether a file differs is asked of the disk, never of our memory of it: what was
changed, lost or cut off there is healed. Equal files are not written. What we
did not write is neither written over nor removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from jiangxin.cache import Digests, is_known_by, read_digest, stamp_of
from jiangxin.model.frozen import frozen
from jiangxin.model.output import Output, Stage
from jiangxin.publishing.beside import Beside, force_to_disk
from jiangxin.publishing.disk import disk_errors, remove_files
from jiangxin.publishing.errors import PublishError
from jiangxin.publishing.heads import Heads
from jiangxin.publishing.lock import hold_lock, hold_site
from jiangxin.publishing.names import (
    RECORD,
    folders_of,
    folders_of_all,
    in_the_way_of,
    is_safe,
    refuse_folders,
    temporary,
)
from jiangxin.publishing.record import COPIED, PUBLISHED, Pending, read_unfinished, record_bytes, record_text
from jiangxin.publishing.survey import survey
from jiangxin.standing import Look, look_of


@frozen
class Published:
    """What a build did, as sorted paths relative to the site."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    foreign: tuple[str, ...]  # there, not ours, left alone


class Prepared(NamedTuple):
    """An output's SHA-256, and whether that is new in the site."""

    digest: str
    is_new: bool


class Publication:
    """A site being made anew, between the lock that begins it and `finish`.

    Left without `finish`, the site stands as it stood. Entering and every step
    raise PublishError: `output.foreign` where something stands that we did not
    write, `output.write` where the disk is full or cannot be written,
    `build.locked`.
    """

    def __init__(self, folder: Path, cache_folder: Path) -> None:
        self.folder = folder.resolve()
        self._cache_folder = cache_folder.resolve()
        self._exits = ExitStack()
        self._wanted: dict[str, str] = {}  # path → SHA-256
        self._stages: dict[str, Stage] = {}  # of what is written beside its place
        self._waiting: list[Output] = []  # something of ours must go before there is room for these
        self.look: Look | None = None
        """How the site looks when it is finished; None where that takes another look."""

    def __enter__(self) -> Publication:
        self._exits.enter_context(hold_lock(self._cache_folder))
        try:
            self._exits.enter_context(hold_site(self.folder))
            with disk_errors(self.folder):
                self._survey()
        except BaseException:
            self._exits.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._give_up()
        finally:
            self._exits.close()

    def digest_at(self, path: str) -> str:
        """Give the SHA-256 of the file that stands at `path`, or "" where none does."""
        digest = self._standing.get(path)
        if digest is not None:
            return digest
        head = self.found.files.get(path)
        if head is None:
            return ""
        with disk_errors(self.folder):
            digest, is_settled = read_digest(f"{self.folder}/{path}", head)
        self._standing[path] = digest
        if is_settled:
            self._settled.add(path)
        return digest

    def keep(self, digests: Mapping[str, str]) -> set[str]:
        """Want those of some files, given by path, that stand with this SHA-256; give the paths of the others."""
        differ = [path for path, digest in digests.items() if self._standing.get(path) != digest]
        lost = {path for path in differ if not digests[path] or self.digest_at(path) != digests[path]}
        kept = {path: digest for path, digest in digests.items() if path not in lost} if lost else digests
        for path in kept:
            if path not in self._recorded:
                self._refuse(path)
        if not self._wanted.keys().isdisjoint(kept):
            raise ValueError(f"two outputs for one file: {sorted(self._wanted.keys() & kept.keys())[0]!r}")
        self._wanted.update(kept)
        return lost

    def offer(self, output: Output) -> None:
        """Want a file. Raises ValueError for a path that no site may have (see `names`)."""
        self.accept(output.path, output.stage, self.prepare(output))

    def wants(self, path: str) -> bool:
        """Tell whether a file is wanted already."""
        return path in self._wanted

    def prepare(self, output: Output, *, is_shared: bool = False) -> Prepared:
        """Write an output beside its place where it differs from what stands there.

        This may be done in another process, which then waits with `settle`; here `accept` follows. What
        `is_shared` several processes may prepare at once, and one of them is accepted.
        """
        self._refuse(output.path)
        with disk_errors(self.folder):
            digest = self._digest_of(output)
            is_new = self.digest_at(output.path) != digest
            if is_new:
                self._refuse_foreign(output.path)
                if self.is_blocked(output.path):
                    self._waiting.append(output)
                else:
                    self.begin()
                    self._beside.write(output.path, output.content, digest, is_shared=is_shared)
            return Prepared(digest, is_new)

    def withdraw(self, path: str, prepared: Prepared) -> None:
        """Take back what was prepared, and is not wanted after all."""
        if prepared.is_new:
            with disk_errors(self.folder):
                os.unlink(f"{self.folder}/{temporary(path)}")  # noqa: PTH108  # a Path costs more

    def is_blocked(self, path: str) -> bool:
        """Tell whether a file of ours stands where a folder is to be, so that there is no place beside `path` yet."""
        return any(folder in self.found.files for folder in folders_of(path))

    def expect_many(self) -> None:
        """Let other processes prepare outputs too: there are many, which are waited for together."""
        self.begin()
        with disk_errors(self.folder):
            self._beside.settle()  # and no thread of ours is left, which would not be there after a fork
            self._beside.expect_many()

    def settle(self) -> None:
        """Wait until what was prepared in this process is on the disk, if it is not waited for at the end."""
        with disk_errors(self.folder):
            self._beside.settle()

    def accept(self, path: str, stage: Stage, prepared: Prepared) -> None:
        """Want a file that was prepared."""
        self._refuse(path)
        self._wanted[path] = prepared.digest
        if prepared.is_new:
            self._stages[path] = stage

    def finish(self) -> Published:
        """Move in what was offered, remove what was not, and replace the record."""
        refuse_folders(self._wanted)
        if RECORD in self.found.others or RECORD in self.found.folders:
            raise PublishError("output.foreign", path=RECORD)
        with disk_errors(self.folder):
            return self._finished()

    def _survey(self) -> None:
        self._copied = Digests(self._cache_folder / COPIED)
        self._heads = Heads(self._cache_folder / PUBLISHED, self.folder)
        self.pending = Pending(self._cache_folder, self.folder)
        interrupted = self.pending.read()
        self._record = record_bytes(self.folder)
        self.found = survey(self.folder)
        record, self._standing = self._heads.read(self._record, self.found.files)
        self._settled = set(self._standing)  # files that will be known by their heads
        if interrupted is None:
            interrupted = self._moved_in()  # for the cache, which would have said so, may have gone
        if record is None and interrupted is None and not self.found.is_bare():
            raise PublishError("output.foreign", path=str(self.folder))
        self._is_begun = self._is_torn = interrupted is not None
        self._recorded = record or {}
        self._owned = self._recorded.keys() | interrupted if interrupted else self._recorded.keys()
        self._foreign = {path for path in (*self.found.files, *self.found.others) if path not in self._owned}
        self._beside = Beside(self.folder)
        if self.found.leftovers:
            self.begin()
            remove_files(self.folder, self.found.leftovers)

    def _moved_in(self) -> frozenset[str] | None:
        """Give what a killed build has moved in: files that are byte for byte what its record says; None without it."""
        unfinished = read_unfinished(self.folder)
        return (
            None
            if unfinished is None
            else frozenset(
                path for path in self.found.files.keys() & unfinished if self.digest_at(path) == unfinished[path]
            )
        )

    def begin(self) -> None:
        """Say, before the first file is touched, that this folder is ours."""
        if not self._is_begun:
            self.pending.write(self._owned - self._recorded.keys())
            self._is_begun = True

    def _finished(self) -> Published:
        files, settled = self.found.files, self._settled
        ours = (path for path in self._owned if path not in self._wanted)
        gone = sorted(path for path in ours if path in files or path in self.found.others)
        # The paths of a record are in order already, and to see that takes less than to bring it about.
        paths = sorted(self._recorded if self._recorded.keys() == self._wanted.keys() else self._wanted)
        record = record_text({path: self._wanted[path] for path in paths}).encode()
        if self._stages or gone or self._is_begun or self._record != record:
            self.pending.write({path for path in chain(self._owned, self._wanted) if path not in self._recorded})
            self._replace(gone, record)
            self.pending.drop()
        self._copied.save()
        self._heads.keep(record, {path: files[path] for path in paths if path in settled})
        foreign = self._foreign - self._wanted.keys() - {RECORD}
        if not foreign and RECORD in settled and self._wanted.keys() <= settled:
            self.look = look_of(files, self.found.folders)
        return Published(
            written=tuple(sorted(self._stages)),
            unchanged=tuple(path for path in paths if path not in self._stages),
            removed=tuple(gone),
            foreign=tuple(sorted(foreign)),
        )

    def _replace(self, gone: Sequence[str], record: bytes) -> None:
        self._is_begun = self._is_torn = True
        in_the_way = in_the_way_of(gone, self._stages)  # nothing is in the way of what stands
        self._remove(in_the_way)
        for output in self._waiting:
            self._beside.write(output.path, output.content, self._wanted[output.path])
        self._beside.write(RECORD, record, sha256(record).hexdigest())
        self._beside.wait()
        for path in sorted(self._stages, key=lambda path: (self._stages[path], path)):
            self._move_in(path)
        self.found.folders |= folders_of_all(self._stages)
        self._remove(set(gone) - in_the_way)
        self._move_in(RECORD)
        self._sync_folders({RECORD, *gone, *self._stages})
        self._is_begun = self._is_torn = False

    def _move_in(self, path: str) -> None:
        place = f"{self.folder}/{path}"
        os.replace(f"{self.folder}/{temporary(path)}", place)  # noqa: PTH105  # a Path costs more
        head = self.found.files[path] = stamp_of(os.lstat(place))
        if is_known_by(head):
            self._settled.add(path)
        else:
            self._settled.discard(path)

    def _remove(self, paths: Iterable[str]) -> None:
        self.found.folders -= remove_files(self.folder, paths)
        for path in paths:
            self.found.files.pop(path, None)

    def _give_up(self) -> None:
        """Remove what was written beside its place and will not be moved in."""
        if not self._is_begun:
            return
        with suppress(OSError):  # what cannot be removed now is by the next build
            with suppress(OSError):
                self._beside.wait()
            remove_files(self.folder, survey(self.folder).leftovers)
            if not self._is_torn:
                self.pending.drop()

    def _sync_folders(self, paths: Iterable[str]) -> None:
        """Force the names to disk too, where folders can be opened for that."""
        if os.name == "nt":
            return
        for name in {path.rpartition("/")[0] for path in paths}:
            try:
                descriptor = os.open(self.folder / name, os.O_RDONLY | os.O_DIRECTORY)
            except OSError:  # the folder went with its last file
                continue
            force_to_disk(descriptor)

    def _digest_of(self, output: Output) -> str:
        if isinstance(output.content, bytes):
            return sha256(output.content).hexdigest()
        return self._copied.digest_of(output.content)

    def _refuse(self, path: str) -> None:
        """Raise ValueError for a path that no site may have, or that is wanted already."""
        if not is_safe(path):
            raise ValueError(f"not a path for an output: {path!r}")
        if path in self._wanted:
            raise ValueError(f"two outputs for one file: {path!r}")

    def _refuse_foreign(self, path: str) -> None:
        """Raise PublishError where a file that is to be written meets something that is not ours."""
        if not (self._foreign or self.found.others):
            return
        obstacles = {path, *folders_of(path)} & self._foreign | set(folders_of(path)) & self.found.others
        if path in self.found.folders:
            obstacles |= {other for other in self._foreign if other.startswith(path + "/")}
        for obstacle in sorted(obstacles):
            raise PublishError("output.foreign", path=obstacle)
