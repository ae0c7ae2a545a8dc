"""The files of the search, read and searched as the client does it, in Python."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from jiangxin.search.documents import Document
from jiangxin.search.folding import fold, tokens
from jiangxin.search.leaves import Leaf, bound
from jiangxin.search.lists import gathered
from jiangxin.search.postings import decode
from jiangxin.search.shards import Shards, row_of, write_grams, write_texts

HAN = re.compile("[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
WORD = "a-z\u00c0-\u1fff\u2c00-\u2dff\ua640-\ud7ff"
CALL = re.compile(r'jiangxin\("([\w.]+)",(.*)\)\n', re.S)


def value_of(content: bytes, name: str) -> Any:
    """Give the value a file calls `jiangxin` with, which must be under the right name."""
    called = CALL.fullmatch(content.decode())
    assert called and called[1] == name, content[:80]
    return json.loads(called[2])


def stands_in(text: str, word: str) -> bool:
    """Say whether a folded word stands in a folded text, not inside a longer word or number."""
    inside = f"(?<![{WORD}])" if re.match(f"[{WORD}]", word) else "(?<![0-9])" if word[:1].isdigit() else ""
    return re.search(inside + re.escape(word), text) is not None


def text_of(leaf: Leaf) -> bytes:
    """Give the text of a leaf that lies nowhere yet."""
    assert isinstance(leaf.text, bytes)
    return leaf.text


def write_shards(documents: Sequence[Document], folder: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Write an index; give its files and what the head says."""
    files: dict[str, bytes] = {}
    shards = Shards(folder, lambda path, _, content: files.update({path: content()}))
    written = [b"%d" % number + row_of(document) for number, document in enumerate(documents)]
    rows = {hashlib.sha256(row).hexdigest(): row_of(document) for row, document in zip(written, documents, strict=True)}
    sizes = {digest: len(row) for digest, row in rows.items()}
    kinds = [(next(same)[0], kind) for kind, same in groupby(enumerate(documents), lambda each: each[1].kind)]
    head = {"count": len(rows), "kinds": kinds, "texts": write_texts(sizes, shards, rows.__getitem__)}
    head |= write_grams(bound(gathered(rows.values())), shards, text_of)
    return files, head


class Reader:
    """An index that is read from its files."""

    def __init__(self, files: Mapping[str, bytes], head: Mapping[str, Any], folder: str) -> None:
        self.files = files
        self.head = json.loads(json.dumps(head))
        self.folder = folder

    @property
    def rows(self) -> list[Any]:
        """Give every document: where it is, how it is read, its names, what it says."""
        return [row for _, rows in self._parts("texts", 0, self.head["count"]) for row in rows]

    def row(self, number: int) -> list[Any]:
        """Give one document."""
        [(first, rows)] = self._parts("texts", number, number)
        row: list[Any] = rows[number - first]
        return row

    def said(self, number: int) -> str:
        """Give all that a document says, its names too, folded."""
        _, _, names, *lines = self.row(number)
        return "\n".join(map(fold, (*names, *lines)))

    def kind(self, number: int) -> str:
        """Give the kind of a document."""
        firsts = [first for first, *_ in self.head["kinds"]]
        kind: str = self.head["kinds"][bisect_right(firsts, number) - 1][1]
        return kind

    def found(self, query: str) -> set[int]:
        """Give the numbers of the documents whose words hold each word of a query."""
        words = [fold(word) for word in query.split()]
        every = [self.having(gram, is_open=is_open) for word in words for gram, is_open in _lookups(word)]
        candidates = set.intersection(*every) if every else set()
        return {number for number in candidates if all(stands_in(self.said(number), word) for word in words)}

    def having(self, gram: str, *, is_open: bool = False, in_names: bool = False) -> set[int]:
        """Give the documents that have a gram, or one that begins with it, anywhere or in their names."""
        return {
            number
            for _, text in self._parts("grams", gram, gram + "\uffff" if is_open else gram)
            for key, *lists in _entries(text)
            if (key.startswith(gram) if is_open else key == gram)
            for number in decode(lists[in_names])
        }

    def files_of(self, gram: str) -> int:
        """Give how many files must be read to look up a gram."""
        rows, many = self.head["grams"], 1
        while rows[0][1].startswith("i"):
            (_, name), many = rows[_spot(rows, gram)], many + 1
            rows = self._value(name)
        return many

    def _parts(self, table: str, low: Any, high: Any) -> list[tuple[Any, Any]]:
        rows = self.head[table]
        while rows and rows[0][1].startswith("i"):
            rows = [row for _, name in rows[_spot(rows, low) : _spot(rows, high) + 1] for row in self._value(name)]
        return [(first, self._value(name)) for first, name in rows[_spot(rows, low) : _spot(rows, high) + 1]]

    def _value(self, name: str) -> Any:
        return value_of(self.files[f"{self.folder}{name}.js"], name)


def _spot(rows: list[Any], key: Any) -> int:
    firsts = [utf16(first) if isinstance(first, str) else first for first, _ in rows]
    return max(bisect_right(firsts, utf16(key) if isinstance(key, str) else key) - 1, 0)


def _lookups(word: str) -> list[tuple[str, bool]]:
    """Give the grams a word is looked up by, and whether what begins with them counts too."""
    found = []
    for token in tokens(word):
        if HAN.match(token) and len(token) > 1:
            found += [("".join(pair), False) for pair in pairwise(token)]
        else:
            found.append((token, len(token) > 1 or HAN.match(token) is not None))
    return found


def utf16(text: str) -> bytes:
    """Give what JavaScript compares texts by."""
    return text.encode("utf-16-be", "surrogatepass")


def _entries(text: str) -> list[tuple[str, str, str]]:
    words = text.split(" ")
    return [
        (stem + rest, numbers, called)
        for stem, together in zip(words[::2], words[1::2], strict=True)
        for rest, numbers, called in re.findall(rf"({HAN.pattern}?)([!A-Za-z0-9_-]+)\.?([!A-Za-z0-9_-]*)", together)
    ]
