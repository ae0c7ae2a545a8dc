"""Entries as others show them."""

from __future__ import annotations

from collections.abc import Iterable

from jiangxin.model.entry import Entry
from jiangxin.model.evidence import Figure, Source
from jiangxin.model.narrative import Event, Story, Tour
from jiangxin.model.people import Craftsman, Organisation, Studio
from jiangxin.model.space import Exhibit, Hall
from jiangxin.model.text import Phrase
from jiangxin.model.work import Case, Method, Programme, Result
from jiangxin.pages.art import ON_CARDS, card_art, is_of_family
from jiangxin.pages.parts import Card
from jiangxin.pages.pictures import lead_of
from jiangxin.pages.sheet import Sheet


def cards_of(sheet: Sheet, entries: Iterable[Entry], *, plain: bool = False) -> tuple[Card, ...]:
    """Give the cards of entries; no two neighbours have a drawing of one family. `plain` cards have no picture."""
    cards: list[Card] = []
    family = None
    for entry in entries:
        card = card_of(sheet, entry, avoid=family, plain=plain)
        family = card.drawing.family if card.drawing else None
        cards.append(card)
    return tuple(cards)


def card_of(sheet: Sheet, entry: Entry, *, avoid: str | None = None, plain: bool = False) -> Card:
    """Give the card of one entry; its drawing is not of the family `avoid`, if it can be of another."""
    edition = sheet.edition
    other = avoid if avoid and not plain and is_of_family(edition, entry, avoid) else None
    # What leads to the entry alike leads alike to the files of its card; who stands in a picture is linked to, too.
    place = sheet.folder if entry.images else sheet.href_of(entry.ref) or ""
    return edition.card_drawer.get((place, entry.ref, other or "", plain), lambda: _card(sheet, entry, other, plain))


def placeholder_cards(sheet: Sheet, kind: str, count: int, label: str = "pages.not_named") -> tuple[Card, ...]:
    """Give quiet cards for what was declared and is not known."""
    card = Card(None, sheet.words(label), kind, sheet.kind_label(kind), is_placeholder=True)
    return (card,) * max(count, 0)


def _card(sheet: Sheet, entry: Entry, avoid: str | None, plain: bool) -> Card:
    kicker = kicker_of(sheet, entry)
    picture = None if plain else lead_of(sheet, entry)
    is_drawn = picture is None and not plain and entry.ref.kind in ON_CARDS
    return Card(
        href=sheet.href_of(entry.ref),
        title=sheet.title(entry),
        kind=entry.ref.kind,
        kind_label=sheet.type_label(entry) or sheet.kind_label_of(entry),
        kicker=kicker.text if kicker else "",
        kicker_lang=kicker.lang if kicker else "",
        summary=sheet.phrase(entry.summary),
        picture=picture,
        drawing=card_art(sheet, entry, avoid) if is_drawn else None,
        temper=sheet.edition.tempers.get(entry.ref),
    )


def kicker_of(sheet: Sheet, entry: Entry) -> Phrase | None:
    """Give the line above an entry's title: what tells it apart at a glance."""
    match entry:
        case Craftsman():
            return sheet.phrase(entry.position) or sheet.phrase(entry.trade)
        case Hall():
            number = sheet.edition.exhibition.hall_numbers.get(entry.ref)
            return sheet.plain(f"{number:02d}") if number else _value(sheet, entry, "kind", entry.kind)
        case Story():
            return sheet.phrase(entry.kicker) or sheet.plain(sheet.date(entry.date))
        case Event():
            return sheet.plain(sheet.date(entry.date))
        case Programme() | Studio() | Organisation():
            levels = entry.level if isinstance(entry, Programme) else (entry.level,)
            return _value(sheet, entry, "level", next(iter(levels), None)) or sheet.phrase(entry.place)
        case Source():
            return sheet.phrase(entry.outlet) or sheet.plain(sheet.date(entry.date))
        case Method() | Exhibit():
            return sheet.line(entry.code) if entry.code else sheet.phrase(entry.trade)
        case Result():
            return _value(sheet, entry, "state", entry.state)
        case Case():
            return sheet.plain(sheet.date(entry.date))
        case Tour():
            return sheet.words("pages.minutes", n=entry.minutes) if entry.minutes else None
        case Figure():
            return sheet.line(entry.printed or "")
        case _:
            return None


def _value(sheet: Sheet, entry: Entry, field_name: str, option: str | None) -> Phrase | None:
    return Phrase(sheet.value_label(entry.ref.kind, field_name, option), sheet.wording.lang) if option else None
