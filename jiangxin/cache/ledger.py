"""Many small values in one file, for what would be too many files."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Set
from pathlib import Path
from typing import Any

from jiangxin.cache.whole import checksum, write_whole


class Ledger:
    """Many small values by key, in one file: read at once, written at once."""

    def __init__(self, file: Path, prepare: Callable[[], None]) -> None:
        self._file = file
        self._prepare = prepare
        self._rows = _ledger_rows(file)
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
        payload = json.dumps(dict(sorted(self._rows.items())), ensure_ascii=False, separators=(",", ":")).encode()
        try:
            self._prepare()
            write_whole(self._file, checksum(payload) + b"\n" + payload)
        except OSError:
            return
        self.added, self._has_lost = {}, False

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


def _ledger_rows(file: Path) -> dict[str, Any]:
    try:
        head, _, payload = file.read_bytes().partition(b"\n")
        rows = json.loads(payload) if head == checksum(payload) else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return rows if isinstance(rows, dict) else {}
