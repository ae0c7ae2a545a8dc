"""Tables that pages looked up → what each row says, in few plain values: equal where a page would see the same.

A fact is written `table` or `table key`, as in `entries craftsman/luo-minghao`
or `prose story/first-day en`; so a cache can hold it, and the next build look it
up without the page. Of every table all rows are told at once: to hold a table
against what it said before takes less than to look up its rows one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Any

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.exhibition import Backlink
from jiangxin.model.library import Prose
from jiangxin.model.names import Name
from jiangxin.pages.notebook import Fact

_SOURCE, _FIELD = itemgetter(0), itemgetter(1)  # of a backlink
_AS_THEY_ARE = (str, int, type(None))  # not what is equal to another: True, 1.0

Told = dict[str, Any]
"""What tables say, by their names: of a mapping a dictionary of its rows, of a list one value."""


@lru_cache(1 << 14)  # pages that are made one after another look up much the same
def written(fact: Fact) -> str:
    """Give a fact as a cache holds it."""
    table, key = fact
    return table if key is None else f"{table} {_written(key)}"


def tell(tables: Mapping[str, Mapping[Any, Any] | Sequence[Any]], fingerprints: Mapping[Ref, bytes]) -> Told:
    """Tell what tables say, in values that a cache can hold; an entry is told by its fingerprint."""
    ways = _Ways(fingerprints)
    return {name: ways.told_table(table) for name, table in tables.items()}


def differing(was: Told, now: Told) -> Iterator[str]:
    """Give every fact that is not as it was, such as `written` gives it; of what is in neither nothing differs."""
    for name in was.keys() | now.keys():
        before, after = was.get(name), now.get(name)
        if before == after:
            continue
        yield name
        if isinstance(before, dict) and isinstance(after, dict):
            keys = before.keys() | after.keys()
            yield from (f"{name} {key}" for key in keys if before.get(key, before) != after.get(key, after))


def _written(key: Any) -> str:
    return " ".join(map(str, key)) if isinstance(key, tuple) and not isinstance(key, Ref) else str(key)


def _of_name(name: Name) -> tuple[Any, ...]:
    """Tell a name: there are as many as people, and each is of many small values."""
    sound = [part for each in name.sound for part in (each.letters, each.tone)]
    strokes = [part for each in name.written for part in (each.strokes, each.place)]
    return (name.family, name.ruby, tuple(sound), tuple(strokes))


class _Written(dict[Any, str]):
    """Keys as they are written; those of one entry stand in many tables."""

    def __missing__(self, key: Any) -> str:
        told = self[key] = _written(key)
        return told


_Way = Callable[[Any], Any]


class _Ways(dict[type, _Way | None]):
    """How values are told, by class: two of one table alike where they are the same to a page; None: as they are."""

    def __init__(self, fingerprints: Mapping[Ref, bytes]) -> None:
        super().__init__(dict.fromkeys(_AS_THEY_ARE))
        self._fingerprints = fingerprints
        self._written = _Written()

    def __missing__(self, cls: type) -> _Way:
        way = self[cls] = self._way(cls)
        return way

    def told_table(self, table: Mapping[Any, Any] | Sequence[Any]) -> Any:
        """Tell a table: a mapping by its written keys."""
        if not isinstance(table, Mapping):
            return self._each(table)
        return dict(zip(map(self._written.__getitem__, table), self._each(table.values()), strict=True))

    def _each(self, values: Iterable[Any]) -> tuple[Any, ...]:
        return tuple([value if (way := self[type(value)]) is None else way(value) for value in values])

    def _row(self, values: Sequence[Any]) -> tuple[Any, ...]:
        if values and type(values[0]) is Backlink:  # these are most of all rows by far
            return (*map(self._written.__getitem__, map(_SOURCE, values)), *map(_FIELD, values))
        return self._each(values)

    def _way(self, cls: type) -> _Way:
        if cls is Ref:
            return self._written.__getitem__
        if issubclass(cls, Entry):
            return lambda entry: self._fingerprints[entry.ref]
        if issubclass(cls, Prose):
            return attrgetter("fingerprint")
        if cls is Name:
            return _of_name
        if issubclass(cls, (tuple, list)):
            return self._row
        if issubclass(cls, Mapping):
            return lambda mapping: dict(zip(self._each(mapping), self._each(mapping.values()), strict=True))
        if issubclass(cls, (set, frozenset)):
            return lambda values: frozenset(self._each(values))
        if is_dataclass(cls):
            names = tuple(field.name for field in fields(cls))
            return lambda value: (cls.__name__, *self._each([getattr(value, name) for name in names]))
        return repr
