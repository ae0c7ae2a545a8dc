"""The search page: a field, and the ways to begin without one."""

from __future__ import annotations

from jiangxin.model.narrative import Page
from jiangxin.pages.frame import destinations, frame
from jiangxin.pages.parts import Link
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import SEARCH_INDEX
from jiangxin.pages.views import SearchView


def search_view(sheet: Sheet) -> SearchView:
    """Give the search page of the sheet's language."""
    around = frame(
        sheet,
        sheet.words("pages.search"),
        key="search",
        description=sheet.wording("pages.search_description", site=_site_title(sheet)),
    )
    return SearchView(**around, index=sheet.href(SEARCH_INDEX), ways=_ways(sheet))


def _site_title(sheet: Sheet) -> str:
    title = sheet.phrase(sheet.edition.exhibition.settings.title)
    return title.text if title else ""


def _ways(sheet: Sheet) -> tuple[Link, ...]:
    """Give the links to all that a menu can have, but for free pages that are hidden and the search itself."""
    exhibition = sheet.edition.exhibition
    left_out = {page.id for page in exhibition.all_of(Page) if page.hidden} | {"search"}
    return tuple(
        Link(label, sheet.href(path), kind=name)
        for name, (label, path) in destinations(sheet).items()
        if name not in left_out
    )
