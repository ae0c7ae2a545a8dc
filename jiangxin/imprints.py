"""What pages said at the last build, by what they had looked up: one file of the cache.

It holds what every table said then, and for every page the facts it noted, what
it ordered, and the digest of its file. After a build every page is as the tables
are, so a page is known where none of its facts differs now. Nothing in the file
can run, and it is not read at all where its checksum or its frame is another's.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from jiangxin.cache import read_snapshot, write_snapshot
from jiangxin.model.frozen import frozen
from jiangxin.pages.facts import Told, differing

Order = tuple[Any, ...]


@frozen
class Imprint:
    """A page as it was made: the SHA-256 of its file, what it was given, what it looked up, what it ordered."""

    digest: str
    given: str
    facts: tuple[str, ...]
    orders: tuple[Order, ...]


class Known(NamedTuple):
    """A page that would be made again just as it was: the SHA-256 of its file, what it ordered."""

    digest: str
    orders: tuple[Order, ...]


class Imprints:
    """The imprints of the last build, and those of this one."""

    def __init__(self, file: Path, frame: bytes, told: Told) -> None:
        """Read what was kept under the same `frame`; `told` is what the tables say now."""
        self._file = file
        self.frame = frame
        self._told = told
        kept: Any = read_snapshot(file, frame.hex()) or ((), {}, {})
        facts, was, self._pages = kept
        self._known = len(facts)
        self._numbers = {fact: number for number, fact in enumerate(facts)}
        self._made: dict[str, Any] = {}
        self._kept: set[str] = set()
        changed = list(differing(was, told))
        self._changed = frozenset(self._numbers[fact] for fact in changed if fact in self._numbers)
        self._is_new = bool(changed)

    def get(self, path: str, given: str) -> Known | None:
        """Give what is known of a page that would be made again just as it was; None where it may differ."""
        row = self._pages.get(path)
        if row is None or row[1] != given or not self._changed.isdisjoint(array("I", row[2])):
            return None
        return Known(row[0], row[3])

    def keep(self, paths: Iterable[str]) -> None:
        """Say that these pages stand as they were."""
        self._kept.update(paths)

    def put(self, path: str, imprint: Imprint) -> None:
        """Take the imprint of a page that was made. Raises KeyError for a fact of a table that is not told of."""
        for fact in imprint.facts:
            if fact not in self._numbers:
                self._told[fact.partition(" ")[0]]
                self._numbers[fact] = len(self._numbers)
        own = sorted(map(self._numbers.__getitem__, imprint.facts))
        self._made[path] = (imprint.digest, imprint.given, array("I", own).tobytes(), imprint.orders)

    def save(self) -> None:
        """Write down the imprints of this build; where that fails the next build is only slower."""
        if not self._made and self._kept == self._pages.keys() and not self._is_new:
            return
        pages = {path: self._pages[path] for path in self._kept} | self._made
        facts = tuple(self._numbers)
        if len(facts) > self._known:  # else there is none that is new, and few if any are no longer used
            facts, pages = _without_unused(facts, pages)
        with suppress(OSError):
            write_snapshot(self._file, self.frame.hex(), (facts, self._told, pages))


def _without_unused(facts: tuple[str, ...], pages: dict[str, Any]) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Leave out facts that no page noted, and number the others anew."""
    used = sorted(set().union(*(array("I", row[2]) for row in pages.values())))
    if len(used) == len(facts):
        return facts, pages
    place = {number: new for new, number in enumerate(used)}
    renumbered = {
        path: (digest, given, array("I", (place[number] for number in array("I", own))).tobytes(), orders)
        for path, (digest, given, own, orders) in pages.items()
    }
    return tuple(facts[number] for number in used), renumbered
