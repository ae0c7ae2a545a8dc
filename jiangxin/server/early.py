"""Pages that are served before they stand on the disk, and what the last build could not do.

Builds show pages as they begin, and between and beside them come glimpses of what
was saved. Whichever read the texts last is the newest: a build hides no glimpse
that came after it began, and what stands on the disk is served when a build ends
that has read as much. Several threads may ask at once.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from pathlib import Path


class Early:
    """The pages by path, above the site in a folder; the problems of the last build, or ""."""

    def __init__(self, folder: Path) -> None:
        self.pages: Mapping[str, bytes] = {}
        self.problems = ""
        self.is_building = False
        self._folder = folder
        self._glimpses: set[str] = set()  # paths of pages that are newer than what a build that runs has read
        self._turn = threading.Lock()

    def begin(self) -> None:
        """Note that a build begins: it reads all that was saved until now."""
        with self._turn:
            self.is_building = True
            self._glimpses = set()

    def show(self, pages: Mapping[str, bytes], *, is_glimpse: bool = False) -> bool:
        """Serve pages that a build has made, or a glimpse; say whether any differs from what was served."""
        with self._turn:
            wanted = pages if is_glimpse else {path: pages[path] for path in pages.keys() - self._glimpses}
            new = {path: page for path, page in wanted.items() if not self._serves(path, page)}
            if is_glimpse:
                self._glimpses.update(pages)
            if new:
                self.pages, self.problems = {**self.pages, **new}, ""
            return bool(new)

    def end(self, problems: str, seen: Collection[str]) -> bool:
        """Serve what a build made, or its `problems`; say whether all pages that are `seen` show that already."""
        with self._turn:
            is_shown = not problems and self.pages.keys() >= set(seen)
            self.pages = {} if problems else {path: self.pages[path] for path in self.pages.keys() & self._glimpses}
            self.problems = problems
            self.is_building = False
            return is_shown

    def settle(self) -> bool:
        """Serve what stands on the disk, which is the newest; say whether a page differs from what was served."""
        with self._turn:
            early, self.pages = self.pages, {}
            return any(not self._serves(path, page) for path, page in early.items())

    def _serves(self, path: str, page: bytes) -> bool:
        try:
            return not self.problems and (self.pages.get(path) or (self._folder / path).read_bytes()) == page
        except OSError:
            return False
