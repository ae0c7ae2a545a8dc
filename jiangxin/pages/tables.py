"""Everything that pages look up, whatever their language, in tables that can be watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.names import Names
from jiangxin.pages.comparing import Comparing, compare_figures
from jiangxin.pages.corridor import event_pages
from jiangxin.pages.notebook import Notebook, Watched, WatchedRow
from jiangxin.pages.tempers import tempers_of
from jiangxin.pages.term_pages import TermPages, term_pages
from jiangxin.pages.urls import addresses

Table = Mapping[Any, Any] | Sequence[Any]

_OF_EXHIBITION = (
    "entries",
    "by_kind",
    "backlinks",
    "prose",
    "photographs",
    "recordings",
    "captions",
    "hall_numbers",
    "spaces_in",
)
_LISTS_OF_EXHIBITION = ("groups", "years")


@frozen
class Tables:
    """The exhibition, and what is read out of it once for all pages.

    `places` number the entries of a kind through, from 1; `positions` all entries;
    `neighbours` are the entries before and after one in the curator's order.
    """

    exhibition: Exhibition
    names: Names
    addresses: Mapping[Ref, str]
    tempers: Mapping[Ref, int]
    comparing: Comparing
    term_pages: TermPages
    positions: Mapping[Ref, int]
    places: Mapping[Ref, int]
    neighbours: Mapping[Ref, tuple[Ref | None, Ref | None]]

    @classmethod
    def of(cls, exhibition: Exhibition, names: Names, per_page: int) -> Tables:
        """Read the tables out of an exhibition whose lists have `per_page` entries a page."""
        comparing = compare_figures(exhibition, per_page)
        terms = term_pages(exhibition, names)
        return cls(
            exhibition,
            names,
            addresses(exhibition, {**comparing.page_numbers, **event_pages(exhibition), **terms.numbers()}),
            tempers_of(exhibition),
            comparing,
            terms,
            _positions(exhibition),
            _places(exhibition),
            _neighbours(exhibition),
        )

    def by_name(self) -> dict[str, Table]:
        """Give every table by the name under which a look at it is noted."""
        found: dict[str, Table] = {
            name: getattr(self.exhibition, name) for name in (*_OF_EXHIBITION, *_LISTS_OF_EXHIBITION)
        }
        return found | {
            "people": self.names.people,
            "terms": self.names.terms,
            "addresses": self.addresses,
            "tempers": self.tempers,
            "places": self.places,
            "neighbours": self.neighbours,
            "beside": self.comparing.beside,
            "charts": self.comparing.charts,
            "figure_pages": self.comparing.pages,
            "page_numbers": self.comparing.page_numbers,
            "term_pages": self.term_pages.pages,
            "first_terms": self.term_pages.first,
        }

    def watched(self, notebook: Notebook) -> Tables:
        """Give the same tables so that every look at them is noted.

        The settings and languages of the exhibition are not watched: whoever
        compares notes holds them against each other as wholes. Who sorts by
        `positions` has looked at the entry: it says where it stands.
        """

        def watch(name: str, table: Mapping[Any, Any]) -> Any:
            return Watched(table, name, notebook)

        comparing = self.comparing
        return Tables(
            watched(self.exhibition, notebook),
            Names(watch("people", self.names.people), watch("terms", self.names.terms), self.names.rare),
            watch("addresses", self.addresses),
            watch("tempers", self.tempers),
            Comparing(
                watch("beside", comparing.beside),
                watch("charts", comparing.charts),
                WatchedRow(comparing.pages, "figure_pages", notebook),
                watch("page_numbers", comparing.page_numbers),
            ),
            TermPages(
                WatchedRow(self.term_pages.pages, "term_pages", notebook),
                WatchedRow(self.term_pages.first, "first_terms", notebook),
            ),
            watch("entries", self.positions),
            watch("places", self.places),
            watch("neighbours", self.neighbours),
        )


def watched(exhibition: Exhibition, notebook: Notebook) -> Exhibition:
    """Give the same exhibition so that every look at its tables is noted."""
    seen: dict[str, Any] = {name: Watched(getattr(exhibition, name), name, notebook) for name in _OF_EXHIBITION}
    for name in _LISTS_OF_EXHIBITION:
        seen[name] = WatchedRow(getattr(exhibition, name), name, notebook)
    return replace(exhibition, **seen)


def _neighbours(exhibition: Exhibition) -> dict[Ref, tuple[Ref | None, Ref | None]]:
    """Give the entries before and after each of its kind, in the curator's order; halls in the layout's.

    Free pages follow no order, so none of them leads to another.
    """
    found: dict[Ref, tuple[Ref | None, Ref | None]] = {}
    for kind, entries in exhibition.by_kind.items():
        refs = sorted((entry.ref for entry in entries), key=lambda ref: exhibition.hall_numbers.get(ref, 0))
        if kind == "page":
            continue
        for place, ref in enumerate(refs):
            found[ref] = (refs[place - 1] if place else None, refs[place + 1] if place + 1 < len(refs) else None)
    return found


def _positions(exhibition: Exhibition) -> dict[Ref, int]:
    """Number every entry through: kinds in the model's order, entries in the curator's."""
    everything = (entry.ref for entries in exhibition.by_kind.values() for entry in entries)
    return {ref: number for number, ref in enumerate(everything)}


def _places(exhibition: Exhibition) -> dict[Ref, int]:
    return {entry.ref: place for entries in exhibition.by_kind.values() for place, entry in enumerate(entries, start=1)}
