"""The files of the search, read and searched as the client does it, in Python."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from jiangxin.search.folding import fold, grams
from jiangxin.search.postings import LETTERS

HAN = re.compile("[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
WORD = "a-z\u00c0-\u1fff\u2c00-\u2dff\ua640-\ud7ff"
CALL = re.compile(r'jiangxin\("(\w+)",(.*)\)\n', re.S)


def value_of(content: bytes, name: str) -> Any:
    """Give the value a file calls `jiangxin` with, which must be under the right name."""
    called = CALL.fullmatch(content.decode())
    assert called and called[1] == name, content[:80]
    return json.loads(called[2])


def decode(text: str) -> list[int]:
    """Read a list of numbers."""
    if text.startswith("!"):
        return [
            6 * i + bit for i, letter in enumerate(text[1:]) for bit in range(6) if LETTERS.index(letter) >> bit & 1
        ]
    numbers, number, gap, unit = [], -1, 0, 1
    for six in map(LETTERS.index, text):
        gap, unit = gap + six % 32 * unit, unit * 32
        if six < 32:
            number += gap + 1
            numbers.append(number)
            gap, unit = 0, 1
    return numbers


def stands_in(text: str, word: str) -> bool:
    """Say whether a folded word stands in a folded text, not inside a longer word or number."""
    inside = f"(?<![{WORD}])" if re.match(f"[{WORD}]", word) else "(?<![0-9])" if word[:1].isdigit() else ""
    return re.search(inside + re.escape(word), text) is not None


class Reader:
    """An index that is read from its files."""

    def __init__(self, files: Mapping[str, bytes], head: Mapping[str, Any], folder: str) -> None:
        self.files = files
        self.head = head
        self.folder = folder
        more = (row for name in head["more"] for row in self._value(name))
        self.rows: list[Any] = [*head["documents"], *more]

    def said(self, number: int) -> str:
        """Give all that a document says, its names too, folded."""
        row = self.rows[number]
        return "\n".join(map(fold, (row[0], *row[3:], *self.lines(number)[1:])))

    def lines(self, number: int) -> list[str]:
        """Give where a document is, and the lines of what it says."""
        firsts = [first for first, _ in self.head["texts"]]
        first, name = self.head["texts"][bisect_right(firsts, number) - 1]
        text: str = self._value(name)[number - first]
        return text.split("\n")

    def found(self, query: str) -> set[int]:
        """Give the numbers of the documents whose words hold each word of a query."""
        words = [fold(word) for word in query.split()]
        every = [self._postings(gram) for word in words for gram in self._grams(word)]
        candidates = set.intersection(*every) if every else set()
        return {number for number in candidates if all(stands_in(self.said(number), word) for word in words)}

    def _grams(self, word: str) -> set[str]:
        pairs = {gram for gram in grams(word) if len(gram) == 2 and HAN.match(gram)}
        alone = {gram for gram in grams(word) if not (len(gram) == 1 and any(pair.endswith(gram) for pair in pairs))}
        return alone | pairs

    def _postings(self, gram: str) -> set[int]:
        is_pair = len(gram) == 2 and HAN.match(gram) is not None
        return {
            number
            for name in self._files_of(gram, open_ended=not is_pair)
            for key, numbers in _pairs(self._value(name))
            if (key == gram if is_pair else key.startswith(gram))
            for number in decode(numbers)
        }

    def _files_of(self, gram: str, *, open_ended: bool) -> list[str]:
        firsts = [utf16(first) for first, _ in self.head["grams"]]
        low = max(bisect_right(firsts, utf16(gram)) - 1, 0)
        high = max(bisect_right(firsts, utf16(gram + "\uffff")) - 1, 0) if open_ended else low
        return [name for _, name in self.head["grams"][low : high + 1]]

    def _value(self, name: str) -> Any:
        return value_of(self.files[self.folder + name], name.split(".")[0])


def utf16(text: str) -> bytes:
    """Give what JavaScript compares texts by."""
    return text.encode("utf-16-be", "surrogatepass")


def _pairs(text: str) -> list[tuple[str, str]]:
    words = text.split(" ")
    return [
        (stem + rest, numbers)
        for stem, together in zip(words[::2], words[1::2], strict=True)
        for rest, numbers in re.findall(f"({HAN.pattern}?)([!A-Za-z0-9_-]+)", together)
    ]
