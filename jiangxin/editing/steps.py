"""A step → the disk and the journal: one at a time, whole or not at all, back and forth.

A step is noted before its files are written. Should the program end in between, its files are as they were;
undoing passes such a step by.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from jiangxin.amending.writing import WriteError, Writing, write_all
from jiangxin.editing.journal import Files, Journal, Kept
from jiangxin.editing.sheet import RefusedError
from jiangxin.model.entry import Ref
from jiangxin.problems import Problem

_PATIENCE_S = 10


class ChangedError(Exception):
    """A file of the step is no longer as the step left it."""

    def __init__(self, step: Kept) -> None:
        self.step = step
        super().__init__(step.ref)


class Steps:
    """The steps of editing `content`, which are kept in `folder`."""

    def __init__(self, content: Path, folder: Path) -> None:
        self._content = content
        self._folder = folder
        self._journal = Journal(folder)
        self._lock = threading.RLock()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else edit meanwhile. Raises RefusedError where another does and does not end."""
        with self._lock:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                lock = FileLock(self._folder / "lock", is_singleton=True)
                lock.acquire(timeout=_PATIENCE_S)
            except Timeout as error:
                raise RefusedError(Problem("editing.locked", "content")) from error
            except OSError as error:
                raise _unwritten("content", error.strerror or str(error)) from error
            try:
                yield
            finally:
                lock.release()

    def take(self, ref: Ref, fields: tuple[str, ...], was: Files, made: Files) -> None:
        """Note a step and write its files. Raises RefusedError; then nothing was changed."""
        try:
            self._journal.add(ref, fields, was, made)
        except OSError as error:
            raise _unwritten(f"content/{next(iter(made))}", error.strerror or str(error)) from error
        try:
            self._put(made, was)
        except RefusedError:
            with suppress(OSError):  # then undoing passes it by, as its files are as they were
                self._journal.drop()
            raise

    def go(self, by: int) -> Kept | None:
        """Undo the last step (-1), or do again the last that was undone (1); None where there is none.

        Raises ChangedError where a file was changed since, RefusedError where it cannot be written.
        """
        while (kept := self._journal.before() if by < 0 else self._journal.after()) is not None:
            try:
                before, after = self._journal.files_of(kept)
                now = {path: self._bytes(path) for path in before}
                begin, end = (after, before) if by < 0 else (before, after)
                if now not in (begin, end):
                    raise ChangedError(kept)
                self._journal.move(by)
            except OSError as error:
                raise _unwritten(f"content/{kept.files[0][0]}", error.strerror or str(error)) from error
            if now == end:  # noted and never taken, or taken by hand
                continue
            try:
                self._put(end, begin)
            except RefusedError:
                with suppress(OSError):
                    self._journal.move(-by)
                raise
            return kept
        return None

    def _put(self, made: Files, was: Files) -> None:
        writings = [Writing(path, data, was.get(path)) for path, data in made.items()]
        try:
            write_all(self._content, writings)
        except WriteError as error:
            back = [dataclasses.replace(each, data=each.was, was=each.data) for each in writings]
            with suppress(WriteError):  # of several files some were written, and cannot be put back: the first is told
                write_all(self._content, [each for each in back if each.path in error.written])
            raise _unwritten(f"content/{error.path}", error.reason) from error

    def _bytes(self, path: str) -> bytes | None:
        place = self._content / path
        return place.read_bytes() if place.is_file() and not place.is_symlink() else None


def _unwritten(path: str, reason: str) -> RefusedError:
    code = "editing.changed" if reason == "changed" else "editing.write"
    return RefusedError(Problem(code, path, facts={"reason": reason}))
