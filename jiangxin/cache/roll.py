"""Tables of plain values in one file: what changes is written behind what stands.

An edit changes few rows of many thousand, so only those are written: one record
more, until the records behind the first are half as large as it; then all is
written anew. Each record has its checksum: what a build that was killed left half
written counts as not written, and nothing is ever written behind it.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jiangxin.cache.snapshot import head_of
from jiangxin.cache.whole import checksum, write_whole

Tables = Mapping[str, Mapping[Any, Any]]
"""Rows by their keys, by the names of tables."""

_LENGTH_BYTES = 8
_ABSENT = object()


class Roll:
    """The tables that were kept in `file` by the same recipe; none where there is no such file, or it is damaged."""

    def __init__(self, file: Path, recipe: str) -> None:
        self._file = file
        self._head = head_of(recipe)
        self._first = 0  # the bytes of the first record
        self._size = 0  # the bytes of all that is whole
        self.tables: Tables = {}
        try:
            self.tables = self._read(file.read_bytes())
        except OSError:
            return

    def save(self, tables: Tables) -> None:
        """Keep these tables, which change no more; one that is the very object that was read is not looked through.

        Raises OSError.
        """
        looked_at = {name: self._change(name, tables) for name in self.tables.keys() | tables.keys()}
        changes = {name: change for name, change in looked_at.items() if any(change)}
        if not changes:
            return
        record = _record(changes)
        if self._size - self._first + len(record) <= self._first // 2 and self._file.stat().st_size == self._size:
            with self._file.open("ab", buffering=0) as file:
                if file.write(record) != len(record):
                    raise OSError(f"not written whole: {self._file}")
        else:
            record = _record({name: (dict(table), ()) for name, table in tables.items()})
            write_whole(self._file, self._head + record)
            self._first, self._size = len(record), len(self._head)
        self._size += len(record)
        self.tables = dict(tables)

    def _read(self, kept: bytes) -> Tables:
        tables: dict[str, dict[Any, Any]] = {}
        at = len(self._head)
        while kept.startswith(self._head) and (found := _read_record(kept, at)) is not None:
            changes, end = found
            for name, (changed, gone) in changes.items():
                if name in tables:
                    tables[name].update(changed)
                else:
                    tables[name] = changed
                for key in gone:
                    tables[name].pop(key, None)
            self._first = self._first or end - at
            at = self._size = end
        return tables

    def _change(self, name: str, tables: Tables) -> tuple[dict[Any, Any], tuple[Any, ...]]:
        """Give the rows of a table that are other than they were, and the keys of those that went."""
        old, new = self.tables.get(name, {}), tables.get(name, {})
        if old is new:
            return {}, ()
        was = old.get
        changed = {key: row for key, row in new.items() if (before := was(key, _ABSENT)) is not row and before != row}
        return changed, tuple(old.keys() - new.keys())


def _record(changes: Any) -> bytes:
    payload = marshal.dumps(changes)
    return b"".join((checksum(payload), len(payload).to_bytes(_LENGTH_BYTES, "big"), payload))


def _read_record(kept: bytes, at: int) -> tuple[Any, int] | None:
    """Give the record that begins there, and where it ends; None where there is none, or it is damaged."""
    start = at + len(checksum(b"")) + _LENGTH_BYTES
    mark, length = kept[at : start - _LENGTH_BYTES], int.from_bytes(kept[start - _LENGTH_BYTES : start], "big")
    payload = memoryview(kept)[start : start + length]
    if len(payload) != length or mark != checksum(payload):
        return None
    try:
        return marshal.loads(payload), start + length  # noqa: S302  # builds values, runs nothing, and we wrote it
    except (ValueError, TypeError, EOFError):
        return None
