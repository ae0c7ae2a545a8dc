"""Exhibition in one language → its pages: where each goes, and how what it shows is made when it is wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.evidence import Source
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.frozen import frozen
from jiangxin.model.narrative import Story, Tour
from jiangxin.model.people import Craftsman
from jiangxin.model.space import Exhibit, Hall
from jiangxin.model.work import Case, Method, Programme
from jiangxin.pages.blocks import block_leaves, blocks_view
from jiangxin.pages.edition import Edition
from jiangxin.pages.entries import page_view
from jiangxin.pages.figures import figures_view
from jiangxin.pages.floorplan import Floorplan, plan_view
from jiangxin.pages.glossary import glossary_view
from jiangxin.pages.groups import group_view
from jiangxin.pages.halls import hall_view
from jiangxin.pages.home import home_view
from jiangxin.pages.lists import list_view, listed, long_relations, pages_of, relation_view
from jiangxin.pages.people import craftsman_view
from jiangxin.pages.people_index import index_leaves, index_view
from jiangxin.pages.programmes import programme_view
from jiangxin.pages.relations import Relation
from jiangxin.pages.search import search_view
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.signposts import not_found_view, redirect_view
from jiangxin.pages.sources import source_view
from jiangxin.pages.stories import story_view
from jiangxin.pages.timeline import timeline_view
from jiangxin.pages.timeline_filters import Filter, corridor_pages
from jiangxin.pages.tours import tour_view
from jiangxin.pages.urls import (
    ANCHORED,
    HOME,
    LISTED,
    NOT_FOUND,
    PLAN,
    SEARCH,
    alias_path,
    all_path,
    glossary_path,
    group_path,
    list_path,
    order_path,
    page_of,
)
from jiangxin.pages.views import EntryView, GroupView, ListView, PageView, RedirectView, TimelineView
from jiangxin.pages.works import case_view, exhibit_view, method_view


@frozen
class PagePlan:
    """One page: where it goes, the template that draws it, and how to make what it shows.

    `ref` is the entry it is the page of; `in_sitemap` is False for redirects and
    the not-found page. `given` is a digest of what it is made from besides what it looks up.
    """

    path: str
    template: str  # "craftsman.html"
    lang: str
    make: Callable[[], PageView]
    ref: Ref | None = None
    in_sitemap: bool = True
    given: str = ""

    @property
    def view(self) -> PageView:
        """Give what the page shows."""
        return self.make()


class Planner:
    """Plans the pages of one language: which there are from the `bare` tables, what they show from the watched."""

    def __init__(self, bare: Edition, edition: Edition, floorplan: Floorplan) -> None:
        self._bare = bare
        self._exhibition = bare.exhibition
        self._edition = edition
        self._floorplan = floorplan

    def pages(self) -> Iterator[PagePlan]:
        """Plan every page but those at old addresses."""
        yield from self._entrance()
        yield from self._entries()
        yield from self._lists()
        yield from self._relations()
        yield from self._shared_pages()
        if self._edition.folder == "":
            yield self._page(NOT_FOUND, "not-found.html", not_found_view, in_sitemap=False)

    def redirects(self) -> Iterator[PagePlan]:
        """Plan the pages that stand at old addresses."""
        for entry in self._exhibition.entries.values():
            for alias in entry.aliases:
                yield self._page(
                    alias_path(alias), "redirect.html", partial(_redirect, ref=entry.ref), in_sitemap=False
                )

    def entry_as(self, exhibition: Exhibition, ref: Ref) -> PagePlan:
        """Plan the page of an entry as if this were the `exhibition`: other words may stand in it, and nothing else."""
        return Planner(self._bare, self._edition.saying(exhibition), self._floorplan)._entry_page(ref)

    def _page(
        self,
        path: str,
        template: str,
        view: Callable[[Sheet], PageView],
        given: object = "",
        *,
        ref: Ref | None = None,
        in_sitemap: bool = True,
    ) -> PagePlan:
        edition = self._edition
        place = edition.folder + path
        make = partial(view, Sheet(edition, place))
        return PagePlan(place, template, edition.lang, make, ref, in_sitemap, _digest(given) if given else "")

    def _plan_of(self, sheet: Sheet) -> Floorplan:
        sheet.edition.notebook.look("spaces", None)
        return self._floorplan

    def _entrance(self) -> Iterator[PagePlan]:
        """Plan the home page, the plan and the groups of halls."""
        yield self._page(HOME, "home.html", lambda sheet: home_view(sheet, self._plan_of(sheet)))
        if self._exhibition.by_kind.get("hall") or self._exhibition.groups:
            yield self._page(PLAN, "plan.html", lambda sheet: plan_view(sheet, self._plan_of(sheet)))
        for place, group in enumerate(self._exhibition.groups):
            yield self._page(group_path(group.group.key or ""), "group.html", partial(_group, place=place), given=place)

    def _entries(self) -> Iterator[PagePlan]:
        """Plan the pages of all entries that have one."""
        for kind, entries in self._exhibition.by_kind.items():
            if kind not in ANCHORED:
                for entry in entries:
                    yield self._entry_page(entry.ref)

    def _entry_page(self, ref: Ref) -> PagePlan:
        return self._page(page_of(ref), f"{ref.kind}.html", partial(self._entry, ref=ref), ref=ref)

    def _entry(self, sheet: Sheet, ref: Ref) -> EntryView:
        return entry_view(sheet, sheet.edition.exhibition.entries[ref], partial(self._plan_of, sheet))

    def _lists(self) -> Iterator[PagePlan]:
        """Plan the lists of every kind that has entries, and their other orders."""
        for kind in LISTED:
            entries = listed(self._exhibition, kind)
            cut = pages_of(entries, self._edition.theme.per_page)
            for number, some in enumerate(cut, start=1):
                refs = tuple(entry.ref for entry in some)
                told = (number, len(cut), len(entries))
                yield self._page(
                    list_path(kind, number),
                    "list.html",
                    partial(_list, kind=kind, refs=refs, told=told),
                    given=(*told, *map(str, refs)),
                )
            if kind != "craftsman":
                for order in self._bare.orders_of(kind):
                    for leaf in block_leaves(self._bare, kind, order):
                        path = order_path(kind, order, leaf.number)
                        yield self._page(
                            path, "blocks.html", partial(blocks_view, kind=kind, order=order, leaf=leaf), leaf
                        )
        for order in self._bare.orders_of("craftsman"):
            for leaf in index_leaves(self._bare, order):
                path = order_path("craftsman", order, leaf.number)
                yield self._page(path, "people.html", partial(index_view, order=order, leaf=leaf), leaf)

    def _relations(self) -> Iterator[PagePlan]:
        """Plan the pages of what belongs to an entry and is too much for its own page."""
        for entry, relation in long_relations(self._bare):
            parts = pages_of(relation.refs, self._edition.theme.per_page)
            for number, refs in enumerate(parts, start=1):
                part = replace(relation, refs=tuple(refs))
                told = (number, len(parts), len(relation.refs))
                yield self._page(
                    all_path(entry.ref, relation.key, number),
                    "list.html",
                    partial(_relation, ref=entry.ref, relation=part, told=told),
                    (part, told),
                )

    def _shared_pages(self) -> Iterator[PagePlan]:
        """Plan the pages whose entries are parts of them: the corridor, the figures, the glossary, the search."""
        if self._exhibition.years:
            for path, only, number in corridor_pages(self._exhibition):
                yield self._page(path, "timeline.html", partial(_timeline, only=only, number=number))
        for number in range(1, len(self._bare.comparing.pages) + 1):
            yield self._page(list_path("figure", number), "figures.html", partial(figures_view, number=number))
        for number in range(1, len(self._bare.tables.term_pages.pages) + 1):
            yield self._page(glossary_path(number), "glossary.html", partial(glossary_view, number=number))
        yield self._page(SEARCH, "search.html", search_view)


def _digest(given: object) -> str:
    """Tell what a page is given apart from all else that it could be; it is kept for every page, hence short."""
    return hashlib.blake2b(repr(given).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _redirect(sheet: Sheet, ref: Ref) -> RedirectView:
    link = sheet.link(ref)
    assert link is not None, "an entry that was planned is shown"
    return redirect_view(sheet, link)


def _group(sheet: Sheet, place: int) -> GroupView:
    return group_view(sheet, sheet.edition.exhibition.groups[place])


def _list(sheet: Sheet, kind: str, refs: Sequence[Ref], told: tuple[int, int, int]) -> ListView:
    return list_view(sheet, kind, sheet.edition.shown(refs), *told)


def _relation(sheet: Sheet, ref: Ref, relation: Relation, told: tuple[int, int, int]) -> ListView:
    return relation_view(sheet, sheet.edition.exhibition.entries[ref], relation, *told)


def _timeline(sheet: Sheet, only: Filter | None, number: int) -> TimelineView:
    sheet.edition.notebook.look("years", None)
    return timeline_view(sheet, only, number)


def entry_view(sheet: Sheet, entry: Entry, floorplan: Callable[[], Floorplan]) -> EntryView:
    """Give the view of an entry's page, by its kind."""
    match entry:
        case Hall():
            return hall_view(sheet, entry, floorplan())
        case Craftsman():
            return craftsman_view(sheet, entry)
        case Exhibit():
            return exhibit_view(sheet, entry)
        case Method():
            return method_view(sheet, entry)
        case Case():
            return case_view(sheet, entry)
        case Programme():
            return programme_view(sheet, entry)
        case Story():
            return story_view(sheet, entry)
        case Source():
            return source_view(sheet, entry)
        case Tour():
            return tour_view(sheet, entry)
        case _:
            return page_view(sheet, entry)
