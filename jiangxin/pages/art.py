"""The drawing that stands in for a photograph: on an entry's own page in the page itself, on cards a file."""

from __future__ import annotations

import hashlib
from typing import TypedDict

from jiangxin.drawing.art import (
    Drawing,
    draw_event,
    draw_exhibit,
    draw_hall,
    draw_page,
    draw_person,
    draw_story,
    draw_studio,
    family_of,
)
from jiangxin.drawing.standalone import standalone
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.narrative import Event, Story
from jiangxin.model.people import Craftsman, Studio
from jiangxin.model.space import Exhibit, Hall
from jiangxin.model.text import Text
from jiangxin.model.work import Case, Method, Result
from jiangxin.pages.edition import DrawnFile, Edition
from jiangxin.pages.parts import Drawn, Sketch
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
    drawing = _drawn(edition, entry)
    return Drawn(drawing.svg, drawing.family, drawing.width, drawing.height)


def is_of_family(edition: Edition, entry: Entry, family: str) -> bool:
    """Tell whether an entry's drawing is of a family, and could be of another."""
    return family == edition.drawers.families.get(entry.ref, lambda: _family(entry))


def _family(entry: Entry) -> str:
    """Give the family of an entry's drawing; "" where it has only one."""
    thing = _thing(entry)
    return family_of(name_for_art(entry.ref), **thing) if thing else ""


def card_art(sheet: Sheet, entry: Entry, avoid: str | None) -> Sketch:
    """Give the drawing of an entry for its card, and order the file of it; it is not of the family `avoid`."""
    edition = sheet.edition
    file = edition.drawers.files.get((entry.ref, avoid or ""), lambda: _filed(edition, entry, avoid))
    return Sketch(sheet.asset(file.path), file.family, file.width, file.height)


def _filed(edition: Edition, entry: Entry, avoid: str | None) -> DrawnFile:
    """Draw the file of a drawing, and order it."""
    drawing = _draw(edition, entry, avoid) if avoid else _drawn(edition, entry)
    # A person's stands on the temper of the hall, where only ink can be read.
    colour = edition.theme.colours.get("ink" if isinstance(entry, Craftsman) else "blue")
    file = standalone(drawing, colour, edition.theme.fonts, edition.primary).encode()
    digest = hashlib.sha256(file).hexdigest()
    path = f"{FOLDER}/{name_for_art(entry.ref)}.{digest[:_DIGEST_LENGTH]}.svg"
    edition.darkroom.draw(path, file, digest)
    return DrawnFile(path, drawing.family, drawing.width, drawing.height)


def _drawn(edition: Edition, entry: Entry) -> Drawing:
    return edition.drawers.art.get(entry.ref, lambda: _draw(edition, entry))


def surname(name: str) -> str:
    """Give the surname of a Chinese name: its first character, or two for a compound surname."""
    return name[:2] if name.startswith(_COMPOUND) and len(name) > 2 else name[:1]


def name_for_art(ref: Ref) -> str:
    """Give the key a drawing is made from."""
    return f"{ref.kind}-{ref.id}"


class _Thing(TypedDict):
    """What decides how an exhibit is drawn, or what was made."""

    trade: str
    kind: str
    count: int | None


def _thing(entry: Entry) -> _Thing | None:
    match entry:
        case Exhibit():
            words = f"{_words(entry.trade)} {_words(entry.title)}"
            return _Thing(trade=words, kind=entry.kind or "object", count=entry.count)
        case Method() | Result():
            return _Thing(trade=f"{_words(entry.trade)} {_words(entry.title)}", kind="object", count=None)
        case Case():
            return _Thing(trade=f"{_words(entry.title)} {_words(entry.problem)}", kind="object", count=None)
        case _:
            return None


def _draw(edition: Edition, entry: Entry, avoid: str | None = None) -> Drawing:
    key, title = name_for_art(entry.ref), _words(entry.title)
    if thing := _thing(entry):
        return draw_exhibit(key, **thing, avoid=avoid)
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
        case _:
            return draw_page(key)


def _words(text: Text | None) -> str:
    return text.primary if text else ""
