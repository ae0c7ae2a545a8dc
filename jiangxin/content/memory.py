"""What was read and converted, remembered between builds in two files.

`index` holds what is known of every text, in a row each, and is read at once; of an edit little is
written. The HTML of bodies lies in a pile, from which it is fetched when a page is drawn anew. Both
hold what the last build used and nothing else. The index is written last and names its pile, so that
a build that is killed at any moment leaves them as they were; what is damaged, foreign or of another
program is as if it were not there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jiangxin import limits
from jiangxin.cache import Cache, Pile, Place, Roll
from jiangxin.libraries import version_of

KIND = "content"
_SLACK_BYTES = 1_000_000
_LIBRARIES = ("PyYAML", "Markdown", "nh3")

Rows = Mapping[str, tuple[Any, ...]]
"""What is known of texts, by path under `content/`."""


class BodyRow(NamedTuple):
    """What is known of a converted body."""

    place: Place | None  # of its HTML; None where it could not be kept
    links: bytes  # those that lead somewhere and those that do not, packed


class Memory:
    """What the last build knew of the texts in `languages`, and of `bodies` by the digest of their text."""

    def __init__(self, cache: Cache, languages: tuple[str, ...]) -> None:
        self._cache = cache
        self._languages = languages
        self._roll = Roll(cache.file(KIND, "index"), recipe())
        kept = self._roll.tables
        of: Mapping[str, Any] = kept.get("of", {})
        self._number: int = of.get("pile", 0)
        self.rows: Rows = kept.get("texts", {}) if of.get("languages") == languages else {}
        self.bodies: Mapping[bytes, tuple[Any, ...]] = kept.get("bodies", {})
        self._pile = self._pile_of(self._number)
        if self._pile.size() < max((row[0][0] + row[0][1] for row in self.bodies.values()), default=0):
            self.bodies = {}

    def html(self, key: bytes) -> bytes | None:
        """Give the HTML of the body whose text has the digest `key`; None where it is not known, or damaged."""
        row = self.bodies.get(key)
        return None if row is None else self._pile.fetch(row[0])

    def lay(self, html: Mapping[bytes, str]) -> dict[bytes, Place]:
        """Lay the HTML of bodies on the disk; give where it lies, nothing where that fails."""
        try:
            self._cache.folder_of(KIND)
            return dict(zip(html, self._pile.lay([each.encode() for each in html.values()]), strict=True))
        except OSError:
            return {}

    def keep(self, rows: Rows, bodies: Mapping[bytes, tuple[Any, ...]]) -> None:
        """Remember this and nothing else; where that fails the next build is only slower."""
        self.rows = {}
        self.bodies = bodies
        old = self._pile.file
        try:
            self._cache.folder_of(KIND)
            live = sum(place[1] for place, *_ in self.bodies.values())
            if self._pile.size() > 2 * live + _SLACK_BYTES:
                self._move()
            of = {"pile": self._number, "languages": self._languages}
            self._roll.save({"of": of, "texts": rows, "bodies": self.bodies})
            if old != self._pile.file:
                old.unlink(missing_ok=True)
        except OSError:
            return

    def _move(self) -> None:
        """Lay what is live into a pile of its own. Raises OSError."""
        html = {key: text for key, (place, *_) in self.bodies.items() if (text := self._pile.fetch(place)) is not None}
        pile = self._pile_of(self._number + 1)
        places = pile.lay(list(html.values()))
        self._number, self._pile = self._number + 1, pile
        self.bodies = {key: (place, *self.bodies[key][1:]) for key, place in zip(html, places, strict=True)}

    def _pile_of(self, number: int) -> Pile:
        return Pile(self._cache.file(KIND, f"bodies-{number}"))


@cache
def recipe() -> str:
    """Name what makes rows and HTML: the code of this package and of the model, the libraries it calls, the limits."""
    told = hashlib.blake2b(repr(limits.in_force()).encode(), digest_size=16)
    here = Path(__file__).parent
    code = (*here.glob("*.py"), *(here.parent / "model").glob("*.py"), here.parent / "problems.py")
    for file in sorted(code):
        told.update(file.read_bytes())
    for name in _LIBRARIES:
        told.update(f"{name} {version_of(name)}\n".encode())
    return told.hexdigest()
