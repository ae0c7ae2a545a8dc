"""A file's bytes → its characters and its YAML nodes, each of which knows where it stands.

The characters are those that the loader reads: lines end in LF, what pasting brought along is left out.
Which bytes they were is kept, so that a change of some leaves all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import yaml

from jiangxin.content.source import as_text

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = re.compile(r"^(?:---|\.\.\.)[^\S\n]*$", re.M)


class CannotAmendError(Exception):
    """The file is written in a way in which this cannot be changed; a person must do it."""


class Edit(NamedTuple):
    """New characters instead of those from `start` to `end`."""

    start: int
    end: int
    text: str


class Word(NamedTuple):
    """A scalar; `style` is its quotation mark, `|` or `>`, or "" where it has none."""

    start: int
    end: int
    text: str
    style: str
    is_empty: bool


class Row(NamedTuple):
    """A field of a table: where its name begins, where the colon after it ends, and its value."""

    start: int
    colon: int
    node: Spot


class Rows(NamedTuple):
    """A mapping; `column` is where its fields begin, -1 where it is written in braces."""

    start: int
    end: int
    rows: dict[str, Row]
    column: int


class Items(NamedTuple):
    """A sequence; `column` is where its dashes stand, -1 where it is written in brackets."""

    start: int
    end: int
    items: tuple[Spot, ...]
    column: int


Spot = Word | Rows | Items


class Original:
    """The characters of a file, and the bytes they are made of. Raises SourceError where it is no clean text."""

    def __init__(self, raw: bytes, name: str) -> None:
        self.text = as_text(raw, name)
        self._written = raw.decode()
        self._origin = None if self.text == self._written else _origin(self._written)
        self._line_end = _line_end(self._written)

    def with_edits(self, edits: Iterable[Edit]) -> bytes:
        """Give the file with the edits made; of each, only what differs from what stood there is written.

        Raises CannotAmendError where two would change one character.
        """
        pieces: list[str] = []
        at = 0
        for edit in sorted(edits, key=lambda edit: edit[:2]):  # what is put in one place stays in its order
            start, end, text = self._smallest(edit)
            start, end = self._from(start), self._from(end)
            if start < at:
                raise CannotAmendError
            pieces += [self._written[at:start], text.replace("\n", self._line_end)]
            at = end
        return "".join([*pieces, self._written[at:]]).encode()

    def _smallest(self, edit: Edit) -> Edit:
        """Leave out of an edit what is at its beginning and at its end as it was."""
        start, end, text = edit
        old = self.text[start:end]
        most = min(len(old), len(text))
        same = next((at for at in range(most) if old[at] != text[at]), most)
        old, text = old[same:], text[same:]
        most = min(len(old), len(text))
        after = next((at for at in range(most) if old[-1 - at] != text[-1 - at]), most)
        return Edit(start + same, end - after, text[: len(text) - after])

    def _from(self, at: int) -> int:
        return at if self._origin is None else self._origin[at]


def _origin(written: str) -> Sequence[int]:
    """Give, for each character that is read, where it stands in what is written; last, where that ends."""
    origin = []
    for at, char in enumerate(written):
        is_left_out = char in "\u200b\u2060\ufeff"
        is_second = char == "\n" and written[at - 1 : at] == "\r"
        if not is_left_out and not is_second:
            origin.append(at)
    return [*origin, len(written)]


def _line_end(written: str) -> str:
    found = re.search(r"\r\n|\r|\n", written)
    return found[0] if found else "\n"


def front_of(text: str) -> tuple[int, int, int]:
    """Give where the front matter of an article begins and ends, and where the body after it begins."""
    start = text.index("\n") + 1
    fence = _FENCE.search(text, start)
    assert fence is not None  # it has been read before
    return start, fence.start(), min(fence.end() + 1, len(text))


def spots_of(text: str, start: int, end: int) -> Rows | None:
    """Give the mapping that stands in `text` from `start` to `end`, which has been read before; None where none."""
    root: Spot | None = None
    stack: list[_Open] = []
    part = text[start:end]
    for event in yaml.parse(part, Loader=_Loader):
        spot: Spot
        if isinstance(event, yaml.ScalarEvent):
            spot = _word(event, part, start)
        elif isinstance(event, yaml.CollectionEndEvent):
            spot = stack.pop().closed(_at(event.end_mark) + start)
        elif isinstance(event, yaml.CollectionStartEvent):
            assert event.start_mark is not None  # every event of a file has one
            column = -1 if event.flow_style else event.start_mark.column
            stack.append(_Open(isinstance(event, yaml.MappingStartEvent), _at(event.start_mark) + start, column))
            continue
        else:
            continue
        if stack:
            stack[-1].add(spot, text)
        else:
            root = spot
    return root if isinstance(root, Rows) else None


class _Open:
    """A collection that has not ended yet."""

    def __init__(self, is_table: bool, start: int, column: int) -> None:
        self._is_table = is_table
        self._start = start
        self._column = column
        self._items: list[Spot] = []
        self._rows: dict[str, Row] = {}
        self._key: Word | None = None

    def add(self, spot: Spot, text: str) -> None:
        if not self._is_table:
            self._items.append(spot)
        elif self._key is None:
            assert isinstance(spot, Word)  # or it would have been refused
            self._key = spot
        else:
            key, self._key = self._key, None
            colon = text.find(":", key.end) + 1
            self._rows[key.text] = Row(key.start, colon, spot)

    def closed(self, end: int) -> Spot:
        inner = [row.node for row in self._rows.values()] if self._is_table else self._items
        if self._column >= 0:  # the parser ends it only where the next thing begins
            end = max((spot.end for spot in inner), default=self._start)
        if self._is_table:
            return Rows(self._start, end, self._rows, self._column)
        return Items(self._start, end, tuple(self._items), self._column)


def _at(mark: Any) -> int:
    """Give the place of a mark, which every event of a file has."""
    assert mark is not None
    index: int = mark.index
    return index


def _word(event: yaml.ScalarEvent, part: str, start: int) -> Word:
    style = event.style or ""
    begins, ends = _at(event.start_mark), _at(event.end_mark)
    if style in ("|", ">"):
        ends = begins + len(part[begins:ends].rstrip())
    text = event.value.strip()
    return Word(begins + start, ends + start, text, style, event.implicit[0] and event.value in ("", "~", "null"))
