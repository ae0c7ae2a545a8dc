"""What documents are looked up by → for each gram, the documents that have it: made whole, or mended where few changed.

A document is known here by its row, the text that the client reads: whatever it
says stands there. Each gram's lists are kept as they are written, for most are
never read again: after a gram come the documents that have it, and after a dot
those that have it in their names.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jiangxin.search.folding import fold, grams, tokens, traditional_in
from jiangxin.search.postings import Postings, decode, encode


class Said(NamedTuple):
    """What a document is looked up by: anywhere, in its names; and the traditional characters that it is written in."""

    everywhere: set[str]
    in_names: set[str]
    traditional: set[str]


class Lists(NamedTuple):
    """By gram, its lists as they are written; by traditional character, how many documents have it."""

    written: dict[str, str]
    traditional: dict[str, int]


def said_in(row: bytes) -> Said:
    """Give what the document of a row is looked up by."""
    _, typed, names, *lines = json.loads(row)
    spoken = (*names, *lines)
    read = [reading.split(" ") for reading in typed.split("|")] if typed else []
    return Said(grams(spoken) | _marks(names, read), grams(names), traditional_in("\n".join(spoken)))


def gathered(rows: Iterable[bytes]) -> Lists:
    """Give the lists of documents, by their rows in turn; what each is looked up by is held for its turn only."""
    everywhere, in_names = Postings(), Postings()
    traditional: Counter[str] = Counter()
    for number, row in enumerate(rows):
        said = said_in(row)
        everywhere.add(number, said.everywhere)
        in_names.add(number, said.in_names)
        traditional.update(said.traditional)
    written = {}
    while everywhere.by_gram:  # a list makes room for the text that it becomes
        gram, numbers = everywhere.by_gram.popitem()
        written[gram] = _written(gram, numbers, in_names.by_gram.get(gram, ()))
    return Lists(written, traditional)


def mended(lists: Lists, changes: Iterable[tuple[int, bytes, bytes]]) -> Lists:
    """Give lists that are right again, where documents say something else: the number of each, its old row, its new."""
    everywhere: defaultdict[str, set[int]] = defaultdict(set)
    in_names: defaultdict[str, set[int]] = defaultdict(set)
    traditional = Counter(lists.traditional)
    for number, old, new in changes:
        was, now = said_in(old), said_in(new)
        for gram in was.everywhere ^ now.everywhere:
            everywhere[gram].add(number)
        for gram in was.in_names ^ now.in_names:
            in_names[gram].add(number)
        traditional.update(now.traditional)
        traditional.subtract(was.traditional)
    written = lists.written.copy()
    for gram in everywhere.keys() | in_names.keys():
        anywhere, _, called = written.pop(gram, gram)[len(gram) :].partition(".")
        if numbers := set(decode(anywhere)) ^ everywhere.get(gram, set()):
            names = set(decode(called)) ^ in_names.get(gram, set())
            written[gram] = _written(gram, sorted(numbers), sorted(names))
    return Lists(written, +traditional)


def characters_of(written: Mapping[str, str]) -> set[str]:
    """Give every character of every gram."""
    return set().union(*written)


def _written(gram: str, everywhere: Sequence[int], in_names: Sequence[int]) -> str:
    return f"{gram}{encode(everywhere)}.{encode(in_names)}" if in_names else gram + encode(everywhere)


def _marks(names: Iterable[str], read: Sequence[Sequence[str]]) -> set[str]:
    """Give the grams of whole names, of their readings and of the initials of these."""
    return {
        *("'" + "".join(parts) for parts in (*read, *(tokens(fold(name)) for name in names))),
        *("=" + "".join(syllable[0] for syllable in syllables) for syllables in read),
    }
