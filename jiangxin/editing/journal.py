"""Every step of editing, kept so that it can be undone: tomorrow too, and after a crash.

A step is the bytes of files before and after. They lie under their digests, each once; the list of steps
and the place in it lie in one file, which is written whole. A new step forgets what was undone before it.
The oldest steps go when there are too many, or too much of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from jiangxin.cache import write_whole
from jiangxin.model.entry import Ref

MOST_STEPS = 500
MOST_BYTES = 300_000_000
_VERSION = 1

Files = Mapping[str, bytes | None]
"""The bytes of files, by path under content/; None where there is none."""


class Kept(NamedTuple):
    """A step: which entry, which fields of it, and for each file the digests of its bytes before and after."""

    ref: str
    fields: tuple[str, ...]
    files: tuple[tuple[str, str, str], ...]  # "" where there is no file


class Journal:
    """The steps that lie in `folder`; what is damaged or of another version is as if it were not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "journal.json"

    def add(self, ref: Ref, fields: tuple[str, ...], before: Files, after: Files) -> None:
        """Note a step that is about to be taken. Raises OSError."""
        steps, at = self._read()
        files = tuple((path, self._keep(before.get(path)), self._keep(data)) for path, data in after.items())
        steps = [*steps[:at], Kept(str(ref), fields, files)][-MOST_STEPS:]
        room = MOST_BYTES
        known: set[str] = set()
        first = len(steps)
        while first and room > 0:
            first -= 1
            new = {name for _, *names in steps[first].files for name in names if name} - known
            known |= new
            room -= sum(self._size(name) for name in new)
        steps = steps[min(first + (room < 0), len(steps) - 1) :]
        self._write(steps, len(steps))
        self._forget_all_but({name for step in steps for _, *names in step.files for name in names})

    def drop(self) -> None:
        """Forget the last step: it was not taken. Raises OSError."""
        steps, _ = self._read()
        self._write(steps[:-1], max(len(steps) - 1, 0))

    def before(self) -> Kept | None:
        """Give the step that would be undone."""
        steps, at = self._read()
        return steps[at - 1] if at else None

    def after(self) -> Kept | None:
        """Give the step that would be done again."""
        steps, at = self._read()
        return steps[at] if at < len(steps) else None

    def move(self, by: int) -> None:
        """Go on or back in the list. Raises OSError."""
        steps, at = self._read()
        self._write(steps, min(max(at + by, 0), len(steps)))

    def files_of(self, step: Kept) -> tuple[dict[str, bytes | None], dict[str, bytes | None]]:
        """Give the bytes of a step's files before and after it. Raises OSError where they are lost."""
        before = {path: self._kept(name) for path, name, _ in step.files}
        return before, {path: self._kept(name) for path, _, name in step.files}

    def _read(self) -> tuple[list[Kept], int]:
        try:
            kept: Any = json.loads(self._file.read_bytes())
            if kept["version"] != _VERSION:
                return [], 0
            steps = [Kept(ref, tuple(fields), tuple(map(tuple, files))) for ref, fields, files in kept["steps"]]
            return steps, min(max(int(kept["at"]), 0), len(steps))
        except (OSError, ValueError, TypeError, KeyError):
            return [], 0

    def _write(self, steps: list[Kept], at: int) -> None:
        told = json.dumps({"version": _VERSION, "at": at, "steps": steps}, ensure_ascii=False)
        write_whole(self._file, told.encode(), durable=True)

    def _keep(self, data: bytes | None) -> str:
        if data is None:
            return ""
        name = blake2b(data, digest_size=16).hexdigest()
        if not (self._folder / name).is_file():
            write_whole(self._folder / name, data, durable=True)
        return name

    def _kept(self, name: str) -> bytes | None:
        if not name:
            return None
        data = (self._folder / name).read_bytes()
        if blake2b(data, digest_size=16).hexdigest() != name:
            raise OSError(0, "damaged")
        return data

    def _size(self, name: str) -> int:
        try:
            return (self._folder / name).stat().st_size
        except OSError:
            return 0

    def _forget_all_but(self, names: set[str]) -> None:
        for file in self._folder.iterdir():
            if len(file.name) == 32 and file.name not in names:
                file.unlink(missing_ok=True)
