"""What the last build knew of the search of a language: an index that is read and written whole, and a pile of texts.

The texts (rows of documents, leaves of grams) are the most of it by far, and an
edit needs few of them: each is fetched where it is asked for. One that is damaged
is absent, and made again by who asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiangxin.cache import Cache, Pile, Place, read_snapshot, write_snapshot
from jiangxin.search.leaves import Leaf, Leaves

KIND = "search"  # in the cache
_SLACK_BYTES = 1_000_000
_NOTHING: Any = (0, 0, {}, ((), {}, ""), {})


Text = bytes | Place
"""A text that is new, or where it lies."""


class LostError(Exception):
    """A text that was kept is damaged."""


class Kept:
    """What is kept of the search of a language: its documents' rows by their digests, its leaves, its files."""

    def __init__(self, cache: Cache, lang: str, recipe: str) -> None:
        self._cache = cache
        self._name = lang.lower()
        self._recipe = recipe
        self._index = cache.file(KIND, self._name)
        found: Any = read_snapshot(self._index, recipe) or _NOTHING
        self._number: int = found[0]
        self._pile = self._pile_of(self._number)
        if self._pile.size() < found[1]:
            found = _NOTHING
        _, _, rows, (leaves, traditional, initials), files = found
        self.rows: Mapping[str, Place] = rows
        self.leaves = Leaves([Leaf._make(leaf) for leaf in leaves], traditional, initials)
        self.files: Mapping[bytes, tuple[str, str]] = files

    def fetch(self, text: Text) -> bytes:
        """Give a text, which may be new. Raises LostError."""
        found = text if isinstance(text, bytes) else self._pile.fetch(text)
        if found is None:
            raise LostError
        return found

    def lay(self, texts: Mapping[str, bytes]) -> dict[str, Place]:
        """Lay texts on the disk before the rest is kept; give where each lies, nothing where that fails."""
        try:
            self._cache.folder_of(KIND)
            return dict(zip(texts, self._pile.lay([*texts.values()]), strict=True))
        except OSError:
            return {}

    def keep(self, rows: Mapping[str, Text], leaves: Leaves, files: Mapping[bytes, tuple[str, str]]) -> None:
        """Keep this for the next build; where that fails it is only slower."""
        texts = [*rows.values(), *(leaf.text for leaf in leaves.leaves)]
        old = self._pile.file
        try:
            self._cache.folder_of(KIND)
            live = sum(len(text) if isinstance(text, bytes) else text[1] for text in texts)
            if self._pile.size() > 2 * live + _SLACK_BYTES:
                texts = [self.fetch(text) for text in texts]
                self._number += 1
                self._pile = self._pile_of(self._number)
            new = [text for text in texts if isinstance(text, bytes)]
            laid = iter(self._pile.lay(new))
            places = [next(laid) if isinstance(text, bytes) else text for text in texts]
            of_leaves = [(*leaf[:2], place) for leaf, place in zip(leaves.leaves, places[len(rows) :], strict=True)]
            told = (of_leaves, dict(leaves.traditional), leaves.initials)
            by_row = dict(zip(rows, places, strict=False))
            write_snapshot(self._index, self._recipe, (self._number, self._pile.size(), by_row, told, dict(files)))
            if old != self._pile.file:
                old.unlink(missing_ok=True)
        except (OSError, LostError):
            return

    def _pile_of(self, number: int) -> Pile:
        return Pile(self._cache.file(KIND, f"{self._name}-{number}"))
