"""Entries as others show them: cards, and what holds them together."""

from __future__ import annotations

from jiangxin.model.frozen import frozen
from jiangxin.model.text import Phrase
from jiangxin.pages.parts.pictures import Picture, Sketch
from jiangxin.pages.parts.words import Link, More


@frozen
class Card:
    """An entry as others show it."""

    href: str | None  # None: a placeholder for something the sources do not name
    title: Phrase
    kind: str
    kind_label: str
    kicker: str = ""  # one line above the title: code, position, date
    summary: Phrase | None = None
    picture: Picture | None = None
    drawing: Sketch | None = None
    temper: int | None = None  # 1–8, the hall's tempering colour
    is_placeholder: bool = False
    kicker_lang: str = ""  # the language of `kicker`


@frozen
class Section:
    """A relation, read from this end: everything that belongs to it."""

    key: str  # "exhibit.makers"
    label: str
    cards: tuple[Card, ...]  # the first of them, where there is `more`
    style: str = "cards"  # "cards" | "links"
    placeholders: int = 0  # declared, but not known
    placeholder_label: str = ""
    href: str | None = None  # where the heading leads: the page of the set
    more: More | None = None


@frozen
class Block:
    """A heading with cards under it: one honour, one trade, one letter."""

    id: str
    label: Phrase
    href: str | None
    cards: tuple[Card, ...]
    count: int  # how many stand under it, on all pages of a list


@frozen
class Room:
    """A space in the list beside the plan."""

    key: str
    link: Link
    number: str
    kind_label: str
    group_label: str
    coordinate: str
    temper: int | None
    summary: Phrase | None
    is_placeholder: bool
    place: int  # the same in the list and, as `data-room`, on the plan: either lights the other
    rooms: tuple[Room, ...] = ()


@frozen
class Stop:
    """A stop of a tour."""

    number: int
    card: Card
    text: Phrase | None
    audio: str = ""


@frozen
class Pager:
    """Where one is in a list of several pages.

    `pages` are those that are named, with their number as `note`; one that leads
    nowhere stands for those between its neighbours.
    """

    number: int
    count: int
    previous: str | None
    next: str | None
    pages: tuple[Link, ...]


@frozen
class Translation:
    """The same page in another language.

    `canonical` is its absolute address, "" where the site's is not known or another page stands for it there.
    """

    lang: str
    label: str
    href: str
    current: bool
    canonical: str = ""
