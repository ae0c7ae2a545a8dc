"""The drawing that stands in for a photograph: on an entry's own page in the page itself, on cards a file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TypedDict

from jiangxin.drawing.art import FAMILIES, Motif, draw, exhibit_motif, size_of
from jiangxin.drawing.standalone import standalone
from jiangxin.model.entry import Entry, Ref
from jiangxin.model.narrative import Event, Story
from jiangxin.model.people import Craftsman, Studio
from jiangxin.model.space import Exhibit, Hall
from jiangxin.model.text import Text
from jiangxin.model.theme import Colour
from jiangxin.model.work import Case, Method, Result
from jiangxin.pages.darkroom import DrawingOrder
from jiangxin.pages.edition import Edition, NamedMotif
from jiangxin.pages.parts import Drawn, Sketch
from jiangxin.pages.sheet import Sheet
from jiangxin.pages.urls import page_of

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
ON_CARDS = ("craftsman", "exhibit", "story", "hall", "studio", "method", "case", "result")
"""Kinds whose cards carry a drawing where there is no photograph."""
_DIGEST_LENGTH = 6


def art_of(edition: Edition, entry: Entry) -> Drawn:
    """Give the drawing of an entry for its own page, which brings along the file of it, in one language, for cards."""
    path, motif = _named(edition, entry)
    is_again = len(edition.exhibition.languages) > 1
    drawing = edition.drawers.art.get(entry.ref, lambda: draw(motif)) if is_again else draw(motif)
    if entry.ref.kind in ON_CARDS and edition.lang == edition.primary:
        edition.darkroom.bring(path, standalone(drawing, *_written_with(edition, entry)).encode())
    return Drawn(drawing.svg, drawing.family, drawing.width, drawing.height)


def is_of_family(edition: Edition, entry: Entry, family: str) -> bool:
    """Tell whether an entry's drawing is of a family, and could be of another."""
    return family in FAMILIES and family == _named(edition, entry).motif.family


def card_art(sheet: Sheet, entry: Entry, avoid: str | None) -> Sketch:
    """Give the drawing of an entry for its card, and order the file of it; it is not of the family `avoid`.

    The drawing on the entry's own page is brought by that page.
    """
    edition = sheet.edition
    path, motif = _named(edition, entry, avoid)
    page = "" if avoid else page_of(entry.ref)
    # An order knows no edition, which knows the darkroom: what goes round is not freed when a build is over.
    edition.darkroom.draw(path, DrawingOrder(partial(_file, motif, *_written_with(edition, entry)), page))
    return Sketch(sheet.asset(path), motif.family, *size_of(motif))


def _named(edition: Edition, entry: Entry, avoid: str | None = None) -> NamedMotif:
    """Give what is drawn of an entry; its file is named after all that it is drawn from: what has the name is it."""

    def named() -> NamedMotif:
        motif = _motif(edition, entry, avoid)
        colour = _colour(edition, entry)
        told = (edition.drawn_with, motif, colour and (colour.light, colour.dark))
        digest = hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()
        return NamedMotif(f"{FOLDER}/{name_for_art(entry.ref)}.{digest[:_DIGEST_LENGTH]}.svg", motif)

    return edition.drawers.motifs.get((entry.ref, avoid or ""), named)


def _file(motif: Motif, colour: Colour | None, fonts: Mapping[str, Sequence[str]], lang: str) -> bytes:
    return standalone(draw(motif), colour, fonts, lang).encode()


def _written_with(edition: Edition, entry: Entry) -> tuple[Colour | None, Mapping[str, Sequence[str]], str]:
    return _colour(edition, entry), edition.theme.fonts, edition.primary


def _colour(edition: Edition, entry: Entry) -> Colour | None:
    """Give the colour of a drawing; a person's stands on the temper of the hall, where only ink can be read."""
    return edition.theme.colours.get("ink" if isinstance(entry, Craftsman) else "blue")


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


def _motif(edition: Edition, entry: Entry, avoid: str | None = None) -> Motif:
    """Give what is drawn of an entry, in another family than `avoid`."""
    key, title = name_for_art(entry.ref), _words(entry.title)
    if thing := _thing(entry):
        return exhibit_motif(key, **thing, avoid=avoid)
    match entry:
        case Craftsman():
            return Motif("person", (key, surname(title)))
        case Story():
            return Motif("story", (key, _words(entry.deck) or _words(entry.summary) or title))
        case Event():
            return Motif("event", (key, str(entry.date.year()) if entry.date else ""))
        case Studio():
            return Motif("studio", (key, f"{edition.places[entry.ref]:02d}", f"{_words(entry.field)} {title}"))
        case Hall():
            number = edition.exhibition.hall_numbers.get(entry.ref)
            return Motif("hall", (key, f"{number:02d}" if number else "", entry.kind or "hall"))
        case _:
            return Motif("page", (key,))


def _words(text: Text | None) -> str:
    return text.primary if text else ""
