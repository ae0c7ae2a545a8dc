"""The drawing that stands in for a photograph."""

from __future__ import annotations

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
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.narrative import Event, Story
from jiangxin.model.people import Craftsman, Studio
from jiangxin.model.space import Exhibit, Hall
from jiangxin.model.text import Text
from jiangxin.model.work import Case, Method, Result
from jiangxin.pages.edition import Edition
from jiangxin.pages.views import Drawn

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


def art_of(edition: Edition, entry: Entry, avoid: str | None = None) -> Drawn:
    """Give the drawing of an entry; where it is of the family `avoid`, one of another family if it can be."""
    usual = _kept(edition, entry, None)
    return _kept(edition, entry, avoid) if avoid is not None and usual.family == avoid else usual


def _kept(edition: Edition, entry: Entry, avoid: str | None) -> Drawn:
    """Draw once: a drawing is the same on every page and in every language."""
    key = (entry.ref, avoid or "")
    if key not in edition.art_drawer:
        drawing = _draw(edition, entry, avoid)
        edition.art_drawer[key] = Drawn(drawing.svg, drawing.family, drawing.width, drawing.height)
    return edition.art_drawer[key]


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
            place = edition.positions.get(entry.ref, 0) - _first_position(edition, "studio") + 1
            return draw_studio(key, f"{place:02d}", f"{_words(entry.field)} {title}")
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


def _first_position(edition: Edition, kind: str) -> int:
    first = next(iter(edition.exhibition.by_kind.get(kind, ())), None)
    return edition.positions.get(first.ref, 0) if first else 0


def _words(text: Text | None) -> str:
    return text.primary if text else ""
