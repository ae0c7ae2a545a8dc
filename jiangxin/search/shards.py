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
from typing import Any, NamedTuple, TypeVar

from jiangxin.search.documents import Document
from jiangxin.search.folding import foldings, has_han, traditional_of
from jiangxin.search.lists import Lists, characters_of

GRAMS_BYTES = 4_000
"""About how large a file of grams is; a query needs one for each two characters or so."""
TEXT_BYTES = 4_000
"""About how large a file of documents is; ten hits may need ten of them."""
MOST_ROWS = 200
"""How long a table may be and yet be one."""
PART_ROWS = 64
"""How long the parts of a longer one are."""

_DIGEST_LENGTH = 10
_LAST_ALIKE = "\ue000"  # below it, the order of characters is that of UTF-16

Item = TypeVar("Item", bound=tuple[Any, ...])
Table = list[tuple[Any, str]]


class Part(NamedTuple):
    """What becomes a file: what it begins with, what tells it from any other of its place, and how it is written."""

    first: Any
    key: bytes
    write: Callable[[], bytes]


class Shards:
    """The files of an index, by path, below `folder` ("search/zh-hans/").

    `known` has, by name ("g12"), the key of a file that was written before and its
    SHA-256; one whose key is the same is only written again where it is asked for.
    """

    def __init__(self, folder: str, known: Mapping[str, tuple[bytes, str]] = MappingProxyType({})) -> None:
        self.files: dict[str, tuple[str, Callable[[], bytes]]] = {}  # SHA-256, and what gives the file
        self.parts: dict[str, tuple[bytes, str]] = {}  # as `known`, of this time
        self.folder = folder
        self._known = known

    def add(self, name: str, written: bytes) -> str:
        """Add a file that holds a value, written as JSON; give the name it is known by, which carries its digest."""
        content = _call(name, written)
        return self._add(name, hashlib.sha256(content).hexdigest(), lambda: content)

    def table(self, letter: str, parts: Iterable[Part]) -> Table:
        """Add many; give a pair for each of what it begins with and its name, or where they are too many, for parts."""
        return self._table(letter, [(part.first, self._part(f"{letter}{at}", part)) for at, part in enumerate(parts)])

    def _part(self, name: str, part: Part) -> str:
        key, digest = self._known.get(name, (b"", ""))
        if key != part.key:
            named = self.add(name, part.write())
            digest, _ = self.files[f"{self.folder}{named}.js"]
        else:
            named = self._add(name, digest, lambda: _call(name, part.write()))
        self.parts[name] = part.key, digest
        return named

    def _add(self, name: str, digest: str, content: Callable[[], bytes]) -> str:
        named = f"{name}.{digest[:_DIGEST_LENGTH]}"
        self.files[f"{self.folder}{named}.js"] = digest, content
        return named

    def _table(self, letter: str, rows: Table) -> Table:
        if len(rows) <= MOST_ROWS:
            return rows
        cut = (rows[at : at + PART_ROWS] for at in range(0, len(rows), PART_ROWS))
        return self._table(
            f"i{letter}", [(some[0][0], self.add(f"i{letter}{at}", _json(some))) for at, some in enumerate(cut)]
        )


def row_of(document: Document) -> bytes:
    """Give a document as the client reads it."""
    title = (document.title, *document.names)
    return _json((document.href, "|".join(document.readings), title, *document.lines))


def write_texts(rows: Mapping[str, bytes], shards: Shards) -> Table:
    """Add the files of what documents say, by the digests of their rows; give the table of them."""
    return shards.table("t", _texts(rows))


def _texts(rows: Mapping[str, bytes]) -> Iterator[Part]:
    sized = ((number, digest, row, len(row)) for number, (digest, row) in enumerate(rows.items()))
    for some in _cut(sized, TEXT_BYTES):
        key = "".join([digest for _, digest, _, _ in some]).encode()
        yield Part(some[0][0], key, partial(_text, [row for _, _, row, _ in some]))


def _text(rows: Sequence[bytes]) -> bytes:
    return b"[%b]" % b",".join(rows)


def write_grams(lists: Lists, shards: Shards) -> dict[str, Any]:
    """Add the files of what documents are looked up by; give what the head says of them.

    `grams` is a table of files that read `工 C.C匠AB厂F abs D`: grams that begin alike
    together, each with its documents, and after a dot those that have it in their
    names. `fold` has the foldings that texts need, the file `rest` those that only
    a query may need.
    """
    characters = characters_of(lists.written)
    there = lists.traditional.keys()
    return {
        "grams": shards.table("g", _grams(lists.written, is_usual=max(characters, default="") < _LAST_ALIKE)),
        "fold": foldings(there),
        "rest": shards.add("f0", _json(foldings(traditional_of(characters) - there))),
    }


def _grams(written: Mapping[str, str], *, is_usual: bool) -> Iterator[Part]:
    in_order = sorted(written, key=None if is_usual else _utf16)
    for some in _cut(((gram, text := written[gram], len(text.encode())) for gram in in_order), GRAMS_BYTES):
        told = " ".join([f"{gram} {text}" for gram, text, _ in some]).encode()
        yield Part(some[0][0], hashlib.blake2b(told, digest_size=16).digest(), partial(_together, some))


def _together(some: Sequence[tuple[str, str, int]]) -> bytes:
    alike = groupby(some, key=lambda item: _stem(item[0]))
    return _json(" ".join(f"{stem} {''.join([text[len(stem) :] for _, text, _ in items])}" for stem, items in alike))


def write_head(head: dict[str, Any]) -> bytes:
    """Write the head."""
    return _call("head", _json(head))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _call(name: str, written: bytes) -> bytes:
    return b'jiangxin("%b",%b)\n' % (name.encode(), written)


def _utf16(gram: str) -> bytes:
    return gram.encode("utf-16-be", "surrogatepass")


def _stem(gram: str) -> str:
    """Give the first character of Chinese, the whole of anything else."""
    return gram[0] if _is_han(gram[0]) else gram


@cache
def _is_han(character: str) -> bool:
    return has_han(character)


def _cut(items: Iterable[Item], most_bytes: int) -> Iterator[list[Item]]:
    """Cut items, which end with their size in bytes, into parts of about so many bytes, each of one item at least."""
    part: list[Item] = []
    room = most_bytes
    for item in items:
        size = item[-1]
        if part and size > room:
            yield part
            part, room = [], most_bytes
        part.append(item)
        room -= size
    if part:
        yield part
