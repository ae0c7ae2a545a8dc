"""Pages that only point elsewhere: old addresses, and addresses that lead nowhere."""

from __future__ import annotations

from urllib.parse import urlsplit

from jiangxin.pages.frame import frame
from jiangxin.pages.parts import Link
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import HOME, SEARCH, folder_of
from jiangxin.pages.views import NotFoundView, RedirectView


def redirect_view(sheet: Sheet, target: Link) -> RedirectView:
    """Give the page at an old address; it has the title of the page it leads to."""
    around = frame(sheet, target.label)
    around["translations"] = ()
    return RedirectView(**around, target=target)


def not_found_view(sheet: Sheet) -> NotFoundView:
    """Give the not-found page.

    It is served at any depth, so its addresses begin at the host's root where
    `base_url` says what that is; then it leads to the home pages and the search.
    Where nobody knows, it is read without its sheet, and leads to the index of
    the folder that was asked for: nearly every folder of the site has one.
    """
    around = frame(sheet, sheet.words("pages.not_found"))
    around["translations"], around["navigation"], around["footer"], around["breadcrumbs"] = (), (), (), ()
    around["canonical"] = ""
    exhibition = sheet.edition.exhibition
    languages = exhibition.languages
    root = urlsplit(exhibition.settings.base_url or "").path.rstrip("/")
    root = f"{root}/" if exhibition.settings.base_url else ""
    around["root"], around["home"] = root, root + HOME
    home = Link(sheet.words("pages.home"), root + HOME)
    if not root:
        return NotFoundView(**around, links=(home,))
    others = tuple(
        Link(
            sheet.line(sheet.wording.strings.get(f"pages.languages.{lang}", lang)),
            root + folder_of(lang, languages) + HOME,
        )
        for lang in languages[1:]
    )
    return NotFoundView(**around, links=(home, *others), search=root + SEARCH)
