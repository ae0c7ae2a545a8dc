"""A folder on disk → what stands in it, without following a link."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from jiangxin.cache import Stamp, stamp_of
from jiangxin.publishing.names import is_temporary


@dataclass(slots=True)
class Found:
    """Paths relative to the folder, with "/"."""

    files: dict[str, Stamp] = field(default_factory=dict)  # with their heads
    others: set[str] = field(default_factory=set)  # links, pipes, and hidden folders, which are not entered
    folders: set[str] = field(default_factory=set)
    leftovers: set[str] = field(default_factory=set)  # what a killed build left half written

    def is_bare(self) -> bool:
        """Tell whether no file is there but what is hidden (`.git`, `.DS_Store`) or was left by a killed build."""
        return all(path.startswith(".") for path in (*self.files, *self.others))


def survey(folder: Path) -> Found:
    """Give what stands in `folder`, which need not exist. Raises OSError."""
    found = Found()
    waiting = [(str(folder), "")] if folder.is_dir() else []
    while waiting:
        waiting += _look_into(*waiting.pop(), found)
    return found


def _look_into(folder: str, prefix: str, found: Found) -> list[tuple[str, str]]:
    """Sort what stands in one folder; give the folders in it, with the prefix of what they hold."""
    deeper = []
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                if entry.name.startswith("."):
                    found.others.add(path)
                else:
                    found.folders.add(path)
                    deeper.append((entry.path, path + "/"))
            elif not entry.is_file(follow_symlinks=False):
                found.others.add(path)
            elif entry.name.startswith(".") and is_temporary(path):
                found.leftovers.add(path)
            else:
                found.files[path] = stamp_of(os.lstat(entry.path))
    return deeper
