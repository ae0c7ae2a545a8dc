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
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from jiangxin.search.documents import Document
from jiangxin.search.folding import fold, foldings, grams, has_han, tokens, traditional_in, traditional_of
from jiangxin.search.postings import encode, gather

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

RECIPE = f"2-{GRAMS_BYTES}-{TEXT_BYTES}-{MOST_ROWS}-{PART_ROWS}"
"""Changes with whatever changes the files that the same documents become."""

Table = list[tuple[Any, str]]


class Shards:
    """The files of an index, by path, below `folder` ("search/zh-hans/")."""

    def __init__(self, folder: str) -> None:
        self.files: dict[str, bytes] = {}
        self.folder = folder

    def add(self, name: str, written: str) -> str:
        """Add a file that holds a value, written as JSON; give the name it is known by, which carries its digest."""
        content = _call(name, written)
        digest = hashlib.sha256(content).hexdigest()[:_DIGEST_LENGTH]
        self.files[f"{self.folder}{name}.{digest}.js"] = content
        return f"{name}.{digest}"

    def table(self, letter: str, parts: Iterable[tuple[Any, str]]) -> Table:
        """Add many; give a pair for each of what it begins with and its name, or where they are too many, for parts."""
        rows = [(first, self.add(f"{letter}{number}", written)) for number, (first, written) in enumerate(parts)]
        if len(rows) <= MOST_ROWS:
            return rows
        cut = ((rows[at][0], _json(rows[at : at + PART_ROWS])) for at in range(0, len(rows), PART_ROWS))
        return self.table(f"i{letter}", cut)


def write_texts(documents: Sequence[Document], shards: Shards) -> dict[str, Any]:
    """Add the files of what documents say; give what the head says of them.

    `kinds` are pairs of a kind's first document and the kind, for those of a kind
    stand together; `texts` is a table; `example` is how a name is read.
    """
    rows = (
        (number, _json((each.href, "|".join(each.readings), (each.title, *each.names), *each.lines)))
        for number, each in enumerate(documents)
    )
    parts = ((part[0][0], f"[{','.join([text for _, text in part])}]") for part in _cut(rows, TEXT_BYTES))
    kinds = groupby(enumerate(documents), lambda numbered: numbered[1].kind)
    return {
        "count": len(documents),
        "kinds": [(next(same)[0], kind) for kind, same in kinds],
        "texts": shards.table("t", parts),
        "example": next((each.readings[0] for each in documents if each.readings), ""),
    }


def write_grams(documents: Sequence[Document], shards: Shards) -> dict[str, Any]:
    """Add the files of what documents are looked up by; give what the head says of them.

    `grams` is a table of files that read `工 C.C匠AB厂F abs D`: grams that begin alike
    together, each with its documents, and after a dot those that have it in their
    names. `fold` has the foldings that texts need, the file `rest` those that only
    a query may need.
    """
    everywhere = gather(grams(_said(document)) | _marks(document) for document in documents)
    in_names = gather(grams((document.title, *document.names)) for document in documents)
    characters = set().union(*everywhere)
    there = set().union(*(traditional_in("\n".join(_said(document))) for document in documents))

    def written(gram: str) -> str:
        called = in_names.get(gram)
        return gram + encode(everywhere[gram]) + (f".{encode(called)}" if called else "")

    def parts() -> Iterator[tuple[str, str]]:
        in_order = sorted(everywhere, key=_utf16 if max(characters, default="") >= _LAST_ALIKE else None)
        for part in _cut(((gram, written(gram)) for gram in in_order), GRAMS_BYTES):
            alike = groupby(part, key=lambda item: _stem(item[0]))
            together = [f"{stem} {''.join([text[len(stem) :] for _, text in items])}" for stem, items in alike]
            yield part[0][0], _json(" ".join(together))

    return {
        "grams": shards.table("g", parts()),
        "fold": foldings(there),
        "rest": shards.add("f0", _json(foldings(traditional_of(characters) - there))),
    }


def write_head(head: dict[str, Any]) -> bytes:
    """Write the head."""
    return _call("head", _json(head))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _call(name: str, written: str) -> bytes:
    return f'jiangxin("{name}",{written})\n'.encode("utf-8", "replace")


def _said(document: Document) -> tuple[str, ...]:
    return (document.title, *document.names, *document.lines)


def _marks(document: Document) -> set[str]:
    """Give the grams of whole names, of their readings and of the initials of these."""
    read = [reading.split(" ") for reading in document.readings]
    whole = [*read, *(tokens(fold(name)) for name in (document.title, *document.names))]
    return {
        *("'" + "".join(parts) for parts in whole),
        *("=" + "".join(syllable[0] for syllable in syllables) for syllables in read),
    }


def _utf16(gram: str) -> bytes:
    return gram.encode("utf-16-be", "surrogatepass")


def _stem(gram: str) -> str:
    """Give the first character of Chinese, the whole of anything else."""
    return gram[0] if _is_han(gram[0]) else gram


@cache
def _is_han(character: str) -> bool:
    return has_han(character)


def _cut(items: Iterable[tuple[Any, str]], most_bytes: int) -> Iterator[list[tuple[Any, str]]]:
    """Cut items into parts of about so many bytes, each of one item at least."""
    part: list[tuple[Any, str]] = []
    room = most_bytes
    for item in items:
        size = len(item[1].encode("utf-8", "replace"))
        if part and size > room:
            yield part
            part, room = [], most_bytes
        part.append(item)
        room -= size
    if part:
        yield part
