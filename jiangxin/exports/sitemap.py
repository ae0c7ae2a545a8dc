"""Site plan → `sitemap.xml`: every page for search engines, each with its translations.

A sitemap speaks in absolute addresses, so there is none without `base_url`. A
file holds at most 50,000 addresses; a larger site gets `sitemap-1.xml`,
`sitemap-2.xml`, … and `sitemap.xml` names them. No page carries a date of
change: it could come from the clock only.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from jiangxin.exports.addresses import absolute
from jiangxin.exports.xml_file import xml_file
from jiangxin.model.output import Output, Stage
from jiangxin.pages.plan import PagePlan, SitePlan

LIMIT = 50_000
"""How many addresses the protocol allows in one file."""

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemaps(plan: SitePlan, limit: int = LIMIT) -> tuple[Output, ...]:
    """Make the sitemap, split into files of at most `limit` addresses; nothing without `base_url`."""
    if not plan.base_url:
        return ()
    listed = {page.path: page for page in plan.pages if page.in_sitemap}
    pages = [listed[path] for path in sorted(listed)]
    if len(pages) <= limit:
        return (_file("sitemap.xml", _urlset(pages, listed, plan)),)
    parts = tuple(
        _file(f"sitemap-{number}.xml", _urlset(pages[start : start + limit], listed, plan))
        for number, start in enumerate(range(0, len(pages), limit), start=1)
    )
    index = Element("sitemapindex", {"xmlns": _SITEMAP})
    for part in parts:
        SubElement(SubElement(index, "sitemap"), "loc").text = absolute(plan.base_url, part.path)
    return (_file("sitemap.xml", index), *parts)


def _urlset(pages: list[PagePlan], listed: Mapping[str, PagePlan], plan: SitePlan) -> Element:
    root = Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for page in pages:
        url = SubElement(root, "url")
        SubElement(url, "loc").text = absolute(plan.base_url, page.path)
        translations = _translations(page, listed, plan.folders)
        for lang, other in translations.items() if len(translations) > 1 else ():
            SubElement(
                url, "xhtml:link", {"rel": "alternate", "hreflang": lang, "href": absolute(plan.base_url, other)}
            )
    return root


def _translations(page: PagePlan, listed: Mapping[str, PagePlan], folders: Mapping[str, str]) -> dict[str, str]:
    """Give the paths of the page in every language it exists in, itself included."""
    own = page.path.removeprefix(folders[page.lang])
    return {lang: path for lang, folder in sorted(folders.items()) if (path := folder + own) in listed}


def _file(path: str, root: Element) -> Output:
    return Output(path, xml_file(root), Stage.EXPORT)
