"""Exhibition → how its names are said; where many are new, a process looks them up that ends with its dictionary.

The dictionary takes 60 MB, and pages, which several processes make next, need none
of it. Where a process cannot be forked the names are looked up in this one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from jiangxin.cache import Ledger
from jiangxin.crews import Forked
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.names import Names, is_chinese
from jiangxin.names.read import read_names
from jiangxin.search.documents import NAMED, read_titles, titles_of
from jiangxin.search.readings import Readings

_MANY = 200  # new names: where there are fewer, few pages are made and room is no matter


class Ledgers(NamedTuple):
    """Where is remembered how people and terms are said, which texts have rare characters, and how names are typed."""

    names: Ledger
    rare: Ledger
    readings: Ledger


def say(exhibition: Exhibition, ledgers: Ledgers, jobs: int, *, meanwhile: Callable[[], None] = lambda: None) -> Names:
    """Give the names of an exhibition's people and terms, and the readings of its rare characters.

    With one of `jobs` all is done in this process. Where another looks names up,
    this one does `meanwhile` what it would have to do later.
    """
    if jobs > 1 and any(map(is_chinese, exhibition.languages)) and _has_many(exhibition, ledgers) and Forked.is_safe():
        for _, found in Forked(1, meanwhile).work(_Dictionary(exhibition, ledgers), [None]):
            for ledger, rows in zip(ledgers, found, strict=True):
                ledger.update(rows)
    return read_names(exhibition, ledgers.names, ledgers.rare)


def _has_many(exhibition: Exhibition, ledgers: Ledgers) -> bool:
    """Say whether many names are new, as far as their number tells: who looks them up finds all, however few."""
    known = len(ledgers.readings) + _MANY
    return sum(len(exhibition.by_kind.get(kind, ())) for kind in NAMED) > known and len(titles_of(exhibition)) > known


class _Dictionary:
    """Looks up every name of an exhibition."""

    def __init__(self, exhibition: Exhibition, ledgers: Ledgers) -> None:
        self._exhibition = exhibition
        self._ledgers = ledgers

    def work(self, task: None, /) -> list[Mapping[str, Any]]:
        """Give what the ledgers lacked."""
        read_names(self._exhibition, self._ledgers.names, self._ledgers.rare)
        read_titles(self._exhibition, Readings(self._ledgers.readings))
        return [ledger.added for ledger in self._ledgers]
