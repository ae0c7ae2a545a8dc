"""Photographs and the derivatives that pages ask for."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from jiangxin.images.derivative import plan_derivatives
from jiangxin.model.entry import Entry
from jiangxin.model.picture import Derivative, Photograph
from jiangxin.model.theme import Theme


class Darkroom:
    """Finds an entry's photographs and keeps a list of every derivative that was asked for.

    One darkroom serves all languages: the same picture is made once.
    """

    def __init__(self, photographs: Mapping[str, Photograph], theme: Theme) -> None:
        self._photographs = photographs
        self._sizes = theme.sizes
        self._made: dict[tuple[str, str], tuple[Derivative, ...]] = {}
        self.copies: dict[str, str] = {}  # path in the site → path under content/, for files that go in as they are

    def photograph(self, entry: Entry, file: str | None) -> Photograph | None:
        """Give the photograph beside an entry, or None where there is none (`check` has told the editor)."""
        if not file:
            return None
        return self._photographs.get(posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), file)))

    def sizes_attribute(self, size: str) -> str:
        """Give the HTML `sizes` attribute of a named size."""
        return self._sizes[size].sizes if size in self._sizes else "100vw"

    def derivatives(self, photograph: Photograph, size: str) -> tuple[Derivative, ...]:
        """Give the derivatives of a photograph at a named size; the theme's first size where it lacks that name."""
        key = (photograph.path, size)
        if key not in self._made:
            wanted = self._sizes.get(size) or next(iter(self._sizes.values()), None)
            self._made[key] = plan_derivatives(photograph, wanted) if wanted else ()
        return self._made[key]

    def everything(self) -> tuple[Derivative, ...]:
        """Give every derivative that was asked for, once, by path."""
        by_path = {derivative.path: derivative for made in self._made.values() for derivative in made}
        return tuple(by_path[path] for path in sorted(by_path))
