"""Films and recordings: files that go into the site as they are."""

from __future__ import annotations

import posixpath
import re

from jiangxin.model.entry import Entry
from jiangxin.pages.pictures import largest_fallback
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.views import Medium


def media_of(sheet: Sheet, entry: Entry) -> tuple[Medium, ...]:
    """Give an entry's films and recordings."""
    return tuple(
        Medium(
            kind=medium.kind or "video",
            src=media_href(sheet, entry, medium.file),
            title=sheet.phrase(medium.title),
            transcript=sheet.phrase(medium.transcript),
            captions=media_href(sheet, entry, medium.captions),
            poster=_poster(sheet, entry, medium.poster),
        )
        for medium in entry.media
        if medium.file
    )


def _poster(sheet: Sheet, entry: Entry, file: str | None) -> str:
    """Give the href of a still picture, made anew like every photograph: no original is published."""
    photograph = sheet.edition.darkroom.photograph(entry, file)
    derivatives = sheet.edition.darkroom.derivatives(photograph, "lead") if photograph else ()
    return sheet.asset(largest_fallback(derivatives).path) if derivatives else ""


def media_href(sheet: Sheet, entry: Entry, file: str | None) -> str:
    """Give the href of a file beside an entry, and note that the site needs it; "" where none is named."""
    if not file:
        return ""
    source = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), file))
    path = f"media/{entry.ref.kind}-{entry.id}-{_plain(file)}"
    sheet.edition.darkroom.copies[path] = source
    return sheet.asset(path)


def _plain(file: str) -> str:
    """Give a file name that is safe everywhere."""
    stem, ending = posixpath.splitext(posixpath.basename(file).lower())
    return (re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "file") + re.sub(r"[^.a-z0-9]", "", ending)
