"""What pages said at the last build, by what they had looked up.

One file of the cache holds what every table said then; others hold, for every
page, the facts it noted, what it ordered, and the digest of its file. After a
build every page is as the tables are, so a page is known where none of its facts
differs now. Nothing in the files can run, and none is read where its checksum is
another's, nor imprints that were made under another frame or from other tables.
"""

from __future__ import annotations

import hashlib
import marshal
from array import array
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jiangxin.cache import Roll, Tables
from jiangxin.model.frozen import frozen
from jiangxin.pages.facts import Told, differing

Order = tuple[Any, ...]

_RECIPE = "told 2"  # to be raised where the file has another shape


@frozen
class Imprint:
    """A page as it was made: the SHA-256 of its file, what it was given, what it looked up, what it ordered."""

    digest: str
    given: str
    facts: tuple[str, ...]
    orders: tuple[Order, ...]


class Witness:
    """What all tables said at the last build, and what they say now; `differing` are the facts that are not the same.

    `was` and `now` tell either apart from what they said at any other build.
    """

    def __init__(self, file: Path, told: Told) -> None:
        """Hold what tables say now against what is kept in `file`."""
        self._roll = Roll(file, _RECIPE)
        before = self._roll.tables.get("told", {})
        self.was: str = self._roll.tables.get("mark", {}).get("", "")
        # This version of `marshal` says the same of equal values: most tables need not be taken apart.
        self.tables = {name: marshal.dumps(table, 2) for name, table in told.items()}
        other = sorted(name for name in before.keys() | told.keys() if before.get(name) != self.tables.get(name))
        self.now = _mark(self.was, {name: self.tables.get(name) for name in other}) if other else self.was
        old = {name: marshal.loads(before[name]) for name in other if name in before}  # noqa: S302  # builds values
        self.differing = tuple(differing(old, {name: told[name] for name in other if name in told}))

    def save(self) -> None:
        """Write down what tables say; where that fails the next build is only slower."""
        with suppress(OSError):
            self._roll.save({"told": self.tables, "mark": {"": self.now}})


class Imprints:
    """The imprints of the last build, and those of this one."""

    def __init__(self, file: Path, frame: bytes, told: Witness) -> None:
        """Read what was kept under the same `frame` when the tables said what they said at the last build."""
        self.frame = frame
        self._told = told
        self._roll = Roll(file, frame.hex())
        tables = self._roll.tables if self._roll.tables.get("told") == {"": told.was} else {}
        self._pages = tables.get("pages", {})
        self._facts = _Facts(tables.get("facts", {}), told.tables)
        self._orders = _Numbers(tables.get("orders", {}))
        self._ordered = {number: order for order, number in self._orders.items()}
        self.drawings: Mapping[str, str] = tables.get("drawings", {})
        """The SHA-256 of the files of drawings that pages ordered."""
        self._made: dict[str, Any] = {}
        self._kept: set[str] = set()
        self._changed = frozenset(self._facts[fact] for fact in told.differing if fact in self._facts)

    @property
    def are_new(self) -> bool:
        """Whether nothing is known from a build before."""
        return not self._pages

    def known(self, given: Mapping[str, str]) -> dict[str, str]:
        """Give those of some pages that would be made again just as they were, and the SHA-256 of their files.

        `given` tells what each is given now.
        """
        rows, changed = self._pages, self._changed
        return {
            path: row[0]
            for path, told in given.items()
            if (row := rows.get(path)) is not None and row[1] == told and changed.isdisjoint(array("I", row[2]))
        }

    def orders_of(self, paths: Iterable[str]) -> list[Order]:
        """Give what pages ordered that are known, each once."""
        return [self._ordered[number] for number in _used(self._pages[path][3] for path in paths)]

    def keep(self, paths: Iterable[str]) -> None:
        """Say that these pages stand as they were."""
        self._kept.update(paths)

    def put(self, path: str, imprint: Imprint) -> None:
        """Take the imprint of a page that was made. Raises KeyError for a fact of a table that is not told of."""
        facts, orders = self._facts.packed(imprint.facts), self._orders.packed(imprint.orders)
        self._made[path] = (imprint.digest, imprint.given, facts, orders)

    def save(self) -> None:
        """Write down the imprints of this build; where that fails the next build is only slower."""
        self._told.save()
        pages = {path: self._pages[path] for path in self._kept} | self._made
        facts, orders = self._facts.all(), self._orders.all()
        if 2 * len(self._made) > len(pages):  # else there are few, if any, that are no longer used
            facts, pages = _without_unused(facts, pages, 2)
            orders, pages = _without_unused(orders, pages, 3)
        tables: Tables = {
            "told": {"": self._told.now},
            "pages": pages,
            "facts": facts,
            "orders": orders,
            "drawings": self.drawings,
        }
        with suppress(OSError):
            self._roll.save(tables)


class _Numbers(dict[Any, int]):
    """Values and their numbers, begun with those that were kept."""

    def __init__(self, kept: Mapping[Any, int]) -> None:
        super().__init__(kept)
        self._kept = kept

    def __missing__(self, value: Any) -> int:
        number = self[value] = len(self)
        return number

    def all(self) -> Mapping[Any, int]:
        """Give them as a plain table, that which was kept where there is none that is new."""
        return self._kept if len(self) == len(self._kept) else dict(self)

    def packed(self, values: Iterable[Any]) -> bytes:
        """Give the numbers of values, in order."""
        return array("I", sorted(map(self.__getitem__, values))).tobytes()


class _Facts(_Numbers):
    """Facts and their numbers; none of a table that is not told of is taken."""

    def __init__(self, kept: Mapping[Any, int], tables: Mapping[str, bytes]) -> None:
        super().__init__(kept)
        self._tables = tables

    def __missing__(self, fact: str) -> int:
        self._tables[fact.partition(" ")[0]]
        return super().__missing__(fact)


def _mark(was: str, other: Mapping[str, bytes | None]) -> str:
    """Tell tables apart from anything else that they could say, by what they said and those that say something else."""
    digest = hashlib.blake2b(f"{was}\n".encode(), digest_size=16)
    for name, told in other.items():
        digest.update(f"{name} {'gone' if told is None else len(told)}\n".encode())
        digest.update(told or b"")
    return digest.hexdigest()


def _used(packed: Iterable[bytes]) -> list[int]:
    """Give all numbers that were packed, each once, in order."""
    return sorted(set().union(*[array("I", own) for own in packed]))


def _without_unused(
    values: Mapping[Any, int], pages: dict[str, Any], at: int
) -> tuple[Mapping[Any, int], dict[str, Any]]:
    """Leave out values of which no page has the number, which rows have `at` a place, and number the others anew."""
    place = {number: new for new, number in enumerate(_used(row[at] for row in pages.values()))}
    if len(place) == len(values):
        return values, pages
    renumbered = {
        path: (*row[:at], array("I", [place[number] for number in array("I", row[at])]).tobytes(), *row[at + 1 :])
        for path, row in pages.items()
    }
    return {value: place[number] for value, number in values.items() if number in place}, renumbered
