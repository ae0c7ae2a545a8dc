"""Documents → the files of the index.

Each file calls `jiangxin(name, value)`. Grams are kept in their order, so many to
a file, and so are texts; the head says with which each file begins. The order of
grams is that of JavaScript, which compares UTF-16.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from jiangxin.search.documents import Document
from jiangxin.search.folding import fold, foldings_into, grams, has_han
from jiangxin.search.postings import encode

GRAMS_BYTES = 5_000
"""About how large a file of grams is; a query needs one for each two characters or so."""
TEXT_BYTES = 6_000
"""About how large a file of texts is; ten hits may need ten of them."""
HEAD_DOCUMENTS = 2_000
"""Names in the head; more of them are files of their own."""

_DIGEST_LENGTH = 10

RECIPE = f"1-{GRAMS_BYTES}-{TEXT_BYTES}-{HEAD_DOCUMENTS}"
"""Changes with whatever changes the files that the same documents become."""

Files = dict[str, bytes]


def write_shards(documents: Sequence[Document], folder: str) -> tuple[Files, dict[str, Any]]:
    """Give the files of `folder` ("search/zh-hans/") by path, and what the head must say of them.

    The head's `grams` and `texts` are pairs of the first gram or document of a
    file and its name, `more` names the files that hold the documents it does not.
    """
    files: Files = {}

    def write(letter: str, parts: Iterable[tuple[Any, Any]]) -> list[list[Any]]:
        named = []
        for number, (first, value) in enumerate(parts):
            content = _call(f"{letter}{number}", value)
            digest = hashlib.sha256(content).hexdigest()[:_DIGEST_LENGTH]
            name = f"{letter}{number}.{digest}.js"
            files[folder + name] = content
            named.append([first, name])
        return named

    kinds = list(dict.fromkeys(document.kind for document in documents))
    rows = [_row(document, kinds) for document in documents]
    postings = _postings(documents)
    head = {
        "kinds": kinds,
        "documents": rows[:HEAD_DOCUMENTS],
        "more": [name for _, name in write("d", _chunks(rows[HEAD_DOCUMENTS:]))],
        "grams": write("g", _cut_grams(postings, len(documents))),
        "texts": write("t", _cut_texts(documents)),
        "fold": foldings_into({character for gram in postings for character in gram}),
    }
    return files, head


def write_head(head: Mapping[str, Any]) -> bytes:
    """Write the head."""
    return _call("head", head)


def _call(name: str, value: Any) -> bytes:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'jiangxin("{name}",{written})\n'.encode("utf-8", "replace")


def _row(document: Document, kinds: Sequence[str]) -> list[Any]:
    row = [document.title, kinds.index(document.kind), "|".join(document.readings), *document.names]
    return row if document.names or document.readings else row[:2]


def _postings(documents: Sequence[Document]) -> dict[str, list[int]]:
    """Give the documents in which each gram stands, in their names or their text."""
    found: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        words = "\n".join(map(fold, (document.title, *document.names, *document.lines)))
        for gram in set(grams(words)):
            found.setdefault(gram, []).append(number)
    return found


def _chunks(rows: Sequence[Any]) -> Iterator[tuple[int, Sequence[Any]]]:
    for start in range(0, len(rows), HEAD_DOCUMENTS):
        yield start, rows[start : start + HEAD_DOCUMENTS]


def _cut_grams(postings: Mapping[str, Sequence[int]], count: int) -> Iterator[tuple[str, str]]:
    """Write grams and their documents, with those that begin alike together: `工 C匠AB厂F abs D`."""
    in_order = sorted(postings, key=lambda gram: gram.encode("utf-16-be", "surrogatepass"))
    written = ((gram, gram + encode(postings[gram])) for gram in in_order)
    for part in _cut(written, GRAMS_BYTES):
        alike = groupby(part, key=lambda item: _stem(item[0]))
        yield part[0][0], " ".join(f"{stem} {''.join(text[len(stem) :] for _, text in items)}" for stem, items in alike)


def _stem(gram: str) -> str:
    """Give the first character of Chinese, the whole of a word or a number."""
    return gram[0] if has_han(gram) else gram


def _cut_texts(documents: Sequence[Document]) -> Iterator[tuple[int, list[str]]]:
    """Write where documents are and what they say, a line for each line."""
    texts = enumerate("\n".join((document.href, *document.lines)) for document in documents)
    for part in _cut(texts, TEXT_BYTES):
        yield part[0][0], [text for _, text in part]


def _cut(items: Iterable[tuple[Any, str]], most_bytes: int) -> Iterator[list[tuple[Any, str]]]:
    """Cut items into parts of about so many bytes, each of one item at least."""
    part: list[tuple[Any, str]] = []
    size = 0
    for item in items:
        size += len(item[1].encode("utf-8", "replace"))
        if part and size > most_bytes:
            yield part
            part, size = [], len(item[1].encode("utf-8", "replace"))
        part.append(item)
    if part:
        yield part
