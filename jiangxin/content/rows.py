"""Records ↔ rows: the plain tuples as which typed entries are kept between builds.

A row names only the fields that were given, by their position: (5, "甲", 12, ("hall/main",)). Words
without a translation are a string, a date is what was written, a reference its text. A record is
made from its row with all slots filled at once, many times as fast as by its constructor; what is
packed, and how, the schema says.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any, NamedTuple

from jiangxin.content.scalars import when
from jiangxin.model import schema
from jiangxin.model.dates import When
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.schema import Shape
from jiangxin.model.text import Text
from jiangxin.model.walk import Reference, references_of

Row = tuple[Any, ...]
"""Position and value, position and value…, of the fields that were given."""

_Pack = Callable[[Any], Any]


def packed(cls: type, values: Mapping[str, Any]) -> Row:
    """Give the row of a record of `cls` whose attributes are `values`."""
    packs = _packs(cls)
    row: list[Any] = []
    for at, name in sorted((packs[name][0], name) for name in values):
        row += (at, packs[name][1](values[name]))
    return tuple(row)


def packed_references(record: Any) -> Row:
    """Give every reference in a record as plain (place, field, text)."""
    return tuple(
        (sys.intern(place), sys.intern(field), sys.intern(str(ref))) for place, field, ref in references_of(record)
    )


def interned(lines: Mapping[str, int]) -> dict[str, int]:
    """Give the lines of fields, whose names are the same in many entries and are then kept once."""
    return {sys.intern(place): line for place, line in lines.items()}


class Made(NamedTuple):
    """An entry that was made, from which very row, of a text at which path in which first language."""

    row: Row
    place: tuple[str, str]
    entry: Entry
    references: tuple[Reference, ...]


made_before: dict[Ref, Made] = {}
"""By the builds of this process: who serves a preview makes few entries anew."""


class Records:
    """Makes records from their rows, for an exhibition whose first language is `lang`."""

    def __init__(self, lang: str) -> None:
        self.refs = _Refs()
        self.lang = lang
        self._makers: dict[type, Callable[..., Any]] = {}
        self._fill_text = _filler(Text)

    def entry(self, cls: type[Entry], ref: Ref, path: str, lines: Mapping[str, int], row: Row) -> Entry:
        """Give the entry of a row; one without a title is called by its id."""
        known: Row = (ref, path, lines)
        if not row or row[0] != _TITLE:
            known += (None, self._text(ref.id))
        made: Entry = self._maker(cls)(row, known)
        return made

    def references(self, kept: Row) -> tuple[Reference, ...]:
        """Give references as they were packed."""
        refs = self.refs
        return tuple([(place, field, refs[text]) for place, field, text in kept])

    def _maker(self, cls: type) -> Callable[..., Any]:
        if cls not in self._makers:
            self._makers[cls] = self._new_maker(cls)
        return self._makers[cls]

    def _new_maker(self, cls: type) -> Callable[..., Any]:
        assert not hasattr(cls, "__post_init__")  # it would not be called
        specs = [each.metadata.get("spec") for each in fields(cls)]
        unpacks = [spec and self._unpack(spec.shape) for spec in specs]
        blank = [_default(each) for each in fields(cls)]
        fill = _filler(cls)

        def make(row: Row, first: Row = ()) -> Any:
            values = blank.copy()
            values[: len(first)] = first
            given = iter(row)
            for at, value in zip(given, given, strict=True):
                unpack = unpacks[at]
                values[at] = value if unpack is None else unpack(value)
            record: Any = object.__new__(cls)
            fill(record, values)
            return record

        return make

    def _unpack(self, shape: Shape) -> Callable[[Any], Any] | None:
        """Give what makes a value of its packed form; None where both are the same."""
        match shape:
            case schema.Words():
                return self._text
            case schema.Date():
                return when
            case schema.Reference():
                return self.refs.__getitem__
            case schema.Record(of):
                return self._maker(of)
            case schema.Many(item):
                unpack = self._unpack(item)
                return None if unpack is None else lambda values: tuple([unpack(value) for value in values])
        return None

    def _text(self, words: str | tuple[str, tuple[tuple[str, str], ...]]) -> Text:
        text = object.__new__(Text)
        primary, others = (words, ()) if isinstance(words, str) else words
        self._fill_text(text, (primary, self.lang, others))
        return text


@cache
def _filler(cls: type) -> Callable[[Any, Sequence[Any]], None]:
    """Give what puts values into all slots of a record at once: one by one takes nine times as long."""
    slots = ", ".join(f"record.{each.name}" for each in fields(cls))
    made: dict[str, Any] = {}
    exec(f"def fill(record, values):\n    {slots}, = values\n", made)  # noqa: S102  # the names are those of our fields
    fill: Callable[[Any, Sequence[Any]], None] = made["fill"]
    return fill


class _Refs(dict[str, Ref]):
    """References by their text, each made once."""

    def __missing__(self, text: str) -> Ref:
        kind, _, entry_id = text.partition("/")
        ref = self[text] = Ref(kind, entry_id)
        return ref


_TITLE = [each.name for each in fields(Entry)].index("title")  # the first field that a file can give


@cache
def _packs(cls: type) -> Mapping[str, tuple[int, _Pack]]:
    """Give, by attribute, its position and what packs it."""
    return {
        each.name: (at, _pack(each.metadata["spec"].shape))
        for at, each in enumerate(fields(cls))
        if "spec" in each.metadata
    }


def _pack(shape: Shape) -> _Pack:
    match shape:
        case schema.Words():
            return _packed_text
        case schema.Date():
            return _packed_date
        case schema.Reference():
            return lambda ref: sys.intern(str(ref))
        case schema.Record(of):
            return lambda record: packed(of, _given(record))
        case schema.Many(item):
            pack = _pack(item)
            return lambda values: tuple(pack(value) for value in values)
    return lambda value: value


def _packed_text(text: Text) -> Any:
    return (text.primary, text.others) if text.others else text.primary


def _packed_date(date: When) -> str:
    return date.written


def _given(record: Any) -> dict[str, Any]:
    """Give those attributes of a record that differ from what they are where nothing is given."""
    cls: type = type(record)
    return {each.name: value for each in fields(cls) if (value := getattr(record, each.name)) != _default(each)}


def _default(field: Field[Any]) -> Any:
    return None if field.default is MISSING else field.default
