"""A piece that is drawn once for the same values: what many pages show alike.

A card stands on some nine pages, and the menus on all pages of a folder. Views of
those pages hold the same object, for it lay in a drawer (see `pages.notebook`);
and a piece says the same of the same, for it sees nothing but what it is given.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

_MOST = 2_000  # so many are kept, each some hundred bytes


class Once:
    """What pieces said of values, in one language; what was said first makes room."""

    def __init__(self) -> None:
        self._said: dict[tuple[int, ...], tuple[Markup, Any]] = {}

    def __call__(self, piece: Any, *values: Any) -> Markup:
        """Give what a piece says of values, which never change; asked again with the very same, it is not drawn."""
        key = (id(piece), *map(id, values))
        said = self._said.get(key)
        if said is None:
            if len(self._said) == _MOST:
                del self._said[next(iter(self._said))]
            said = self._said[key] = piece(*values), (piece, values)  # while they are held, nothing else has their ids
        return said[0]
