"""The corridor of time by kind of event and by hall: pages of it that keep some of the events.

A filter is a page, not a switch: it has an address, works without JavaScript, and
is left by the link to the whole. One that would keep a single event, or every
event, is not made: it would tell nothing that the whole does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiangxin.model.entry import Ref
from jiangxin.model.exhibition import Exhibition, Year
from jiangxin.model.frozen import frozen
from jiangxin.model.narrative import Event
from jiangxin.model.schema import Choice, specs_of
from jiangxin.model.space import Hall
from jiangxin.model.text import Phrase
from jiangxin.pages.corridor import bays, declared, stretches
from jiangxin.pages.parts import Link
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import TIMELINE, filter_path, timeline_path

FEWEST = 2


@frozen
class Filter:
    """Some of the corridor: events of one kind, or of one hall, in their years."""

    by: str  # "kind" | "hall"
    value: str  # the kind, or the hall's id
    years: tuple[Year, ...]

    @property
    def count(self) -> int:
        """Give the number of events it keeps."""
        return sum(len(year.events) for year in self.years)

    @property
    def path(self) -> str:
        """Give the path of its page, from the root of a language."""
        return filter_path(self.by, self.value)

    def label(self, sheet: Sheet) -> Phrase:
        """Give the words of its value: the kind's name, or the hall's."""
        hall = sheet.edition.exhibition.get(Ref("hall", self.value)) if self.by == "hall" else None
        return sheet.title(hall) if hall else sheet.plain(sheet.value_label("event", "kind", self.value))


def filters_of(exhibition: Exhibition) -> tuple[Filter, ...]:
    """Give the filters that tell something: kinds in the order of their choice, then halls in the curator's."""
    most = sum(len(year.events) for year in exhibition.years)
    return tuple(one for one in _filters(exhibition) if FEWEST <= one.count < most)


def corridor_pages(exhibition: Exhibition) -> Iterator[tuple[str, Filter | None, int]]:
    """Give the path of every page of the corridor, its filter and its number; the whole comes first."""
    for number, _ in enumerate(stretches(bays(exhibition.years, declared(exhibition))), start=1):
        yield timeline_path(number), None, number
    for one in filters_of(exhibition):
        for number, _ in enumerate(stretches(bays(one.years)), start=1):
            yield filter_path(one.by, one.value, number), one, number


def filter_links(sheet: Sheet, current: Filter | None) -> tuple[Link, ...]:
    """Give the links between the pages of the corridor, with the number of events on each; none without a filter."""
    exhibition = sheet.edition.exhibition
    found = filters_of(exhibition)
    if not found:
        return ()
    most = str(sum(len(year.events) for year in exhibition.years))
    return (
        Link(sheet.words("pages.order.all"), sheet.href(TIMELINE), most, "all", current is None),
        *(Link(one.label(sheet), sheet.href(one.path), str(one.count), one.by, one == current) for one in found),
    )


def _filters(exhibition: Exhibition) -> Iterator[Filter]:
    """Sort the events once; an event without a kind, or in no hall, is in the whole only."""
    shape = specs_of(Event)["kind"].shape
    kinds = [("kind", option) for option in (shape.options if isinstance(shape, Choice) else ())]
    halls = [("hall", hall.id) for hall in exhibition.all_of(Hall)]
    kept: dict[tuple[str, str], list[Year]] = {key: [] for key in (*kinds, *halls)}
    for year in exhibition.years:
        some: dict[tuple[str, str], list[Event]] = {}
        for event in year.events:
            values = [("kind", event.kind or ""), *(("hall", ref.id) for ref in dict.fromkeys(event.halls))]
            for key in values:
                some.setdefault(key, []).append(event)
        for key in some.keys() & kept.keys():
            kept[key].append(Year(year.year, tuple(some[key])))
    return (Filter(by, value, tuple(years)) for (by, value), years in kept.items())
