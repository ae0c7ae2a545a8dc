"""What is no longer used leaves the cache.

What a build used is noted once a day (the first build of the day, and those
that made something new); what no noted day of the last thirty used is removed.
The clock decides here what is kept, never what is made.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Set
from pathlib import Path

from jiangxin.cache.whole import write_whole

DIARY = "used"  # the folder of the diary, beside those of the kinds
_KEPT_DAYS = 30
_DAY_S = 86_400


class Diary:
    """The days on which what was used was noted, in a folder of the cache."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._today = int(time.time()) // _DAY_S
        self._page = folder / f"{self._today}.json"

    def is_first_today(self) -> bool:
        """Tell whether nothing was noted yet today."""
        return not self._page.is_file()

    def note(self, used: Set[str]) -> set[str]:
        """Note what is used today; give what was on any day that still counts. Raises OSError."""
        known = _names_noted(self._page) | used
        write_whole(self._page, json.dumps(sorted(known), separators=(",", ":")).encode())
        for path in sorted(self._folder.glob("*.json")):
            if not path.stem.isdigit() or not self._today - _KEPT_DAYS <= int(path.stem) <= self._today:
                path.unlink()
            elif path != self._page:
                known |= _names_noted(path)
        return known


def remove_all_but(folder: Path, used: Set[str]) -> int:
    """Remove what is kept below `folder`, but what `used` names; give how much that was. Raises OSError."""
    swept = 0
    for kind in sorted(names_in(folder) - {DIARY}):
        for name, path in _kept_in(folder / kind, kind):
            if name not in used:
                swept += 1
                _remove(path)
    return swept


def names_in(folder: Path) -> set[str]:
    """Give the names in a folder; none where there is no such folder."""
    try:
        return set(os.listdir(folder))  # noqa: PTH208  # a Path for each of 50,000 names would cost more than the look
    except OSError:
        return set()


def _names_noted(file: Path) -> set[str]:
    try:
        return {str(name) for name in json.loads(file.read_bytes())}
    except (OSError, ValueError, TypeError):
        return set()


def _kept_in(folder: Path, kind: str) -> Iterator[tuple[str, Path]]:
    """Give what a kind keeps: (name as noted, path). Entries lie in folders of two letters, files beside them."""
    for name in sorted(names_in(folder)):
        path = folder / name
        if len(name) == 2:
            yield from ((f"{kind}/{name}/{inner}", path / inner) for inner in sorted(names_in(path)))
        else:
            yield f"{kind}/{name}", path


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
