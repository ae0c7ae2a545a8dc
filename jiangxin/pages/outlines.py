"""A long list under headings → its pages, and the outline that every one of them shows.

A group that fits on a page is not torn; one that does not begins on a page of its
own and goes on over the next ones, under its heading again. A page is planned
from the entries that it shows, and from the outline of the whole: an entry that
moves elsewhere makes its own pages anew and no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.frozen import frozen
from jiangxin.model.text import Phrase


@frozen
class Group:
    """Entries under a heading: a mark (a letter, a number of strokes), or words."""

    id: str
    entries: Sequence[Entry]
    mark: str = ""
    label: Phrase | None = None
    ref: Ref | None = None  # the entry that the words name


@frozen
class Heading:
    """A group as the outline names it: how many are in it, and on which page it begins."""

    id: str
    mark: str
    label: Phrase | None
    ref: Ref | None
    count: int
    page: int


@frozen
class Leaf:
    """One page of a list under headings: for each heading on it, its place in the outline and the entries.

    `number` counts from 1; `count` is the number of different entries in the whole list.
    """

    number: int
    pages: int
    count: int
    outline: tuple[Heading, ...]
    pieces: tuple[tuple[int, tuple[Ref, ...]], ...]


def leaves_of(groups: Sequence[Group], most: int) -> list[Leaf]:
    """Lay groups out on pages of at most `most` entries."""
    pages: list[list[tuple[int, tuple[Ref, ...]]]] = []
    begins: list[int] = []
    room = 0
    for place, group in enumerate(groups):
        refs = tuple(entry.ref for entry in group.entries)
        for start, some in _cut(refs, most):
            if len(some) > room or not pages:
                pages.append([])
                room = most
            if start == 0:
                begins.append(len(pages))
            pages[-1].append((place, some))
            room -= len(some)
    outline = tuple(
        Heading(group.id, group.mark, group.label, group.ref, len(group.entries), page)
        for group, page in zip(groups, begins, strict=True)
    )
    count = len({entry.ref for group in groups for entry in group.entries})
    return [Leaf(number, len(pages), count, outline, tuple(page)) for number, page in enumerate(pages, start=1)]


def _cut(refs: tuple[Ref, ...], most: int) -> Iterator[tuple[int, tuple[Ref, ...]]]:
    for start in range(0, max(len(refs), 1), most):
        yield start, refs[start : start + most]
