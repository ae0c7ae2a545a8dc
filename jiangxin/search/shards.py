"""Documents → the files of the index.

Each file calls `jiangxin(name, value)`. Grams are kept in their order, so many to
a file, and so are documents; a table says with which each file begins. The parts
of a long table are files too: the head stays small however many documents there
are, and a query needs a few files of a few kilobytes. The order of grams is that
of JavaScript, which compares UTF-16.

Grams that no text can hold tell how names begin and how they are typed: `'` stands
before a whole name and before its reading, `=` before the initials of that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple

from jiangxin.search.documents import Document
from jiangxin.search.folding import foldings, has_han, traditional_of
from jiangxin.search.leaves import Leaf, Leaves, Read, cut, written_in

TEXT_BYTES = 8_000
"""About how large a file of documents is: ten hits may need ten of them, and each is one more to make and to keep."""
MOST_ROWS = 200
"""How long a table may be and yet be one."""
PART_ROWS = 64
"""How long the parts of a longer one are."""

_DIGEST_LENGTH = 16  # of a hundred thousand files no two are named alike
Table = list[tuple[Any, str]]
Give = Callable[[str, str, Callable[[], bytes]], None]
"""Takes a file: its path, its SHA-256, and what gives it."""


class Part(NamedTuple):
    """What becomes a file: what it begins with, what tells it from any other of its place, and how it is written."""

    first: Any
    key: bytes
    write: Callable[[], bytes]


class Shards:
    """The files of an index, below `folder` ("search/zh-hans/").

    A file is named by what it holds and not by its place, so that where one becomes
    two those behind them keep their names. Each is given away as soon as it is known:
    all at once would be much. `known` has, by the keys of parts that were written
    before, their names ("g.4f0c…") and SHA-256; such a part is only written again
    where its file is asked for.
    """

    def __init__(self, folder: str, give: Give, known: Mapping[bytes, tuple[str, str]] = MappingProxyType({})) -> None:
        self.parts: dict[bytes, tuple[str, str]] = {}  # as `known`, of this time
        self.folder = folder
        self._give = give
        self._known = known

    def add(self, letter: str, written: bytes) -> str:
        """Add a file that holds a value, written as JSON; give its name, which begins so and carries its digest."""
        return self._add(letter, written)[0]

    def _add(self, letter: str, written: bytes) -> tuple[str, str]:
        named, content = _file(letter, written)
        digest = hashlib.sha256(content).hexdigest()
        self._give(self._path(named), digest, lambda: content)
        return named, digest

    def table(self, letter: str, parts: Iterable[Part]) -> Table:
        """Add many; give a pair for each of what it begins with and its name, or where they are too many, for parts."""
        return self._table(letter, [(part.first, self._part(letter, part)) for part in parts])

    def _part(self, letter: str, part: Part) -> str:
        named, digest = self._known.get(part.key, ("", ""))
        if named:
            self._give(self._path(named), digest, lambda: _file(letter, part.write())[1])
        else:
            named, digest = self._add(letter, part.write())
        self.parts[part.key] = named, digest
        return named

    def _path(self, named: str) -> str:
        return f"{self.folder}{named}.js"

    def _table(self, letter: str, rows: Table) -> Table:
        if len(rows) <= MOST_ROWS:
            return rows
        deeper = f"i{letter}"
        cut = (rows[at : at + PART_ROWS] for at in range(0, len(rows), PART_ROWS))
        return self._table(deeper, [(some[0][0], self.add(deeper, _json(some))) for some in cut])


def row_of(document: Document) -> bytes:
    """Give a document as the client reads it."""
    title = (document.title, *document.names)
    return _json((document.href, "|".join(document.readings), title, *document.lines))


def write_texts(rows: Mapping[str, int], shards: Shards, read: Callable[[str], bytes]) -> Table:
    """Add the files of what documents say; give the table of them.

    `rows` tells how long each row is, by its digest, and `read` gives it.
    """
    return shards.table("t", _texts(rows, read))


def _texts(rows: Mapping[str, int], read: Callable[[str], bytes]) -> Iterator[Part]:
    sized = ((number, digest, int(digest[:8], 16), size) for number, (digest, size) in enumerate(rows.items()))
    for some in cut(sized, TEXT_BYTES):
        digests = [digest for _, digest, *_ in some]
        yield Part(some[0][0], "".join(digests).encode(), partial(_text, digests, read))


def _text(digests: Sequence[str], read: Callable[[str], bytes]) -> bytes:
    return b"[%b]" % b",".join(map(read, digests))


def write_grams(grams: Leaves, shards: Shards, read: Read) -> dict[str, Any]:
    """Add the files of what documents are looked up by; give what the head says of them.

    `grams` is a table of files that read `工 C.C匠AB厂F abs D`: grams that begin alike
    together, each with its documents, and after a dot those that have it in their
    names. `fold` has the foldings that texts need, the file `rest` those that only
    a query may need. `read` gives the text of a leaf.
    """
    there = grams.traditional.keys()
    parts = (Part(leaf.first, leaf.digest.encode(), partial(_together, leaf, read)) for leaf in grams.leaves)
    return {
        "grams": shards.table("g", parts),
        "fold": foldings(there),
        "rest": shards.add("f", _json(foldings(traditional_of(set(grams.initials)) - there))),
    }


def _together(leaf: Leaf, read: Read) -> bytes:
    alike = groupby(written_in(read(leaf)).items(), key=lambda item: _stem(item[0]))
    return _json(" ".join(f"{stem} {''.join([text[len(stem) :] for _, text in items])}" for stem, items in alike))


def write_head(head: dict[str, Any]) -> bytes:
    """Write the head."""
    return _call("head", _json(head))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _file(letter: str, written: bytes) -> tuple[str, bytes]:
    """Give the name of a file that holds a value, and the file."""
    named = f"{letter}.{hashlib.sha256(written).hexdigest()[:_DIGEST_LENGTH]}"
    return named, _call(named, written)


def _call(name: str, written: bytes) -> bytes:
    return b'jiangxin("%b",%b)\n' % (name.encode(), written)


def _stem(gram: str) -> str:
    """Give the first character of Chinese, the whole of anything else."""
    return gram[0] if _is_han(gram[0]) else gram


@cache
def _is_han(character: str) -> bool:
    return has_han(character)
