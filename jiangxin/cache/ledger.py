"""Many small values in one file, for what would be too many files.

What is new is written behind what stands, a record more, until that is half as large as the first: an edit
adds a value or two to many thousand. What was left half written counts as not written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Set
from pathlib import Path
from typing import Any

from jiangxin.cache.whole import checksum, write_whole


class Ledger:
    """Many small values by key, in one file, which is read at once."""

    def __init__(self, file: Path, prepare: Callable[[], None]) -> None:
        self._file = file
        self._prepare = prepare
        self._rows, self._first, self._size = _ledger_rows(file)  # the bytes of the first record, and of all
        self._has_lost = False
        self._used: set[str] = set()
        self.added: dict[str, Any] = {}
        """What was put and is not on the disk yet."""

    def __len__(self) -> int:
        """Give how many values there are."""
        return len(self._rows)

    def get(self, key: str) -> Any:
        """Give the value (what JSON can hold), or None where there is none."""
        self._used.add(key)
        return self._rows.get(key)

    def get_all(self, keys: Collection[str]) -> dict[str, Any]:
        """Give the values of those of many keys that have one."""
        self._used.update(keys)
        rows = self._rows
        return {key: rows[key] for key in keys if key in rows}

    def put(self, key: str, value: Any) -> None:
        """Keep a value; it is on the disk after `save`."""
        self._used.add(key)
        self._rows[key] = self.added[key] = value

    def update(self, rows: Mapping[str, Any]) -> None:
        """Keep many values."""
        for key, value in rows.items():
            self.put(key, value)

    def save(self) -> None:
        """Write the file, where it changed; where that fails the next build is only slower."""
        if not (self.added or self._has_lost):
            return
        try:
            self._prepare()
            if not self._has_lost and self._is_added(_record(self.added)):
                self.added = {}
                return
            record = _record(dict(sorted(self._rows.items())))
            write_whole(self._file, record)
        except OSError:
            return
        self._first = self._size = len(record)
        self.added, self._has_lost = {}, False

    def _is_added(self, record: bytes) -> bool:
        """Write a record behind the others where it is small and they stand as we know them; say so. Raises OSError."""
        if self._size - self._first + len(record) > self._first // 2:
            return False
        if not self._file.is_file() or self._file.stat().st_size != self._size:
            return False
        with self._file.open("ab", buffering=0) as file:
            if file.write(record) != len(record):
                raise OSError(f"not written whole: {self._file}")
        self._size += len(record)
        return True

    @property
    def used(self) -> set[str]:
        """Give the keys that were asked for or put."""
        return self._used

    def keep(self, keys: Set[str]) -> int:
        """Forget all but `keys`; give how many that are."""
        gone = self._rows.keys() - keys
        for key in gone:
            del self._rows[key]
        self._has_lost |= bool(gone)
        return len(gone)


def _record(rows: Mapping[str, Any]) -> bytes:
    payload = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%b\n%b\n" % (checksum(payload), payload)


def _ledger_rows(file: Path) -> tuple[dict[str, Any], int, int]:
    """Give the rows of all records that are whole, the bytes of the first of these, and of all."""
    rows: dict[str, Any] = {}
    first = size = 0
    try:
        lines = file.read_bytes().split(b"\n")
        for mark, payload in zip(lines[::2], lines[1::2], strict=False):
            if mark != checksum(payload):
                break
            rows.update(json.loads(payload))
            size += len(mark) + len(payload) + 2
            first = first or size
    except (OSError, ValueError, TypeError, RecursionError):
        return {}, 0, 0
    return rows, first, size
