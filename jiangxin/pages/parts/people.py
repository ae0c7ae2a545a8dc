"""People in an index, under their headings, with the readings of their names."""

from __future__ import annotations

from jiangxin.model.frozen import frozen
from jiangxin.model.text import Phrase


@frozen
class Ruby:
    """Characters and the reading to print above them."""

    base: str
    reading: str  # pinyin with tone marks; "" above what stands between two parts of a name


@frozen
class PersonRow:
    """A person in an index: a line that leads to the person's page."""

    href: str | None
    name: Phrase
    ruby: tuple[Ruby, ...]  # the same with its reading, where that is to be shown
    line: Phrase | None  # post or trade
    place: Phrase | None  # the hall, else where the person works
    temper: int | None  # 1–8, the hall's tempering colour


@frozen
class PeopleGroup:
    """People under a heading: a letter, a number of strokes, an honour, a trade."""

    id: str
    mark: str  # the letter or the number, to be shown large; "" where the heading is words
    label: Phrase  # the words of the heading, after the mark; they may be none
    href: str | None
    people: tuple[PersonRow, ...]
