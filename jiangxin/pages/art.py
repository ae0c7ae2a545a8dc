"""The drawing that stands in for a photograph: on an entry's own page in the page itself, on cards a file."""

from __future__ import annotations

import hashlib

from jiangxin.drawing.art import (
    Drawing,
    draw_event,
    draw_exhibit,
    draw_hall,
    draw_page,
    draw_person,
    draw_story,
    draw_studio,
)
from jiangxin.drawing.standalone import standalone
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.narrative import Event, Story
from jiangxin.model.people import Craftsman, Studio
from jiangxin.model.space import Exhibit, Hall
from jiangxin.model.text import Text
from jiangxin.model.work import Case, Method, Result
from jiangxin.pages.edition import Edition
from jiangxin.pages.parts import Drawn
from jiangxin.pages.sheet import Sheet

_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
    "司徒",
    "端木",
    "南宫",
    "轩辕",
)


FOLDER = "drawings"
_DIGEST_LENGTH = 6


def art_of(edition: Edition, entry: Entry) -> Drawn:
    """Give the drawing of an entry for its own page."""
    return _drawn(_kept(edition, entry, None))


def card_art(sheet: Sheet, entry: Entry, avoid: str | None) -> Drawn:
    """Give the drawing of an entry for its card, and order the file of it.

    Where it is of the family `avoid`, it is one of another family if it can be.
    """
    edition = sheet.edition
    drawing = _kept(edition, entry, None)
    if drawing.family == avoid:
        drawing = _kept(edition, entry, avoid)
    path = edition.file_drawer.get((entry.ref, drawing.family), lambda: _filed(edition, entry, drawing))
    return _drawn(drawing, sheet.asset(path))


def _filed(edition: Edition, entry: Entry, drawing: Drawing) -> str:
    """Order the file of a drawing; give its path."""
    # A person's stands on the temper of the hall, where only ink can be read.
    colour = edition.theme.colours.get("ink" if isinstance(entry, Craftsman) else "blue")
    file = standalone(drawing, colour, edition.theme.fonts, edition.primary)
    digest = hashlib.sha256(file.encode()).hexdigest()[:_DIGEST_LENGTH]
    path = f"{FOLDER}/{name_for_art(entry.ref)}.{digest}.svg"
    edition.darkroom.draw(path, file)
    return path


def _drawn(drawing: Drawing, src: str = "") -> Drawn:
    return Drawn(drawing.svg, drawing.family, drawing.width, drawing.height, src)


def _kept(edition: Edition, entry: Entry, avoid: str | None) -> Drawing:
    """Draw once: a drawing is the same on every page and in every language."""
    return edition.art_drawer.get((entry.ref, avoid or ""), lambda: _draw(edition, entry, avoid))


def surname(name: str) -> str:
    """Give the surname of a Chinese name: its first character, or two for a compound surname."""
    return name[:2] if name.startswith(_COMPOUND) and len(name) > 2 else name[:1]


def name_for_art(ref: Ref) -> str:
    """Give the key a drawing is made from."""
    return f"{ref.kind}-{ref.id}"


def _draw(edition: Edition, entry: Entry, avoid: str | None) -> Drawing:
    key, title = name_for_art(entry.ref), _words(entry.title)
    match entry:
        case Craftsman():
            return draw_person(key, surname(title))
        case Story():
            return draw_story(key, _words(entry.deck) or _words(entry.summary) or title)
        case Event():
            return draw_event(key, str(entry.date.year()) if entry.date else "")
        case Studio():
            return draw_studio(key, f"{edition.places[entry.ref]:02d}", f"{_words(entry.field)} {title}")
        case Hall():
            number = edition.exhibition.hall_numbers.get(entry.ref)
            return draw_hall(key, f"{number:02d}" if number else "", entry.kind or "hall")
        case Exhibit():
            return draw_exhibit(
                key, trade=f"{_words(entry.trade)} {title}", kind=entry.kind or "object", avoid=avoid, count=entry.count
            )
        case Method() | Result():
            return draw_exhibit(key, trade=f"{_words(entry.trade)} {title}", avoid=avoid)
        case Case():
            return draw_exhibit(key, trade=f"{title} {_words(entry.problem)}", avoid=avoid)
        case _:
            return draw_page(key)


def _words(text: Text | None) -> str:
    return text.primary if text else ""
