"""What every page has around its content: titles, ways to other pages, data for machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TypedDict

from jiangxin.model.entry import Entry
from jiangxin.model.kinds import KINDS
from jiangxin.model.narrative import Page
from jiangxin.model.text import Phrase
from jiangxin.pages.parts import Link, Translation
from jiangxin.pages.share import card_of
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.structured import absolute, data_block, web_page
from jiangxin.pages.urls import GLOSSARY, HOME, LISTED, PLAN, SEARCH, TIMELINE, folder_of, list_path, page_of, root_of

DESCRIPTION_MOST = 160
_DEFAULT_NAVIGATION = ("plan", "timeline", "exhibits", "craftsmen", "stories")


class Frame(TypedDict):
    """The fields of `PageView`."""

    path: str
    root: str
    home: str
    lang: str
    primary: str
    title: Phrase
    site_title: Phrase
    description: str
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    translations: tuple[Translation, ...]
    breadcrumbs: tuple[Link, ...]
    canonical: str
    card: str
    feed: str
    updated: str
    licence: Phrase | None
    watermark: Phrase | None
    json_ld: str


def frame(
    sheet: Sheet,
    title: Phrase,
    *,
    key: str = "",
    description: str = "",
    crumbs: Sequence[Link] = (),
    data: Mapping[str, object] | None = None,
    number: int = 1,
    entry: Entry | None = None,
    elsewhere: Mapping[str, str] = MappingProxyType({}),
) -> Frame:
    """Give a page's frame.

    `key` is the entry of the navigation it belongs to, `crumbs` lead from the home
    page to its parent, `data` is what machines are told of it, `entry` is whose
    page it is, where it is one's; `elsewhere` is the path that stands for it in a
    language that has no such page.
    """
    settings = sheet.edition.exhibition.settings
    watermark = sheet.words("pages.watermark", state=title.mark) if title.mark else None
    title = Phrase(title.text, title.lang)
    navigation, footer = _menus(sheet, key)
    site_title = sheet.phrase(settings.title) or Phrase("", sheet.lang)
    words = short(description or sheet.wording("pages.description", title=title.text, site=site_title.text))
    if number > 1:
        title = Phrase(sheet.wording("pages.title_of_page", title=title.text, n=number), title.lang)
    home = Link(sheet.words("pages.home"), sheet.href(HOME))  # the exhibition's name stands above it
    is_home = sheet.path == sheet.edition.folder + HOME
    return Frame(
        path=sheet.path,
        root=root_of(sheet.path),
        home=sheet.href(HOME),
        lang=sheet.lang,
        primary=sheet.edition.primary,
        title=title,
        site_title=site_title,
        description=words,
        navigation=navigation,
        footer=footer,
        translations=_translations(sheet, elsewhere),
        breadcrumbs=() if is_home else (home, *crumbs, Link(title, None, current=True)),
        canonical=absolute(sheet, sheet.path) or "",
        card=card_of(sheet, title, entry),
        feed=sheet.href("feed.xml") if settings.base_url and sheet.edition.exhibition.is_dated else "",
        updated=sheet.date(settings.updated),
        licence=sheet.phrase(settings.licence),
        watermark=watermark,
        json_ld=data_block(data or web_page(sheet, title, words)),
    )


def list_link(sheet: Sheet, kind: str) -> Link:
    """Give the link to the list of a kind."""
    return Link(sheet.words(f"kinds.{kind}.many"), sheet.href(list_path(kind)))


def short(words: str) -> str:
    """Cut a description to what search engines show."""
    words = " ".join(words.split())
    return words if len(words) <= DESCRIPTION_MOST else words[: DESCRIPTION_MOST - 1].rstrip("，、,;； ") + "…"


def destinations(sheet: Sheet) -> dict[str, tuple[Phrase, str]]:
    """Give every entry a menu can have: its key, its words and where it leads."""
    exhibition = sheet.edition.exhibition
    found: dict[str, tuple[Phrase, str]] = {}
    if "hall" in exhibition.kinds:
        found["plan"] = (sheet.words("pages.plan"), PLAN)
    if "event" in exhibition.kinds:
        found["timeline"] = (sheet.words("pages.timeline"), TIMELINE)
    for kind in (*LISTED, "figure"):
        if kind in exhibition.kinds:
            found[KINDS[kind].folder] = (sheet.words(f"kinds.{kind}.many"), list_path(kind))
    if "term" in exhibition.kinds:
        found["glossary"] = (sheet.words("pages.glossary"), GLOSSARY)
    for page in exhibition.all_of(Page):
        found.setdefault(page.id, (sheet.title(page), page_of(page.ref)))
    found["search"] = (sheet.words("pages.search"), SEARCH)
    return found


def _menus(sheet: Sheet, key: str) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Give the header's links and the footer's: together they lead to every list and free page.

    The search is always the header's last.
    """
    return sheet.edition.menu_drawer.get((sheet.folder, key), lambda: _made_menus(sheet, key))


def _made_menus(sheet: Sheet, key: str) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    exhibition = sheet.edition.exhibition
    found = destinations(sheet)
    hidden = {page.id for page in exhibition.all_of(Page) if page.hidden}
    wanted = exhibition.settings.navigation or sheet.edition.theme.navigation or _DEFAULT_NAVIGATION
    header = [*(name for name in dict.fromkeys(wanted) if name in found and name != "search"), "search"]
    footer = [name for name in found if name not in header and name not in hidden]
    return (
        tuple(_menu_link(sheet, found, name, key) for name in header),
        tuple(_menu_link(sheet, found, name, key) for name in footer),
    )


def _menu_link(sheet: Sheet, found: Mapping[str, tuple[Phrase, str]], name: str, key: str) -> Link:
    label, path = found[name]
    return Link(label, sheet.href(path), kind=name, current=name == key)


def _translations(sheet: Sheet, elsewhere: Mapping[str, str]) -> tuple[Translation, ...]:
    languages = sheet.edition.exhibition.languages
    if len(languages) < 2:
        return ()
    own = sheet.path.removeprefix(sheet.edition.folder)
    return tuple(
        Translation(
            lang,
            sheet.wording.strings.get(f"pages.languages.{lang}", lang),
            sheet.asset(folder_of(lang, languages) + elsewhere.get(lang, own)),
            lang == sheet.lang,
            "" if lang in elsewhere else absolute(sheet, folder_of(lang, languages) + own) or "",
        )
        for lang in languages
    )
