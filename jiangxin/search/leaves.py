"""Lists of grams, cut into leaves: what stands in one file of the index, and is kept and mended as one.

Leaves follow each other in the order of JavaScript, which compares UTF-16. Where
one ends is a matter of what is in it and of the next gram, whose own mark decides
in most cases; so where a gram is added, goes or grows, only those leaves are cut
anew that lie between it and the next place where one would begin all the same.
That place is near, and what comes out is what would be cut from all lists.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from jiangxin.cache import Place
from jiangxin.search.folding import Key, gram_of
from jiangxin.search.lists import Lists, Said, said_in, with_changes

GRAMS_BYTES = 4_000
"""About how large a file of grams is; a query needs one for each two characters or so."""

_LAST_ALIKE = "\ue000"  # below it, the order of characters is that of UTF-16

Item = TypeVar("Item", bound=tuple[Any, ...])
Gram = tuple[str, str, int, int]
"""A gram, its lists as they are written, its mark, and how many bytes the lists are."""


class Leaf(NamedTuple):
    """Some grams: the first, the digest of what they say, and that, or where it lies: `工匠 工匠AB.A 工厂 工厂F`."""

    first: str
    digest: str
    text: bytes | Place


class Leaves(NamedTuple):
    """What documents are looked up by: leaves; documents by traditional character; and what grams begin with.

    Of Chinese every character begins some gram, so these are all there are.
    """

    leaves: list[Leaf]
    traditional: dict[str, int]
    initials: str


Read = Callable[[Leaf], bytes]
"""Gives the text of a leaf."""


def bound(lists: Lists, usual_bytes: int = GRAMS_BYTES) -> Leaves:
    """Give all lists in leaves of about so many bytes."""
    written = lists.written
    is_usual = max(map(max, written), default="") < _LAST_ALIKE
    in_order = sorted(written, key=None if is_usual else _utf16)
    grams = (_gram(gram, written[gram]) for gram in in_order)
    initials = "".join(sorted({gram[0] for gram in written}))
    return Leaves([_leaf(some) for some in cut(grams, usual_bytes)], lists.traditional, initials)


def mended(
    kept: Leaves, changes: Iterable[tuple[int, bytes, bytes]], read: Read, usual_bytes: int = GRAMS_BYTES
) -> Leaves:
    """Give leaves that are right again, where documents say something else: the number of each, its old row, its new.

    Raises what `read` raises.
    """
    said = [(number, said_in(old), said_in(new)) for number, old, new in changes]
    everywhere = _other(said, lambda each: each.everywhere)
    in_names = _other(said, lambda each: each.in_names)
    traditional = Counter(kept.traditional)
    for _, was, now in said:
        traditional.update(now.traditional)
        traditional.subtract(was.traditional)
    touched = everywhere.keys() | in_names.keys()
    changed: defaultdict[int, list[str]] = defaultdict(list)
    firsts = [_utf16(leaf.first) for leaf in kept.leaves]
    for gram in touched:
        changed[max(0, bisect_right(firsts, _utf16(gram)) - 1)].append(gram)

    def grams_of(number: int) -> list[Gram]:
        written = _written(kept.leaves[number], read)
        for gram in changed.get(number, ()):
            told = with_changes(gram, written.pop(gram, gram), everywhere.get(gram, set()), in_names.get(gram, set()))
            if told:
                written[gram] = told
        in_order = sorted(written, key=_utf16) if number in changed else written
        return [_gram(gram, written[gram]) for gram in in_order]

    leaves = list(_cut_anew(kept.leaves, changed, grams_of, usual_bytes))
    initials = {*kept.initials, *(gram[0] for gram in touched)}
    gone = {gram[0] for gram in touched if not _begins_any(gram[0], leaves, read)}
    return Leaves(leaves, +traditional, "".join(sorted(initials - gone)))


def _cut_anew(
    leaves: list[Leaf], changed: Mapping[int, object], grams_of: Callable[[int], list[Gram]], usual_bytes: int
) -> Iterator[Leaf]:
    """Give leaves, those that changed cut anew; one before such a leaf may have room now for what that begins with."""
    anew = {*changed, *(number - 1 for number in changed)}
    number = 0
    while number < len(leaves):
        if number not in anew:
            yield leaves[number]
            number += 1
            continue
        open_: list[Gram] = []
        while number < len(leaves) and (number in anew or _goes_on(open_, grams_of(number)[0], usual_bytes)):
            open_ += grams_of(number)
            number += 1
            *full, open_ = [*cut(open_, usual_bytes)] or [[]]
            yield from map(_leaf, full)
        if open_:
            yield _leaf(open_)


def _goes_on(some: list[Gram], gram: Gram, usual_bytes: int) -> bool:
    return bool(some) and not _begins(sum(size for *_, size in some), *gram[-2:], usual_bytes)


def _other(said: list[tuple[int, Said, Said]], of: Callable[[Said], set[Key]]) -> dict[str, set[int]]:
    """Give, by gram, the documents that have it only since they changed, or had it until then."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, was, now in said:
        for gram in filter(None, map(gram_of, of(was) ^ of(now))):
            found[gram].add(number)
    return found


def _begins_any(initial: str, leaves: list[Leaf], read: Read) -> bool:
    """Say whether any gram begins with a character: they would stand together."""
    after = bisect_right(leaves, _utf16(initial), key=lambda leaf: _utf16(leaf.first))
    if after < len(leaves) and leaves[after].first.startswith(initial):
        return True
    return after > 0 and any(gram.startswith(initial) for gram in _written(leaves[after - 1], read))


def _gram(gram: str, written: str) -> Gram:
    return gram, written, crc32(gram.encode()), len(written.encode())


def _leaf(grams: list[Gram]) -> Leaf:
    text = " ".join([f"{gram} {told}" for gram, told, *_ in grams]).encode()
    return Leaf(grams[0][0], hashlib.blake2b(text, digest_size=16).hexdigest(), text)


def _written(leaf: Leaf, read: Read) -> dict[str, str]:
    return written_in(read(leaf))


def written_in(text: bytes) -> dict[str, str]:
    """Give the lists of a leaf's text by gram, in their order."""
    parts = text.decode().split(" ")
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _utf16(gram: str) -> bytes:
    return gram.encode("utf-16-be", "surrogatepass")


def cut(items: Iterable[Item], usual_bytes: int) -> Iterator[list[Item]]:
    """Cut items, which end with a mark of 32 bits and their size in bytes, into parts of about so many bytes.

    What is cut differently before an item is soon cut alike again after it, for
    marks are the items' own: an edit changes few parts.
    """
    part: list[Item] = []
    filled = 0
    for item in items:
        mark, size = item[-2:]
        if part and _begins(filled, mark, size, usual_bytes):
            yield part
            part, filled = [], 0
        part.append(item)
        filled += size
    if part:
        yield part


def _begins(filled: int, mark: int, size: int, usual_bytes: int) -> bool:
    """Say whether an item begins the next part: it has no room, or the part is half full; the larger, the likelier."""
    half = usual_bytes // 2
    return filled + size > usual_bytes + half // 2 or (filled >= half and mark * half < size << 32)
