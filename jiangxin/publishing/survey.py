"""A folder on disk → what stands in it, without following a link."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from jiangxin.publishing.names import is_temporary


@dataclass(slots=True)
class Found:
    """Paths relative to the folder, with "/"."""

    files: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)  # links, pipes, and hidden folders, which are not entered
    folders: set[str] = field(default_factory=set)
    leftovers: set[str] = field(default_factory=set)  # what a killed build left half written

    def is_bare(self) -> bool:
        """Tell whether nothing is there but what is hidden (`.git`, `.DS_Store`)."""
        return not self.folders and all(path.startswith(".") for path in self.files | self.others)


def survey(folder: Path) -> Found:
    """Give what stands in `folder`, which need not exist. Raises OSError."""
    found = Found()
    if folder.is_dir():
        _walk(str(folder), "", found)
    return found


def _walk(folder: str, prefix: str, found: Found) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if entry.is_dir(follow_symlinks=False):
                if entry.name.startswith("."):
                    found.others.add(path)
                else:
                    found.folders.add(path)
                    _walk(entry.path, path + "/", found)
            elif not entry.is_file(follow_symlinks=False):
                found.others.add(path)
            elif is_temporary(path):
                found.leftovers.add(path)
            else:
                found.files.add(path)
