"""What documents are looked up by → for each gram, the documents that have it.

A document is known here by its row, the text that the client reads: whatever it
says stands there. Each gram's lists are kept as they are written, for most are
never read again: after a gram come the documents that have it, and after a dot
those that have it in their names.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from jiangxin.search.folding import Key, fold, gram_of, keys, tokens, traditional_in
from jiangxin.search.postings import Postings, decode, encode


class Said(NamedTuple):
    """What a document is looked up by: anywhere, in its names; and the traditional characters that it is written in."""

    everywhere: set[Key]
    in_names: set[Key]
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
    return Said(keys(spoken) | _marks(names, read), keys(names), traditional_in("\n".join(spoken)))


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
    while everywhere.by_key:  # a list makes room for the text that it becomes
        key, numbers = everywhere.by_key.popitem()
        if gram := gram_of(key):
            written[gram] = _written(gram, numbers, in_names.by_key.get(key, ()))
    return Lists(written, traditional)


def with_changes(gram: str, written: str, everywhere: Set[int], in_names: Set[int]) -> str:
    """Give the lists of a gram where other documents have it now; "" where none has.

    `written` are its lists, the gram alone where it had none; `everywhere` and `in_names` are the documents
    that have it only now, or had it until now.
    """
    anywhere, _, called = written[len(gram) :].partition(".")
    numbers = set(decode(anywhere)) ^ everywhere
    return _written(gram, sorted(numbers), sorted(set(decode(called)) ^ in_names)) if numbers else ""


def _written(gram: str, everywhere: Sequence[int], in_names: Sequence[int]) -> str:
    return f"{gram}{encode(everywhere)}.{encode(in_names)}" if in_names else gram + encode(everywhere)


def _marks(names: Iterable[str], read: Sequence[Sequence[str]]) -> set[Key]:
    """Give the grams of whole names, of their readings and of the initials of these."""
    return {
        *("'" + "".join(parts) for parts in (*read, *(tokens(fold(name)) for name in names))),
        *("=" + "".join(syllable[0] for syllable in syllables) for syllables in read),
    }
