"""What a page asks while it is planned → notes, by which the next build knows whether it would say the same.

A page is a calculation from the exhibition. Whatever it looks up there is noted
as a fact (`entries craftsman/luo-minghao`, `neighbours hall/main-hall`), and
whatever it orders (a picture at a size) as an order. The next build takes the
digest of every fact noted; a page none of whose facts differs would come out the
same, so it is neither planned nor drawn again, and its orders stand.

Nothing has to be declared, hence nothing can be forgotten: pages have only tables
that note every look (see `tables`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, overload

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

Fact = tuple[str, Any]
"""What was looked up: the name of a table of the exhibition, and the key; None for the table as a whole."""

Order = tuple[Any, ...]
"""What was ordered, in values that a cache can hold."""


@dataclass(slots=True)
class Notes:
    """What was asked and ordered while something was made."""

    facts: set[Fact] = field(default_factory=set)
    orders: set[Order] = field(default_factory=set)


class Notebook:
    """Where notes are taken; what is made inside something else is noted for both."""

    def __init__(self) -> None:
        self._open: list[Notes] = [Notes()]
        self.facts = self._open[-1].facts
        """Where looks are noted now."""

    def look(self, table: str, key: object) -> None:
        """Note a look at a table."""
        self.facts.add((table, key))

    def order(self, order: Order) -> None:
        """Note an order."""
        self._open[-1].orders.add(order)

    def taking(self) -> AbstractContextManager[Notes]:
        """Take notes of what is asked within; they are part of the notes around it."""
        return _Taking(self, self._open)

    def add(self, facts: Collection[Fact], orders: Collection[Order]) -> None:
        """Note what was noted when something was made that is now used again."""
        self.facts.update(facts)
        if orders:
            self._open[-1].orders.update(orders)


class _Taking:
    """The taking of notes: a class, for a generator takes as long again as most that is made meanwhile."""

    __slots__ = ("_notebook", "_open")

    def __init__(self, notebook: Notebook, opened: list[Notes]) -> None:
        self._notebook = notebook
        self._open = opened

    def __enter__(self) -> Notes:
        notes = Notes()
        self._open.append(notes)
        self._notebook.facts = notes.facts
        return notes

    def __exit__(self, *_: object) -> None:
        notes = self._open.pop()
        self._notebook.facts = self._open[-1].facts
        if len(self._open) > 1:  # of all together nobody asks, and it would be much
            self._notebook.add(notes.facts, notes.orders)


class Drawer(Generic[K, V]):
    """What many pages show alike: made once, and noted for each page that takes it out.

    It holds `most`; what has lain longest makes room, so that it does not grow with the exhibition.
    Without `most` it does: for what is small beside the entry that it is of, and dear to make.
    """

    def __init__(self, notebook: Notebook, most: int | None = None) -> None:
        self._notebook = notebook
        self._most = most
        self._kept: dict[K, tuple[V, Sequence[Fact], Sequence[Order]]] = {}

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Give what is kept under `key`; make it where there is nothing yet."""
        kept = self._kept.get(key)
        if kept is not None:
            value, facts, orders = kept
            self._notebook.add(facts, orders)
            return value
        with self._notebook.taking() as notes:
            value = make()
        if len(self._kept) == self._most:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = (value, tuple(notes.facts), tuple(notes.orders))
        return value


class Watched(Mapping[K, V]):
    """A table that notes who looks at what."""

    __slots__ = ("_name", "_notebook", "_table")

    def __init__(self, table: Mapping[K, V], name: str, notebook: Notebook) -> None:
        self._table = table
        self._name = name
        self._notebook = notebook

    def __getitem__(self, key: K) -> V:
        self._notebook.facts.add((self._name, key))
        return self._table[key]

    def get(self, key: K, default: Any = None) -> Any:
        """Give what stands under `key`, or `default`."""
        self._notebook.facts.add((self._name, key))
        return self._table.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._notebook.facts.add((self._name, key))
        return key in self._table

    def __iter__(self) -> Iterator[K]:
        self._notebook.look(self._name, None)
        return iter(self._table)

    def __len__(self) -> int:
        self._notebook.look(self._name, None)
        return len(self._table)


class WatchedRow(Sequence[V]):
    """A list that notes that it was looked at."""

    __slots__ = ("_name", "_note", "_row")

    def __init__(self, row: Sequence[V], name: str, notebook: Notebook) -> None:
        self._row = row
        self._name = name
        self._note = notebook.look

    @overload
    def __getitem__(self, place: int) -> V: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[V]: ...
    def __getitem__(self, place: int | slice) -> V | Sequence[V]:
        self._note(self._name, None)
        return self._row[place]

    def __iter__(self) -> Iterator[V]:
        self._note(self._name, None)
        return iter(self._row)

    def __len__(self) -> int:
        self._note(self._name, None)
        return len(self._row)
