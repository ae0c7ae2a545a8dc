"""Exhibition × theme → every page, every picture, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jiangxin.model.entry import Entry, Ref
from jiangxin.model.evidence import Source
from jiangxin.model.exhibition import Exhibition
from jiangxin.model.narrative import Story, Tour
from jiangxin.model.people import Craftsman
from jiangxin.model.picture import PictureOrder
from jiangxin.model.space import Exhibit, Hall
from jiangxin.model.theme import Theme
from jiangxin.model.wording import Wording
from jiangxin.model.work import Case, Method, Programme
from jiangxin.pages.blocks import blocks_view, orders
from jiangxin.pages.comparing import compare_figures
from jiangxin.pages.darkroom import Darkroom
from jiangxin.pages.edition import Edition, neighbours_of, positions_of
from jiangxin.pages.entries import page_view
from jiangxin.pages.figures import figure_pages
from jiangxin.pages.floorplan import Floorplan, floorplan_of, plan_view
from jiangxin.pages.glossary import glossary_view
from jiangxin.pages.groups import group_view
from jiangxin.pages.halls import hall_view
from jiangxin.pages.home import home_view
from jiangxin.pages.lists import list_view, listed, pages_of
from jiangxin.pages.people import craftsman_view
from jiangxin.pages.programmes import programme_view
from jiangxin.pages.search import search_view
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.signposts import not_found_view, redirect_view
from jiangxin.pages.sources import source_view
from jiangxin.pages.stories import story_view
from jiangxin.pages.tempers import tempers_of
from jiangxin.pages.timeline import timeline_view
from jiangxin.pages.timeline_filters import corridor_pages
from jiangxin.pages.tours import tour_view
from jiangxin.pages.urls import (
    ANCHORED,
    GLOSSARY,
    HOME,
    LISTED,
    NOT_FOUND,
    PLAN,
    SEARCH,
    addresses,
    alias_path,
    folder_of,
    group_path,
    list_path,
    order_path,
    page_of,
)
from jiangxin.pages.views import Drawn, EntryView, PageView
from jiangxin.pages.works import case_view, exhibit_view, method_view


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page: where it goes, the template that draws it, what it shows.

    `ref` is the entry it is the page of; `in_sitemap` is False for redirects and
    the not-found page.
    """

    path: str
    template: str  # "craftsman.html"
    view: PageView
    ref: Ref | None = None
    in_sitemap: bool = True


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Everything that will be in the site but for the theme's assets.

    `copies` are files that go in as they are (films, recordings): their path in
    the site, and the path under `content/` they come from. `addresses` say where
    each entry is shown, from the folder of any language.
    """

    pages: tuple[PagePlan, ...]
    pictures: PictureOrder
    base_url: str = ""
    copies: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[Ref, str] = field(default_factory=dict)


def plan(
    exhibition: Exhibition, theme: Theme, wordings: Mapping[str, Wording], *, best_pictures: bool = False
) -> SitePlan:
    """Plan the site: every page in every language, and every picture they show.

    With `best_pictures`, those are made slowly and smaller.
    """
    darkroom = Darkroom(exhibition.photographs, theme, is_best=best_pictures)
    floorplan = floorplan_of(exhibition)
    pages: dict[str, PagePlan] = {}
    redirects: dict[str, PagePlan] = {}
    found: Mapping[Ref, str] = {}
    for edition in _editions(exhibition, theme, wordings, darkroom):
        found = edition.addresses
        for page in _pages(edition, floorplan):
            pages.setdefault(page.path, page)
        for page in _redirects(edition):
            redirects.setdefault(page.path, page)
    return SitePlan(
        pages=(*pages.values(), *(page for path, page in redirects.items() if path not in pages)),
        pictures=darkroom.order(),
        base_url=exhibition.settings.base_url or "",
        copies=dict(sorted(darkroom.copies.items())),
        addresses=found,
    )


def _editions(
    exhibition: Exhibition,
    theme: Theme,
    wordings: Mapping[str, Wording],
    darkroom: Darkroom,
) -> Iterator[Edition]:
    comparing = compare_figures(exhibition, theme.per_page)
    found = addresses(exhibition, comparing.page_numbers)
    tempers, positions, neighbours = tempers_of(exhibition), positions_of(exhibition), neighbours_of(exhibition)
    drawings: dict[tuple[Ref, str], Drawn] = {}
    for lang in exhibition.languages:
        yield Edition(
            exhibition,
            theme,
            wordings[lang],
            lang,
            folder_of(lang, exhibition.languages),
            found,
            tempers,
            comparing,
            darkroom,
            positions,
            neighbours,
            drawings,
        )


def _pages(edition: Edition, floorplan: Floorplan) -> Iterator[PagePlan]:
    yield from _entrance(edition, floorplan)
    yield from _entries(edition, floorplan)
    yield from _lists(edition)
    yield from _shared_pages(edition)
    if edition.folder == "":
        sheet = Sheet(edition, NOT_FOUND)
        yield PagePlan(sheet.path, "not-found.html", not_found_view(sheet), in_sitemap=False)


def _sheet(edition: Edition, path: str) -> Sheet:
    return Sheet(edition, edition.folder + path)


def _entrance(edition: Edition, floorplan: Floorplan) -> Iterator[PagePlan]:
    """Give the home page, the plan and the groups of halls."""
    sheet = _sheet(edition, HOME)
    yield PagePlan(sheet.path, "home.html", home_view(sheet, floorplan))
    if edition.exhibition.by_kind.get("hall") or edition.exhibition.groups:
        sheet = _sheet(edition, PLAN)
        yield PagePlan(sheet.path, "plan.html", plan_view(sheet, floorplan))
    for group in edition.exhibition.groups:
        sheet = _sheet(edition, group_path(group.group.key or ""))
        yield PagePlan(sheet.path, "group.html", group_view(sheet, group))


def _entries(edition: Edition, floorplan: Floorplan) -> Iterator[PagePlan]:
    """Give the pages of all entries that have one."""
    for kind, entries in edition.exhibition.by_kind.items():
        if kind not in ANCHORED:
            for entry in entries:
                sheet = _sheet(edition, page_of(entry.ref))
                yield PagePlan(sheet.path, f"{kind}.html", entry_view(sheet, entry, floorplan), entry.ref)


def entry_view(sheet: Sheet, entry: Entry, floorplan: Floorplan) -> EntryView:
    """Give the view of an entry's page, by its kind."""
    match entry:
        case Hall():
            return hall_view(sheet, entry, floorplan)
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


def _lists(edition: Edition) -> Iterator[PagePlan]:
    """Give the lists of every kind that has entries, and their other orders."""
    for kind in LISTED:
        entries = listed(edition.exhibition, kind)
        cut = pages_of(entries, edition.theme.per_page)
        for number, some in enumerate(cut, start=1):
            sheet = _sheet(edition, list_path(kind, number))
            yield PagePlan(sheet.path, "list.html", list_view(sheet, kind, some, number, len(cut), len(entries)))
        for order in orders(edition.exhibition, kind):
            sheet = _sheet(edition, order_path(kind, order))
            yield PagePlan(sheet.path, "blocks.html", blocks_view(sheet, kind, order))


def _shared_pages(edition: Edition) -> Iterator[PagePlan]:
    """Give the pages whose entries are parts of them: the corridor, the figures, the glossary, the search."""
    if edition.exhibition.years:
        for path, only in corridor_pages(edition.exhibition):
            sheet = _sheet(edition, path)
            yield PagePlan(sheet.path, "timeline.html", timeline_view(sheet, only))
    sheets = [_sheet(edition, list_path("figure", number)) for number in range(1, len(edition.comparing.pages) + 1)]
    for sheet, view in zip(sheets, figure_pages(sheets), strict=True):
        yield PagePlan(sheet.path, "figures.html", view)
    if edition.exhibition.by_kind.get("term"):
        sheet = _sheet(edition, GLOSSARY)
        yield PagePlan(sheet.path, "glossary.html", glossary_view(sheet))
    sheet = _sheet(edition, SEARCH)
    yield PagePlan(sheet.path, "search.html", search_view(sheet))


def _redirects(edition: Edition) -> Iterator[PagePlan]:
    """Give the pages that stand at old addresses."""
    for entry in edition.exhibition.entries.values():
        for alias in entry.aliases:
            sheet = _sheet(edition, alias_path(alias))
            if link := sheet.link(entry.ref):
                yield PagePlan(sheet.path, "redirect.html", redirect_view(sheet, link), in_sitemap=False)
