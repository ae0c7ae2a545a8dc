"""The picture that stands for a page where others link to it.

A page that has a photograph has a card of its own; all others share the
exhibition's. Cards need an absolute address, so without `base_url` there are none.
"""

from __future__ import annotations

from jiangxin.model.entry import Entry
from jiangxin.model.picture import ShareCard
from jiangxin.model.text import Phrase
from jiangxin.pages.pictures import largest_fallback
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import HOME


def card_of(sheet: Sheet, title: Phrase, entry: Entry | None = None) -> str:
    """Give the absolute address of a page's card, and ask for the card; "" where the site's address is not known."""
    edition = sheet.edition
    base = edition.exhibition.settings.base_url
    if not base:
        return ""
    site_title = sheet.phrase(edition.exhibition.settings.title) or Phrase("", sheet.lang)
    image = entry.lead if entry else None
    photograph = edition.darkroom.photograph(entry, image.file) if entry and image else None
    if entry is None or image is None or photograph is None or photograph.format == "svg":
        path = edition.folder + HOME
        subtitle = sheet.phrase(edition.exhibition.settings.subtitle)
        card = ShareCard(
            path=_path(path),
            lang=site_title.lang,
            title=site_title.text,
            kicker=subtitle.text if subtitle else "",
            site_title=sheet.date(edition.exhibition.settings.dates),
            background=None,
        )
    else:
        card = ShareCard(
            path=_path(sheet.path),
            lang=title.lang,
            title=title.text,
            kicker=sheet.type_label(entry) or sheet.kind_label_of(entry),
            site_title=site_title.text,
            background=largest_fallback(edition.darkroom.derivatives(photograph, "lead")),
            focus=image.focus or photograph.focus,
            temper=edition.tempers.get(entry.ref) or 0,
        )
    return f"{base.rstrip('/')}/{edition.darkroom.card(card)}"


def _path(page: str) -> str:
    return f"cards/{page.removesuffix('.html')}.jpg"
